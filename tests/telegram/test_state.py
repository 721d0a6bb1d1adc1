"""What the bot remembers of a chat and of updates: over restarts, crashes and trouble of every kind with its store.

Of `bot/telegram/delivery.py`, `bot/telegram/safe_state.py` and `bot/state`.
"""

import asyncio
import errno
import signal
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from bot_process import Run, end_of, says
from fake_telegram import FakeTelegram, Person
from ports import free_port
from redis.asyncio import Redis
from redis_server import RedisServer
from small_disk import fill, make_disk_small
from state_of_chats import new_state
from waiting import until

from bot.core.dialogue import Dialogue
from bot.core.model import Memory
from bot.settings import Secret
from bot.state.chats import CONTEXT_SECONDS, ChatState
from bot.state.fallback import BETWEEN_TRIES, WithFallback
from bot.state.redis import RedisStore
from bot.state.sqlite import SqliteStore
from bot.telegram.app import TelegramBot

Words = Callable[[str, str], str]
Start = Callable[[Dialogue, ChatState], AbstractAsyncContextManager[TelegramBot]]

CANARY = "Канарейка"


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = 1_732_700_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "state.sqlite3"


@pytest.fixture
def anna(silent_telegram: FakeTelegram) -> Person:
    """Somebody whose app is in English; each test starts its own bot."""
    return silent_telegram.person("en")


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    with RedisServer(tmp_path) as server:
        yield server


def on_file(file: Path, clock: Clock) -> ChatState:
    return new_state(clock, store=WithFallback(SqliteStore(file, clock), clock=clock, timer=clock))


async def asks(person: Person, text: str, timeout: float = 5) -> str:
    await person.says(text)
    return (await person.next_reply(timeout)).text


async def chooses_russian(person: Person) -> None:
    await person.says("/language")
    await person.presses(await person.next_reply(), "Русский")
    await person.next_reply()


# ---- restarts ---------------------------------------------------------------------------------------


async def test_a_chosen_language_and_the_context_outlive_a_restart(
    start: Start, shipped: Dialogue, anna: Person, file: Path, clock: Clock, answer: Words
) -> None:
    async with start(shipped, on_file(file, clock)):
        await chooses_russian(anna)
        await asks(anna, "/films")
        await asks(anna, "Гульмира")
    async with start(shipped, on_file(file, clock)):
        follow_up = await asks(anna, "а кто её снял?")

    assert follow_up == answer("film.gulmira.director", "ru")


async def test_a_quarter_of_an_hour_later_the_language_is_kept_and_the_context_is_not(
    start: Start, shipped: Dialogue, anna: Person, file: Path, clock: Clock, answer: Words
) -> None:
    async with start(shipped, on_file(file, clock)):
        await chooses_russian(anna)
        await asks(anna, "Гульмира")
    clock.now += CONTEXT_SECONDS
    later = on_file(file, clock)
    kept = await later.memory(anna.id)
    async with start(shipped, later):
        films = await asks(anna, "/films")

    assert (kept, films) == (Memory(chosen_language="ru"), answer("films.all", "ru"))


async def test_messages_from_before_a_restart_are_hidden_too(
    start: Start, shipped: Dialogue, anna: Person, file: Path, clock: Clock, line: Words
) -> None:
    async with start(shipped, on_file(file, clock)):
        await asks(anna, "help")
    async with start(shipped, on_file(file, clock)):
        hidden = await asks(anna, "/hide")

    assert hidden == line("hidden.all", "en")
    assert len([message for chat, message in anna.telegram.messages if chat == anna.id]) == 1


async def test_an_update_that_telegram_delivers_again_after_a_restart_is_answered_once(
    start: Start, shipped: Dialogue, anna: Person, file: Path, clock: Clock, answer: Words
) -> None:
    await anna.says("/films")
    again = dict(anna.telegram.updates.pending[-1])
    async with start(shipped, on_file(file, clock)):
        await anna.next_reply()
    anna.telegram.updates.pending.append(again)
    async with start(shipped, on_file(file, clock)):
        second = await asks(anna, "/speakers")

    assert second == answer("speakers.all", "en")


async def test_a_killed_bot_answers_nothing_a_second_time(
    silent_telegram: FakeTelegram, run: Run, anna: Person, answer: Words
) -> None:
    first = await run(silent_telegram.url)
    silent_telegram.fails("sendMessage", 429, retry_after=50, times=1000, saying="102")
    await silent_telegram.person("en").says("my husband beats me every day")
    await anna.says("/films")
    await anna.next_reply(15)
    first.kill()
    await end_of(first)
    unconfirmed = len(silent_telegram.updates.pending)
    await anna.says("/speakers")
    await run(silent_telegram.url)

    assert (unconfirmed, (await anna.next_reply(15)).text) == (2, answer("speakers.all", "en"))
    assert anna.replies.empty()


async def test_help_that_a_killed_bot_was_sending_is_sent_by_the_next(
    silent_telegram: FakeTelegram, run: Run, anna: Person
) -> None:
    first = await run(silent_telegram.url)
    silent_telegram.fails("sendMessage", 429, retry_after=50)
    await anna.says("my husband beats me every day")
    await until(lambda: "sendMessage" in [call.method for call in silent_telegram.calls])
    first.kill()
    await end_of(first)
    await run(silent_telegram.url)

    assert "102" in (await anna.next_reply(15)).text


# ---- forgetting -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_forget_says_so_in_the_language_of_the_chat(
    start: Start, shipped: Dialogue, silent_telegram: FakeTelegram, line: Words, language: str
) -> None:
    person = silent_telegram.person(language)
    async with start(shipped, new_state()):
        said = await asks(person, "/forget")

    assert said.startswith(line("forgotten", language))


async def test_forget_leaves_nothing_of_the_chat(
    start: Start, shipped: Dialogue, anna: Person, file: Path, clock: Clock
) -> None:
    async with start(shipped, on_file(file, clock)):
        await chooses_russian(anna)
        await asks(anna, "Гульмира")
        await asks(anna, "/forget")
    with closing(sqlite3.connect(file)) as database:
        kept = [key for (key,) in database.execute("SELECT key FROM entry UNION SELECT key FROM item")]

    assert {key.partition(":")[0] for key in kept} == {"update"}


async def test_a_chat_that_was_forgotten_begins_anew(
    start: Start, shipped: Dialogue, anna: Person, answer: Words
) -> None:
    async with start(shipped, new_state()):
        await chooses_russian(anna)
        await asks(anna, "/forget")
        films = await asks(anna, "/films")

    assert films == answer("films.all", "en")


async def test_who_blocks_the_bot_is_forgotten(
    start: Start, shipped: Dialogue, anna: Person, file: Path, clock: Clock, answer: Words
) -> None:
    async with start(shipped, on_file(file, clock)):
        await chooses_russian(anna)
        await anna.blocks()
        films = await asks(anna, "/films")

    assert films == answer("films.all", "en")


# ---- privacy ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("setting", "place"), [({}, "file"), ({"STATE_URL": "memory://"}, "memory")])
async def test_privacy_tells_of_the_running_settings(
    silent_telegram: FakeTelegram, run: Run, anna: Person, line: Words, setting: dict[str, str], place: str
) -> None:
    await run(silent_telegram.url, **setting)
    text = await asks(anna, "/privacy", 15)

    assert line(f"privacy.place.{place}", "en") in text


@pytest.mark.parametrize("listens", [True, False])
async def test_privacy_tells_of_monitoring_where_the_bot_listens(
    silent_telegram: FakeTelegram, run: Run, anna: Person, line: Words, listens: bool
) -> None:
    await run(silent_telegram.url, **({"LISTEN": f"127.0.0.1:{free_port()}"} if listens else {}))
    text = await asks(anna, "/privacy", 15)

    assert (line("privacy.metrics", "en") in text) is listens


async def test_the_state_file_tells_nothing_of_a_person(
    start: Start, shipped: Dialogue, silent_telegram: FakeTelegram, file: Path, clock: Clock
) -> None:
    person = silent_telegram.person("en", CANARY, id=7_305_118_846, last_name=CANARY, username=CANARY)
    async with start(shipped, on_file(file, clock)):
        for text in (CANARY, f"my husband beats me {CANARY}", f"/films {CANARY}"):
            await asks(person, text)
        await person.presses_data(await _last(person), CANARY)
        await person.next_reply()
        written = b"".join(path.read_bytes() for path in file.parent.iterdir())

    assert [secret for secret in (CANARY, "7305118846", silent_telegram.token) if secret.encode() in written] == []
    assert b"context" in written


async def _last(person: Person) -> Any:
    return person.telegram.shown[max(key for key in person.telegram.shown if key[0] == person.id)]


# ---- trouble with the store -------------------------------------------------------------------------


async def test_a_run_with_a_broken_state_file_answers_and_says_so(
    silent_telegram: FakeTelegram, run: Run, anna: Person, tmp_path: Path, answer: Words
) -> None:
    (tmp_path / "broken").write_bytes(b"no database at all" * 400)
    process = await run(silent_telegram.url, STATE_URL=f"sqlite:{tmp_path / 'broken'}")
    await says(process, "set aside")
    films = await asks(anna, "/films", 15)
    process.send_signal(signal.SIGTERM)
    code, stderr = await end_of(process)

    assert (films, code, "Traceback" in stderr) == (answer("films.all", "en"), 0, False)


async def test_a_run_that_may_write_nowhere_answers_and_says_so(
    silent_telegram: FakeTelegram, run: Run, anna: Person, line: Words
) -> None:
    process = await run(silent_telegram.url, STATE_DIRECTORY="/proc/senim")
    await says(process, "no state folder: state is kept in memory until the next start")

    assert line("privacy.place.memory", "en") in await asks(anna, "/privacy", 15)


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
    shipped: Dialogue,
    anna: Person,
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
    async with start(shipped, new_state(clock, store=sheltered)):
        await chooses_russian(anna)
        films, hidden = await asks(anna, "/films"), await asks(anna, "/hide")

    assert sheltered.failures > 0
    assert (films, hidden) == (answer("films.all", "ru"), line("hidden.all", "ru"))
    assert len([message for chat, message in anna.telegram.messages if chat == anna.id]) == 1


class FullStore(SqliteStore):
    """Can only be read, once a test wants it so."""

    full = False

    @contextmanager
    def _transaction(self, file: sqlite3.Connection) -> Iterator[asyncio.Future[None]]:
        if self.full:
            raise OSError(errno.ENOSPC, "full")
        with super()._transaction(file) as committed:
            yield committed


async def test_what_was_sent_before_a_disk_was_full_is_hidden_all_the_same(
    start: Start, shipped: Dialogue, anna: Person, clock: Clock, file: Path, line: Words
) -> None:
    store = FullStore(file, clock)
    async with start(shipped, new_state(clock, store=WithFallback(store, clock=clock, timer=clock))):
        await asks(anna, "SOS")
        store.full = True
        await asks(anna, "/films")
        hidden = await asks(anna, "/hide")

    assert hidden == line("hidden.all", "en")
    assert len([message for chat, message in anna.telegram.messages if chat == anna.id]) == 1


@pytest.fixture
async def on_redis(start: Start, shipped: Dialogue, redis: RedisServer, clock: Clock) -> AsyncIterator[None]:
    store = WithFallback(RedisStore(Secret(redis.url)), 0.3, timer=clock)
    async with start(shipped, new_state(store=store, alone=False)):
        yield


@pytest.mark.usefixtures("on_redis")
async def test_a_redis_that_goes_and_comes_back_is_not_noticed(
    anna: Person, redis: RedisServer, clock: Clock, answer: Words
) -> None:
    before = await asks(anna, "/films")
    redis.stop()
    crisis = await asks(anna, "SOS")
    await chooses_russian(anna)
    meanwhile = await asks(anna, "/films")
    redis.start()
    clock.now += BETWEEN_TRIES
    afterwards = await asks(anna, "/films")

    assert "102" in crisis
    assert [before, meanwhile, afterwards] == [answer("films.all", language) for language in ("en", "ru", "ru")]


@pytest.mark.usefixtures("on_redis")
@pytest.mark.parametrize(("seconds", "said"), [(1.0, "hidden.all"), (30.0, "hidden.some")])
async def test_hide_outlasts_a_short_silence_of_redis_and_tells_of_a_long_one(
    anna: Person, redis: RedisServer, line: Words, seconds: float, said: str
) -> None:
    await asks(anna, "SOS")
    async with Redis.from_url(redis.url) as client:
        await client.execute_command("CLIENT", "PAUSE", int(seconds * 1000))  # type: ignore[no-untyped-call]
    hidden = await asks(anna, "/hide", timeout=10)
    left = [message for chat, message in anna.telegram.messages if chat == anna.id]

    assert (hidden, len(left) == 1) == (line(said, "en"), said == "hidden.all")


@pytest.mark.usefixtures("on_redis")
async def test_what_redis_keeps_after_it_came_back_is_kept_there(
    anna: Person, redis: RedisServer, clock: Clock
) -> None:
    redis.stop()
    await asks(anna, "/films")
    redis.start()
    clock.now += BETWEEN_TRIES
    await chooses_russian(anna)
    await asks(anna, "/films")
    async with Redis.from_url(redis.url) as database:
        kinds = {key.decode().split(":")[1] async for key in database.scan_iter()}

    assert {"update", "language", "context", "trail", "count"} <= kinds
