"""S12: trouble of every kind with the store: nobody who writes notices it.

Of `bot/telegram/safe_state.py`, `bot/state/opening.py` and `bot/state/fallback.py`.
"""

from __future__ import annotations

import asyncio
import errno
import signal
import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TypeVar

import aiohttp
import pytest
from redis.asyncio import Redis

from bot.core.dialogue import Dialogue
from bot.settings import Secret
from bot.state.fallback import BETWEEN_TRIES, WithFallback
from bot.state.redis import RedisStore
from bot.state.sqlite import SqliteStore
from bot.state.store import Append, Write
from tests.fake_telegram import FakeTelegram, Person
from tests.support.bot_process import Run, end_of, says
from tests.support.clock import Clock
from tests.support.fixture_types import Start, Words
from tests.support.people import asks, chooses_russian
from tests.support.ports import free_port
from tests.support.redis_server import RedisServer
from tests.support.small_disk import fill, make_disk_small
from tests.support.state_of_chats import new_state

T = TypeVar("T")


async def test_a_run_with_a_broken_state_file_answers_and_says_so(
    silent_telegram: FakeTelegram, run: Run, anna_alone: Person, tmp_path: Path, answer: Words
) -> None:
    (tmp_path / "broken").write_bytes(b"no database at all" * 400)
    process = await run(silent_telegram.url, STATE_URL=f"sqlite:{tmp_path / 'broken'}")
    await says(process, "set aside")
    films = await asks(anna_alone, "/films")
    process.send_signal(signal.SIGTERM)
    code, stderr = await end_of(process)

    assert (films, code, "Traceback" in stderr) == (answer("films.all", "en"), 0, False)


async def test_a_run_that_may_write_nowhere_answers_and_says_so(
    silent_telegram: FakeTelegram, run: Run, anna_alone: Person, line: Words
) -> None:
    process = await run(silent_telegram.url, STATE_DIRECTORY="/proc/senim")
    await says(process, "no state folder: state is kept in memory until the next start")

    assert line("privacy.place.memory", "en") in await asks(anna_alone, "/privacy")


@pytest.mark.parametrize(
    ("setting", "told"), [({"STATE_DIRECTORY": "/proc/senim"}, b"1.0"), ({"STATE_URL": "memory://"}, b"0.0")]
)
async def test_monitoring_sees_that_a_run_may_write_nowhere(
    silent_telegram: FakeTelegram, run: Run, setting: dict[str, str], told: bytes
) -> None:
    port = free_port()
    process = await run(silent_telegram.url, LISTEN=f"127.0.0.1:{port}", **setting)
    await says(process, "running")
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/metrics") as response:
        assert b"senim_state_in_memory " + told in await response.read()


async def test_a_full_disk_costs_nobody_an_answer(
    start: Start,
    dialogue: Dialogue,
    anna_alone: Person,
    file: Path,
    clock: Clock,
    answer: Words,
    line: Words,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = SqliteStore(file, clock)
    make_disk_small(monkeypatch)
    await fill(store)
    sheltered = WithFallback(store, clock=clock, timer=clock)
    async with start(dialogue, new_state(clock, store=sheltered)):
        await chooses_russian(anna_alone)
        films, hidden = await asks(anna_alone, "/films"), await asks(anna_alone, "/hide")

    assert sheltered.failures > 0
    assert (films, hidden) == (answer("films.all", "ru"), line("hidden.all", "ru"))
    assert len([message for chat, message in anna_alone.telegram.messages if chat == anna_alone.id]) == 1


class FullStore(SqliteStore):
    """Can only be read, once a test wants it so."""

    full = False

    async def _in_transaction(self, do: Callable[[sqlite3.Connection], T]) -> T:
        if self.full:
            raise OSError(errno.ENOSPC, "full")
        return await super()._in_transaction(do)


async def test_what_was_sent_before_a_disk_was_full_is_hidden_all_the_same(
    start: Start, dialogue: Dialogue, anna_alone: Person, clock: Clock, file: Path, line: Words
) -> None:
    store = FullStore(file, clock)
    async with start(dialogue, new_state(clock, store=WithFallback(store, clock=clock, timer=clock))):
        await asks(anna_alone, "SOS")
        store.full = True
        await asks(anna_alone, "/films")
        hidden = await asks(anna_alone, "/hide")

    assert hidden == line("hidden.all", "en")
    assert len([message for chat, message in anna_alone.telegram.messages if chat == anna_alone.id]) == 1


ANSWERS_WITHIN = 1.0
"""Seconds: a Redis that works does, also on a busy machine, and one that is silent costs a test no more."""


@pytest.fixture
async def on_redis(start: Start, dialogue: Dialogue, redis_server: RedisServer, clock: Clock) -> AsyncIterator[None]:
    store = WithFallback(RedisStore(Secret(redis_server.url)), ANSWERS_WITHIN, timer=clock)
    async with start(dialogue, new_state(store=store, alone=False)):
        yield


@pytest.mark.usefixtures("on_redis")
async def test_a_redis_that_goes_and_comes_back_is_not_noticed(
    anna_alone: Person, redis_server: RedisServer, clock: Clock, answer: Words
) -> None:
    before = await asks(anna_alone, "/films")
    redis_server.stop()
    crisis = await asks(anna_alone, "SOS")
    await chooses_russian(anna_alone)
    meanwhile = await asks(anna_alone, "/films")
    redis_server.start()
    clock.now += BETWEEN_TRIES
    afterwards = await asks(anna_alone, "/films")

    assert "102" in crisis
    assert [before, meanwhile, afterwards] == [answer("films.all", language) for language in ("en", "ru", "ru")]


class Watched(RedisStore):
    """Tells when a list was written, and when one was looked at or would have been."""

    def __init__(self, url: Secret) -> None:
        super().__init__(url)
        self.wrote_a_list, self.looked_at_a_list = asyncio.Event(), asyncio.Event()

    async def write(self, *writes: Write) -> None:
        await super().write(*writes)
        if any(isinstance(write, Append) for write in writes):
            self.wrote_a_list.set()

    async def peek(self, key: str) -> list[bytes]:
        try:
            return await super().peek(key)
        finally:
            self.looked_at_a_list.set()


@pytest.mark.parametrize(("comes_back", "said"), [(True, "hidden.all"), (False, "hidden.some")])
async def test_hide_outlasts_a_short_silence_of_redis_and_tells_of_a_long_one(
    start: Start,
    dialogue: Dialogue,
    anna_alone: Person,
    redis_server: RedisServer,
    line: Words,
    comes_back: bool,
    said: str,
) -> None:
    inner = Watched(Secret(redis_server.url))
    async with start(dialogue, new_state(store=WithFallback(inner, ANSWERS_WITHIN), alone=False)):
        await asks(anna_alone, "SOS")
        await inner.wrote_a_list.wait()
        redis_server.freeze()
        await anna_alone.says("/hide")
        await inner.looked_at_a_list.wait()
        if comes_back:
            redis_server.thaw()
        hidden = (await anna_alone.next_reply()).text
    left = [message for chat, message in anna_alone.telegram.messages if chat == anna_alone.id]

    assert (hidden, len(left) == 1) == (line(said, "en"), comes_back)


@pytest.mark.usefixtures("on_redis")
async def test_what_redis_keeps_after_it_came_back_is_kept_there(
    anna_alone: Person, redis_server: RedisServer, clock: Clock
) -> None:
    redis_server.stop()
    await asks(anna_alone, "/films")
    redis_server.start()
    clock.now += BETWEEN_TRIES
    await chooses_russian(anna_alone)
    await asks(anna_alone, "/films")
    async with Redis.from_url(redis_server.url) as database:
        kinds = {key.decode().split(":")[1] async for key in database.scan_iter()}

    assert {"update", "language", "context", "trail", "count"} <= kinds
