"""The three places where state may lie, the Redis among them a real one."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from redis.asyncio import Redis

from bot.settings import Secret
from bot.state.chats import ChatState
from bot.state.memory import MemoryStore
from bot.state.redis import RedisStore
from bot.state.sqlite import SqliteStore
from bot.state.store import Store, Write
from tests.support.clock import Clock
from tests.support.redis_server import RedisServer

READING, WRITING = ("get", "peek", "counters"), ("write", "put_if_absent", "swap", "take", "purge")


class Breakable(MemoryStore):
    """Fails, hangs, can only be read, or refuses some writes for themselves, while a test wants it to."""

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__(clock)
        self.trouble = ""
        self.asked = 0
        self.refuses: Callable[[Write], bool] = lambda _: False
        self.most = 0
        """Of all writes, how much the largest held."""
        self.after_write: Callable[[], Awaitable[None]] | None = None
        """Happens once, when something was written and whoever wrote it does not know yet."""

    async def write(self, *writes: Write) -> None:
        if any(map(self.refuses, writes)):
            raise ValueError(writes)
        await super().write(*writes)
        self.most = max(self.most, len(writes))
        then, self.after_write = self.after_write, None
        if then:
            await then()

    def __getattribute__(self, name: str) -> Any:
        if name in (*READING, *WRITING) and self.trouble and not (self.trouble == "full" and name in READING):
            return self._fail
        return super().__getattribute__(name)

    async def _fail(self, *_: object) -> None:
        self.asked += 1
        if self.trouble == "hangs":
            await asyncio.sleep(3600)
        raise ConnectionError(self.trouble)


class Link:
    """One replica's way to a store that it shares: `gone`, or `late`, when what is written is, but no answer comes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.trouble = ""

    def __getattr__(self, name: str) -> Any:
        async def ask(*args: Any) -> Any:
            if self.trouble == "gone":
                raise ConnectionError(name)
            answer = await getattr(self._store, name)(*args)
            if self.trouble == "late" and name in WRITING:
                await asyncio.Event().wait()
            return answer

        return ask


async def answers_counted(state: ChatState, clock: Clock) -> int:
    """On the day of the clock."""
    return (await state.counts.of_day(date.fromtimestamp(clock.now))).get("answer.kk", 0)


@pytest.fixture
def store(clock: Clock) -> Breakable:
    return Breakable(clock)


@dataclass(frozen=True, slots=True)
class Place:
    """A store, and a way to let time pass for it."""

    store: Store
    pass_time: Callable[[float], Awaitable[None]]


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Of a Redis that tests may empty: that of TEST_REDIS_URL, or one of their own."""
    given = os.environ.get("TEST_REDIS_URL")
    if given:
        yield given
        return
    with RedisServer(tmp_path_factory.mktemp("redis")) as server:
        yield server.url


@pytest.fixture(params=["memory", "sqlite", "redis"])
async def place(request: pytest.FixtureRequest, clock: Clock, tmp_path: Path) -> AsyncIterator[Place]:
    async def pass_time(seconds: float) -> None:
        clock.now += seconds

    if request.param == "redis":
        async with in_redis(request.getfixturevalue("redis_url"), clock) as place:
            yield place
        return
    store: Store = MemoryStore(clock) if request.param == "memory" else SqliteStore(tmp_path / "state.sqlite3", clock)
    yield Place(store, pass_time)
    await store.close()


@asynccontextmanager
async def in_redis(url: str, clock: Clock) -> AsyncIterator[Place]:
    store = RedisStore(Secret(url), clock)
    redis: Any = Redis.from_url(url)
    await redis.flushdb()

    async def pass_time(seconds: float) -> None:
        """Redis has its own clock: every expiry comes nearer instead."""
        clock.now += seconds
        async for key in redis.scan_iter():
            await redis.pexpire(key, int(await redis.pttl(key) - seconds * 1000))

    yield Place(store, pass_time)
    await store.close()
    await redis.aclose()
