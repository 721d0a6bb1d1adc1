"""State in a Redis server, shared by the replicas of one bot. Expiry is the server's work, except within lists."""

from __future__ import annotations

from collections.abc import Callable
from time import time
from typing import cast

from redis import exceptions
from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.client import Pipeline
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from bot.settings import Secret, SettingsError
from bot.state.store import Add, Append, Delete, LostAnswerError, Put, Remove, Renew, Write

PREFIX = "senim:"
TIMEOUT = 5.0
"""Seconds; the caller gives up earlier, where an answer depends on it."""
_CONNECTIONS = 32
"""Connections to the server, at most; who finds none free waits."""
_PURGED_AT_ONCE = 500
"""Lists whose expired values are removed in one round trip."""
_SWAP = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1
"""
_PUT_LATE = """
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) end
"""
_LAST = """
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[1]) then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
"""
"""By a script, as above: Redis before 7 knows no `PEXPIRE … GT`, and that one never ends what is without an end."""


class RedisStore:
    """A list is a sorted set whose scores are the times at which its values expire."""

    def __init__(self, url: Secret, clock: Callable[[], float] = time) -> None:
        """Raises SettingsError where the options in the address are wrong; nothing is asked of the server."""
        self._clock = clock
        # What breaks is asked once more, on a new connection.
        self._redis = Redis.from_pool(_pool(url, Retry(NoBackoff(), 1)))
        # But not what counts: Redis may have counted it before the connection broke.
        self._once = Redis.from_pool(_pool(url, Retry(NoBackoff(), 0)))
        self._swap = self._redis.register_script(_SWAP)

    async def get(self, *keys: str) -> list[bytes | None]:
        found = await self._redis.mget([PREFIX + key for key in keys])
        return cast("list[bytes | None]", found)

    async def write(self, *writes: Write) -> None:
        async with self._once.pipeline() as pipeline:
            for write in writes:
                self._add(pipeline, write)
            # Beforehand: where there is no connection, nothing was asked, and nothing can have been done.
            pipeline.connection = await self._once.connection_pool.get_connection()  # type: ignore[no-untyped-call]
            try:
                await pipeline.execute()
            except (exceptions.ConnectionError, exceptions.TimeoutError):
                raise LostAnswerError from None

    async def put_if_absent(self, key: str, value: bytes, seconds: float) -> bytes | None:
        async with self._redis.pipeline() as pipeline:
            pipeline.set(PREFIX + key, value, px=_ms(seconds), nx=True)
            pipeline.get(PREFIX + key)
            was_put, found = await pipeline.execute()
        return None if was_put else found

    async def swap(self, key: str, old: bytes, new: bytes, seconds: float) -> bool:
        return bool(await self._swap(keys=[PREFIX + key], args=[old, new, _ms(seconds)]))

    async def take(self, key: str) -> list[bytes]:
        async with self._redis.pipeline() as pipeline:
            pipeline.zrangebyscore(PREFIX + key, f"({self._clock()}", "+inf")
            pipeline.delete(PREFIX + key)
            found, _ = await pipeline.execute()
        return list(found)

    async def peek(self, key: str) -> list[bytes]:
        found = await self._redis.zrangebyscore(PREFIX + key, f"({self._clock()}", "+inf")
        return cast("list[bytes]", found)

    async def counters(self, key: str) -> dict[str, int]:
        found = cast("dict[bytes, bytes]", await self._redis.hgetall(PREFIX + key))
        return {name.decode(): int(number) for name, number in found.items()}

    async def purge(self, beginning: str = "") -> None:
        """Removes expired values from lists that are still in use; everything else expires by itself.

        Only of keys with this beginning, where one is given.
        """
        async with self._redis.pipeline(transaction=False) as pipeline:
            async for key in self._redis.scan_iter(f"{PREFIX}{beginning}*", _PURGED_AT_ONCE, _type="ZSET"):
                pipeline.zremrangebyscore(key, "-inf", self._clock())
                if len(pipeline) >= _PURGED_AT_ONCE:
                    await pipeline.execute()
            await pipeline.execute()

    async def close(self) -> None:
        await self._redis.aclose()
        await self._once.aclose()

    def _add(self, pipeline: Pipeline, write: Write) -> None:
        name = PREFIX + write.key
        match write:
            case Put(_, value, seconds, late=True):
                pipeline.eval(_PUT_LATE, 1, name, value, _ms(seconds))
            case Put(_, value, seconds):
                pipeline.set(name, value, px=_ms(seconds))
            case Renew(_, seconds):
                pipeline.eval(_LAST, 1, name, _ms(seconds))
            case Append(_, values, keep, seconds):
                now = self._clock()
                # The fraction lets values that came together keep their order.
                pipeline.zadd(name, {value: now + seconds + number / 1e6 for number, value in enumerate(values)})
                pipeline.zremrangebyscore(name, "-inf", now)
                pipeline.zremrangebyrank(name, 0, -keep - 1)
                pipeline.eval(_LAST, 1, name, _ms(seconds))
            case Remove(_, values):
                pipeline.zrem(name, *values)
            case Add(_, counter, seconds):
                pipeline.hincrby(name, counter, 1)
                pipeline.eval(_LAST, 1, name, _ms(seconds))
            case Delete():
                pipeline.delete(name)


def _pool(url: Secret, retry: Retry) -> BlockingConnectionPool:
    try:
        # It waits for a free connection, as long as the caller does; the plain pool would raise, as if Redis were away.
        pool = BlockingConnectionPool.from_url(
            url.reveal(),
            max_connections=_CONNECTIONS,
            timeout=None,
            socket_timeout=TIMEOUT,
            socket_connect_timeout=TIMEOUT,
            retry=retry,
            protocol=2,  # with the newer one, redis-py hands out connections that were cut while they idled
        )
        # It connects nothing; an unknown option would else be refused at every use.
        pool.make_connection()  # type: ignore[no-untyped-call]
    except Exception:  # of any kind, and its words may hold the password
        raise SettingsError(
            "STATE_URL has an option that no Redis connection takes: correct or remove what stands behind its `?`."
        ) from None
    return pool


def _ms(seconds: float) -> int:
    return max(1, int(seconds * 1000))
