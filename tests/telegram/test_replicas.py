"""S12: two replicas behind a load balancer, with a real Redis; one of them is killed under load."""

from __future__ import annotations

import asyncio
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import cast

import pytest
import redis

from tests.fake_telegram import FakeTelegram, NoReply, Person
from tests.support.bot_process import kill, says, start_bot
from tests.support.fixture_types import Words
from tests.support.load_balancer import LoadBalancer
from tests.support.ports import free_port
from tests.support.redis_server import RedisServer
from tests.support.waiting import until

Replica = Callable[[], Awaitable[Process]]

ASKED = {"films": "films.all", "speakers": "speakers.all", "privacy": "bot.privacy", "start": "bot.start"}
"""No help, which may come twice after a crash."""
PEOPLE = 40
NOTHING_MORE = 20.0
"""Seconds without a reply, once all is confirmed, after which none comes: the killed replica had begun to answer."""


@pytest.fixture
def redis_url(redis_server: RedisServer) -> str:
    return redis_server.url


@pytest.fixture
async def replica(silent_telegram: FakeTelegram, redis_url: str) -> AsyncIterator[Replica]:
    """Starts one more replica, to which the load balancer then sends its share."""
    running: list[Process] = []

    async def start() -> Process:
        port = free_port()
        process = await start_bot(
            silent_telegram.url,
            WEBHOOK_URL="http://localhost/telegram",
            LISTEN=f"127.0.0.1:{port}",
            STATE_URL=redis_url,
        )
        running.append(process)
        await says(process, "running")
        silent_telegram.updates.webhook.behind.append(f"http://127.0.0.1:{port}/telegram")
        return process

    yield start

    await kill(running)


def cut_off(redis_url: str) -> int:
    """Updates that a replica had begun to answer when it was killed: one message may have gone out, or none."""
    with redis.Redis.from_url(redis_url) as client:
        values = [client.get(key) for key in client.scan_iter() if client.type(key) == b"string"]
    return sum(value.startswith(b"sending ") for value in values if value)


def in_trails(redis_url: str) -> int:
    """How many messages Hide would find."""
    with redis.Redis.from_url(redis_url) as client:
        return sum(cast("int", client.zcard(key)) for key in client.scan_iter("*trail*"))


async def replies_of(person: Person) -> list[str]:
    """All that comes, until the person has as many replies as questions, or nothing more comes."""
    replies: list[str] = []
    try:
        while len(replies) < len(ASKED):
            replies.append((await person.next_reply(NOTHING_MORE)).text)
    except NoReply:
        pass
    return replies


async def confirmed(telegram: FakeTelegram) -> None:
    """Waits until the bot has said yes to every update."""
    await until(lambda: not telegram.updates.pending)


@pytest.fixture
async def balanced(silent_telegram: FakeTelegram, redis_url: str, tmp_path: Path) -> AsyncIterator[Replica]:
    """Starts one more replica behind the load balancer that is shipped."""
    running: list[Process] = []
    port = free_port()
    async with LoadBalancer(tmp_path, port) as balancer:

        async def start() -> Process:
            address = f"127.0.0.{len(running) + 11}"
            process = await start_bot(
                silent_telegram.url,
                WEBHOOK_URL=f"{balancer.url}/telegram",
                LISTEN=f"{address}:{port}",
                STATE_URL=redis_url,
            )
            running.append(process)
            await says(process, "running")
            balancer.names.addresses.append(address)
            return process

        yield start

        await kill(running)


async def kill_under_load(telegram: FakeTelegram, replica: Process) -> list[list[str]]:
    """All that people get who have asked at once, and one of two replicas is killed before it has answered."""
    people = [telegram.person("en") for _ in range(PEOPLE)]
    for command in ASKED:
        for person in people:
            await person.says(f"/{command}")
    await until(lambda: sum(person.replies.qsize() for person in people) >= PEOPLE)
    replica.send_signal(signal.SIGKILL)
    await confirmed(telegram)
    return await asyncio.gather(*map(replies_of, people))


async def test_a_killed_replica_costs_no_answer_and_doubles_none(
    silent_telegram: FakeTelegram, replica: Replica, redis_url: str
) -> None:
    first, _ = await replica(), await replica()
    answers = await kill_under_load(silent_telegram, first)
    missing = PEOPLE * len(ASKED) - sum(map(len, answers))

    assert all(len(set(replies)) == len(replies) for replies in answers)
    assert missing <= cut_off(redis_url)


@pytest.mark.skipif(sys.platform != "linux", reason="needs all of 127.0.0.0/8 to be this machine")
async def test_a_replica_killed_behind_the_shipped_load_balancer_costs_no_answer_and_doubles_none(
    silent_telegram: FakeTelegram, balanced: Replica, redis_url: str
) -> None:
    first, _ = await balanced(), await balanced()
    answers = await kill_under_load(silent_telegram, first)
    missing = PEOPLE * len(ASKED) - sum(map(len, answers))

    assert all(len(set(replies)) == len(replies) for replies in answers)
    assert missing <= cut_off(redis_url)


async def test_a_chat_stays_in_order_over_replicas(silent_telegram: FakeTelegram, replica: Replica) -> None:
    await replica()
    await replica()
    anna = silent_telegram.person("en")
    for command in [*ASKED, *ASKED]:
        await anna.says(f"/{command}")
    replies = [(await anna.next_reply()).text for _ in [*ASKED, *ASKED]]

    assert replies[: len(ASKED)] == replies[len(ASKED) :]
    assert len(set(replies)) == len(ASKED)


async def test_a_language_chosen_at_one_replica_holds_at_the_other(
    silent_telegram: FakeTelegram, replica: Replica, answer: Words
) -> None:
    await replica()
    await replica()
    anna = silent_telegram.person("en")
    await anna.says("/language")
    reply = await anna.next_reply()
    await anna.presses(reply, next(label for label in reply.buttons if "Рус" in label))
    await anna.next_reply()
    for _ in "12":
        await anna.says("/films")

    assert {(await anna.next_reply()).text for _ in "12"} == {answer("films.all", "ru")}


async def test_hide_finds_at_any_replica_what_was_sent_while_redis_was_away(
    silent_telegram: FakeTelegram, replica: Replica, redis_server: RedisServer, line: Words
) -> None:
    await replica()
    await replica()
    anna = silent_telegram.person("en")
    redis_server.stop()
    for command in ASKED:
        await anna.says(f"/{command}")
        await anna.next_reply()
    redis_server.start()
    await until(lambda: in_trails(redis_server.url) == 2 * len(ASKED))
    await anna.says("/hide")

    assert (await anna.next_reply()).text == line("hidden.all", "en")
    assert len([message for chat, message in silent_telegram.messages if chat == anna.id]) == 1
