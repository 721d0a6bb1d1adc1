"""What `senim doctor` finds of the store, and that it leaves nothing there: of `bot/doctor/store.py`."""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from redis.asyncio import Redis

from bot.doctor.findings import Finding
from bot.state.sqlite import SqliteStore
from bot.state.store import Put
from tests.support.findings import Examine, faults_of
from tests.support.ports import free_port
from tests.support.redis_server import RedisServer


@pytest.fixture
async def redis(redis_server: RedisServer) -> AsyncIterator[Any]:
    redis: Any = Redis.from_url(redis_server.url)
    yield redis
    await redis.aclose()


def url_of(redis: Any, user: str = "") -> str:
    return f"redis://{user}127.0.0.1:{redis.connection_pool.connection_kwargs['port']}/0"


def stores_in(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.about == "store"]


def files_in(folder: Path) -> dict[str, tuple[int, int]]:
    """By name, the number under which the system knows each file, and its size: to read it would end SQLite's locks."""
    return {path.name: (path.stat().st_ino, path.stat().st_size) for path in folder.iterdir() if path.is_file()}


async def test_a_store_out_of_reach_is_told_without_its_password(examined: Examine) -> None:
    findings = await examined(STATE_URL="redis://:CANARY@127.0.0.1:1/0")

    assert "Redis cannot be used" in faults_of(findings)["store"]
    assert "CANARY" not in str(findings)


async def test_a_store_that_does_all_that_is_asked_is_well_and_keeps_nothing_of_the_examination(
    examined: Examine, redis: Any
) -> None:
    (found,) = stores_in(await examined(STATE_URL=url_of(redis)))

    assert (found.level, await redis.dbsize()) == ("ok", 0)


async def test_the_examination_of_a_store_touches_nothing_of_the_bot(examined: Examine, redis: Any) -> None:
    """Not even what has expired in its lists, which the bot itself removes."""
    await redis.zadd("senim:trail:x", {b"1": 1.0})
    await examined(STATE_URL=url_of(redis))

    assert await redis.zrange("senim:trail:x", 0, -1) == [b"1"]


@pytest.mark.parametrize(
    ("rule", "refused", "cure"),
    [
        ("-@scripting", "renew a value, replace a value, add to a list, count", "allow scripts"),
        ("-zadd", "add to a list", "allow the bot's user"),
        ("-hincrby", "count", "allow the bot's user"),
        ("-del", "delete", "allow the bot's user"),
        ("-set", "keep a value", "full"),
        ("-scan", "remove what has expired", "allow the bot's user"),
        ("-zrangebyscore", "read a list", "allow the bot's user"),
        ("-hgetall", "read counts", "allow the bot's user"),
    ],
)
async def test_what_a_store_refuses_is_told_and_what_to_do(
    examined: Examine, redis: Any, rule: str, refused: str, cure: str
) -> None:
    await redis.execute_command("ACL", "SETUSER", "senim", "on", ">CANARY", "~*", "+@all", rule)
    (found,) = stores_in(await examined(STATE_URL=url_of(redis, "senim:CANARY@")))

    assert (found.level, f"refuses to {refused} (NoPermissionError)" in found.what) == ("fault", True)
    assert cure in found.cure
    assert "CANARY" not in str(found)


async def test_a_cluster_of_redis_is_told_as_what_it_is(examined: Examine, tmp_path: Path) -> None:
    with RedisServer(tmp_path, "--cluster-enabled", "yes", "--cluster-port", str(free_port())) as server:
        redis: Any = Redis.from_url(server.url)
        async with redis, asyncio.timeout(10):
            await redis.execute_command("CLUSTER", "ADDSLOTSRANGE", 0, 16383)
            while b"cluster_state:ok" not in await redis.execute_command("CLUSTER", "INFO"):
                await asyncio.sleep(0.05)
        (found,) = stores_in(await examined(STATE_URL=server.url))

    assert (found.level, "instead of a cluster" in found.cure) == ("fault", True)


async def test_a_wrong_option_of_redis_is_told(examined: Examine) -> None:
    findings = await examined(STATE_URL="redis://:CANARY@127.0.0.1:1/0?CANARY=1")

    assert "has an option" in faults_of(findings)["store"]
    assert "CANARY" not in str(findings)


async def test_a_file_that_cannot_be_used_is_told(examined: Examine, tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("", encoding="utf-8")

    assert "cannot be used" in faults_of(await examined(STATE_URL=f"sqlite:{tmp_path}/folder/state"))["store"]


async def test_a_state_file_that_is_not_there_is_left_to_the_bot(examined: Examine, tmp_path: Path) -> None:
    (found,) = stores_in(await examined(STATE_URL=f"sqlite:{tmp_path}/state"))

    assert (found.level, found.what.endswith("will be made when the bot starts")) == ("ok", True)
    assert list(tmp_path.glob("state")) == []


async def test_whether_its_folder_can_be_made_is_not_promised(examined: Examine, tmp_path: Path) -> None:
    (found,) = stores_in(await examined(STATE_URL=f"sqlite:{tmp_path}/made/later/state"))

    assert (found.level, f"if {tmp_path} takes a new folder" in found.what) == ("ok", True)
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("runs", [True, False])
async def test_the_state_file_of_a_bot_is_looked_at_and_nothing_else(
    examined: Examine, tmp_path: Path, runs: bool
) -> None:
    store = SqliteStore(tmp_path / "state" / "file")
    await store.write(Put("a", b"1", 60))
    if not runs:
        await store.close()
    before = files_in(tmp_path / "state")
    (found,) = stores_in(await examined(STATE_URL=f"sqlite:{tmp_path}/state/file"))
    after = files_in(tmp_path / "state")
    await store.close()

    assert (found.level, "can be used" in found.what) == ("ok", True)
    assert (len(before), after) == (3 if runs else 1, before)


async def test_a_state_file_of_another_version_is_told_and_stays(examined: Examine, tmp_path: Path) -> None:
    """The bot to which it belongs may be running."""
    with closing(sqlite3.connect(tmp_path / "state")) as file:
        file.execute("PRAGMA journal_mode = WAL")
        file.execute("PRAGMA user_version = 99")
        before = files_in(tmp_path)
        findings = await examined(STATE_URL=f"sqlite:{tmp_path}/state")
        after = files_in(tmp_path)

    assert "another version" in faults_of(findings)["store"]
    assert (len(before), after) == (3, before)


async def test_a_state_file_that_is_no_database_is_told_and_stays(examined: Examine, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("diary", encoding="utf-8")
    before = files_in(tmp_path)
    findings = await examined(STATE_URL=f"sqlite:{tmp_path}/state")

    assert "no database" in faults_of(findings)["store"]
    assert files_in(tmp_path) == before


@pytest.mark.parametrize("is_there", [True, False])
async def test_a_disk_without_room_is_told_though_the_file_could_be_read(
    examined: Examine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_there: bool
) -> None:
    if is_there:
        await SqliteStore(tmp_path / "state").write(Put("a", b"1", 60))
    monkeypatch.setattr("bot.doctor.store.LEAST_ROOM", 1 << 80)
    findings = await examined(STATE_URL=f"sqlite:{tmp_path}/state")

    assert "disk full: " in faults_of(findings)["store"]
    assert f"left in {tmp_path}" in faults_of(findings)["store"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.parametrize(
    ("locked", "told"), [("state", "no folder that may be written"), ("state/file", "it may not be written")]
)
async def test_a_state_file_that_may_not_be_written_is_told(
    examined: Examine, tmp_path: Path, locked: str, told: str
) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "file").touch()
    (tmp_path / locked).chmod(0o500)

    assert told in faults_of(await examined(STATE_URL=f"sqlite:{tmp_path}/state/file"))["store"]
