"""What only a file can suffer: damage, locks, full disks, other versions; and who may read it."""

from __future__ import annotations

import asyncio
import logging
import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from bot.core.model import Memory
from bot.state.chats import Kept
from bot.state.fallback import BETWEEN_TRIES, WithFallback
from bot.state.sqlite import SET_ASIDE, ReadOnlySqliteStore, SqliteStore
from bot.state.store import Delete, Put
from tests.support.clock import Clock
from tests.support.small_disk import make_disk_small
from tests.support.state_of_chats import new_state

HOUR = 3600.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "state.sqlite3"


@pytest.fixture
def store(path: Path, clock: Clock) -> SqliteStore:
    return SqliteStore(path, clock)


@pytest.fixture
def sheltered(store: SqliteStore, path: Path, clock: Clock) -> WithFallback:
    """As the bot uses it."""
    return WithFallback(store, clock=clock, timer=clock, file=path)


def everything_in(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


async def test_what_was_kept_outlives_the_process(path: Path, store: SqliteStore, clock: Clock) -> None:
    await store.write(Put("a", b"1", 60))
    await store.close()

    assert await SqliteStore(path, clock).get("a") == [b"1"]


async def test_what_is_written_in_one_turn_is_committed_before_anybody_goes_on(
    path: Path, store: SqliteStore, clock: Clock
) -> None:
    async def write(key: str) -> list[bytes | None]:
        await store.write(Put(key, b"1", 60))
        return await SqliteStore(path, clock).get(key)

    await store.write(Put("a", b"1", 60))

    assert list(await asyncio.gather(write("b"), write("c"), write("d"))) == [[b"1"]] * 3


async def test_who_shares_a_transaction_with_one_that_fails_hears_of_it(store: SqliteStore) -> None:
    await store.write(Put("a", b"1", 60))
    broken = Put("b", object(), 60)  # type: ignore[arg-type]  # no database takes that
    outcomes = await asyncio.gather(
        store.write(Put("c", b"1", 60)), store.write(broken), store.write(Put("d", b"1", 60)), return_exceptions=True
    )

    assert [isinstance(outcome, sqlite3.Error) for outcome in outcomes] == [True, True, False]
    assert await store.get("a", "c", "d") == [b"1", None, b"1"]


async def test_only_the_bot_itself_may_read_the_file(path: Path, store: SqliteStore) -> None:
    before = os.umask(0)
    try:
        await store.write(Put("a", b"1", 60))
    finally:
        os.umask(before)

    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


async def test_what_was_deleted_cannot_be_found_in_the_file_after_a_purge(path: Path, store: SqliteStore) -> None:
    await store.write(Put("CANARY", b"CANARY", 60), Put("other", b"1", 60))
    written = everything_in(path)
    await store.write(Delete("CANARY"))
    await store.purge()

    assert (b"CANARY" in written, b"CANARY" in everything_in(path)) == (True, False)


async def test_what_has_expired_cannot_be_found_in_the_file_after_a_purge(
    path: Path, store: SqliteStore, clock: Clock
) -> None:
    for number in range(1200):
        await store.write(Put(f"CANARY{number}", b"CANARY", 60))
    clock.now += 61
    await store.purge()

    assert b"CANARY" not in everything_in(path)


async def test_what_has_expired_is_not_left_in_a_file_that_is_closed(
    path: Path, store: SqliteStore, clock: Clock
) -> None:
    await store.write(Put("CANARY", b"CANARY", 60), Put("other", b"1", 3600))
    clock.now += 61
    await store.close()

    assert b"CANARY" not in everything_in(path)
    assert await SqliteStore(path, clock).get("other") == [b"1"]


async def test_whoever_only_looks_leaves_what_has_expired(path: Path, store: SqliteStore, clock: Clock) -> None:
    await store.write(Put("CANARY", b"CANARY", 60))
    await store.close()
    before = path.read_bytes()
    clock.now += 61
    looking = ReadOnlySqliteStore(path, clock)
    found = await looking.get("CANARY")
    await looking.close()

    assert (found, path.read_bytes()) == ([None], before)


@pytest.mark.parametrize("damage", [b"no database at all" * 400, b"SQLite format 3\x00" + b"\xff" * 5000])
async def test_a_broken_file_is_set_aside_and_a_new_one_made(
    path: Path, sheltered: WithFallback, clock: Clock, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    path.parent.mkdir()
    path.write_bytes(damage)
    await sheltered.write(Put("a", b"1", 60))

    assert await SqliteStore(path, clock).get("a") == [b"1"]
    assert Path(f"{path}{SET_ASIDE}").read_bytes() == damage
    assert caplog.messages == ["state file broken: set aside, a new one is made"]


async def test_a_file_that_breaks_while_it_is_used_is_set_aside_too(
    path: Path, sheltered: WithFallback, clock: Clock
) -> None:
    keys = [f"{number}" for number in range(3000)]  # more than SQLite keeps in memory
    await sheltered.write(*(Put(key, b"1" * 2000, 60) for key in keys))
    await sheltered.purge()  # so that nothing is left in the write-ahead log
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    for key in keys:
        await sheltered.get(key)
    clock.now += BETWEEN_TRIES
    await sheltered.write(Put("a", b"1", 60))

    assert await SqliteStore(path, clock).get("a") == [b"1"]


async def test_a_file_of_another_version_is_set_aside(path: Path, sheltered: WithFallback, clock: Clock) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA user_version = 99")
    await sheltered.write(Put("a", b"1", 60))

    assert await SqliteStore(path, clock).get("a") == [b"1"]


async def test_a_file_that_was_set_aside_goes_after_a_week(path: Path, store: SqliteStore, clock: Clock) -> None:
    aside = Path(f"{path}{SET_ASIDE}")
    aside.parent.mkdir()
    aside.touch()
    os.utime(aside, (clock.now, clock.now))
    await store.purge()
    kept = aside.exists()
    clock.now += 8 * 24 * HOUR
    await store.purge()

    assert (kept, aside.exists()) == (True, False)


async def test_a_locked_file_is_away_and_comes_back(
    path: Path, sheltered: WithFallback, store: SqliteStore, clock: Clock
) -> None:
    await sheltered.write(Put("a", b"1", 60))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        await sheltered.write(Put("a", b"2", 60))
        meanwhile = await sheltered.get("a")
    clock.now += BETWEEN_TRIES
    await sheltered.write(Put("a", b"3", 60))

    assert (meanwhile, await store.get("a")) == ([b"2"], [b"3"])


async def test_a_full_disk_is_said_in_the_log_and_nothing_is_lost_before_the_restart(
    sheltered: WithFallback, path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    make_disk_small(monkeypatch)
    await sheltered.write(Put("a", b"1", 60))
    with caplog.at_level(logging.ERROR, "senim"):
        await sheltered.write(*(Put(f"{number}", b"2" * 1000, 60) for number in range(100)))

    assert await sheltered.get("a", "0", "99") == [b"1", b"2" * 1000, b"2" * 1000]
    told = [vars(record)["facts"] for record in caplog.records if record.getMessage().startswith("store away")]
    assert [(facts["why"], facts["file"]) for facts in told] == [("disk full", str(path))]


async def test_no_chat_can_be_found_in_the_file(path: Path, store: SqliteStore, clock: Clock) -> None:
    chat, state = 7_305_118_846, new_state(clock, store=store)
    await state.claims.claim(1)
    await state.done(1, Kept(chat, Memory(chosen_language="kk", last_language="kk"), [5, 6], "answer.kk"))

    assert str(chat).encode() not in everything_in(path)
    assert chat.to_bytes(6) not in everything_in(path)
