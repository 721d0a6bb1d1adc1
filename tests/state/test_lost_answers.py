"""A connection that breaks when Redis has done what it was asked and has not said so yet.

What was asked is then asked once more, on a new connection.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from cut_wire import CutWire
from state_of_chats import KEYS

from bot.state.claims import LEASE_SECONDS, Claim, Claims
from bot.state.store import Store

from .conftest import Clock, in_redis

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


async def test_so_does_one_that_is_alone(wire: CutWire, store: Store, clock: Clock) -> None:
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
