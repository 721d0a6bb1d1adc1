"""A connection that breaks when Redis has done what it was asked and has not said so yet.

What can be asked twice is then asked once more, on a new connection; what is counted is not.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as RedisConnectionError

from bot.settings import Secret
from bot.state.backlog import Backlog
from bot.state.claims import LEASE_SECONDS, Claim, Claims
from bot.state.fallback import BETWEEN_TRIES, WithFallback
from bot.state.redis import RedisStore
from bot.state.store import Add, LostAnswerError, Put, Store
from tests.support.clock import Clock
from tests.support.cut_wire import CutWire
from tests.support.state_of_chats import KEYS

from .conftest import in_redis

TRANSACTION, SCRIPT = b"EXEC", b"EVALSHA"


@pytest.fixture
async def wire(redis_url: str) -> AsyncIterator[CutWire]:
    async with CutWire(redis_url) as wire:
        yield wire


@pytest.fixture
async def store(wire: CutWire, clock: Clock) -> AsyncIterator[Store]:
    async with in_redis(wire.url, clock) as place:
        await place.store.swap("any", b"old", b"new", 1)  # the server knows the script from here on
        yield place.store
    assert wire.cuts == 1


@pytest.fixture
def replicas(store: Store, clock: Clock) -> list[Claims]:
    return [Claims(store, KEYS, alone=False, clock=clock) for _ in range(2)]


@pytest.mark.parametrize("again", [False, True])
async def test_who_noted_that_a_reply_goes_out_sends_it_and_no_other_does(
    wire: CutWire, replicas: list[Claims], again: bool
) -> None:
    here, there = replicas
    await here.claim(5)
    wire.cut_after(SCRIPT)

    assert await here.sending(5, again=again)
    assert await there.claim(5) is (Claim.IN_WORK if again else Claim.DONE)


async def test_a_bot_that_is_alone_and_noted_that_a_reply_goes_out_sends_it(
    wire: CutWire, store: Store, clock: Clock
) -> None:
    claims = Claims(store, KEYS, clock=clock)
    await claims.claim(5)
    wire.cut_after(TRANSACTION)

    assert await claims.sending(5)


async def test_who_claimed_an_update_has_it_and_no_other_has(wire: CutWire, replicas: list[Claims]) -> None:
    wire.cut_after(TRANSACTION)

    assert [await replica.claim(5) for replica in replicas] == [Claim.NEW, Claim.IN_WORK]


async def test_who_took_a_claim_over_has_it(wire: CutWire, replicas: list[Claims], clock: Clock) -> None:
    killed, other = replicas
    await killed.claim(5)
    clock.now += LEASE_SECONDS + 1
    wire.cut_after(SCRIPT)

    assert [await other.claim(5), await killed.sending(5)] == [Claim.NEW, False]


async def test_what_redis_has_counted_is_not_counted_again(wire: CutWire, store: Store, clock: Clock) -> None:
    away = WithFallback(store, 5.0, clock, clock)
    wire.cut_after(TRANSACTION)
    await away.write(Add("group", "x", 60), Put("a", b"1", 60))
    clock.now += BETWEEN_TRIES
    await away.write(Put("b", b"2", 60))

    assert (await store.counters("group"), await store.get("a", "b")) == ({"x": 1}, [b"1", b"2"])


async def test_what_redis_counted_while_it_was_handed_in_is_not_counted_again(
    wire: CutWire, store: Store, clock: Clock
) -> None:
    backlog = Backlog(store, clock)
    backlog.add([Add("group", "x", 60), Put("a", b"1", 60)])
    wire.cut_after(TRANSACTION)
    with pytest.raises(LostAnswerError):
        await backlog.hand_in()
    await backlog.hand_in()

    assert (await store.counters("group"), await store.get("a")) == ({"x": 1}, [b"1"])


async def test_a_connection_that_was_cut_while_it_idled_costs_nothing(redis_url: str, clock: Clock) -> None:
    async with in_redis(redis_url, clock) as place, Redis.from_url(redis_url) as other:
        await place.store.write(Add("group", "x", 60))
        await other.client_kill_filter(_type="normal")
        await asyncio.sleep(0.1)  # it idles
        await place.store.write(Add("group", "x", 60))

        assert await place.store.counters("group") == {"x": 2}


async def test_what_never_reached_redis_is_no_lost_answer(clock: Clock) -> None:
    store = RedisStore(Secret("redis://127.0.0.1:1/0"), clock)
    with pytest.raises(RedisConnectionError):
        await store.write(Add("group", "x", 60))
    await store.close()
