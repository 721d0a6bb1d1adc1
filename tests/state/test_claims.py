"""An update is answered once, also after a crash and over replicas; help rather twice than never."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.state.backlog import Backlog
from bot.state.claims import CLAIM_SECONDS, LEASE_SECONDS, UNDER_WAY_SECONDS, Claim, Claims
from bot.state.sqlite import SqliteStore
from bot.state.store import Delete, Put, Store
from tests.support.clock import NOW, Clock
from tests.support.state_of_chats import KEYS

from .conftest import Place


@pytest.fixture
def store(place: Place) -> Store:
    return place.store


@pytest.fixture
def claims(store: Store, clock: Clock) -> Claims:
    return Claims(store, KEYS, clock=clock)


@pytest.fixture
def replicas(store: Store, clock: Clock) -> list[Claims]:
    """Two processes that answer for one bot and share a store."""
    return [Claims(store, KEYS, alone=False, clock=clock) for _ in range(2)]


async def end(claims: Claims, store: Store) -> None:
    await store.write(*claims.let_go(5) or ())


async def test_an_update_is_new_once(claims: Claims, store: Store) -> None:
    first, meanwhile = await claims.claim(5), await claims.claim(5)
    await claims.sending(5)
    await end(claims, store)

    assert [first, meanwhile, await claims.claim(5)] == [Claim.NEW, Claim.IN_WORK, Claim.DONE]
    assert await claims.claim(6) is Claim.NEW


async def test_one_that_thought_alone_before_a_crash_starts_again_at_once(store: Store, clock: Clock) -> None:
    await Claims(store, KEYS, clock=clock).claim(5)

    assert await Claims(store, KEYS, clock=clock).claim(5) is Claim.NEW


@pytest.mark.parametrize("alone", [True, False])
async def test_an_update_that_was_being_sent_before_a_crash_is_never_answered_again(
    store: Store, clock: Clock, alone: bool
) -> None:
    before, after = (Claims(store, KEYS, alone=alone, clock=clock) for _ in range(2))
    await before.claim(5)
    await before.sending(5)
    clock.now += LEASE_SECONDS + 1

    assert await after.claim(5) is Claim.DONE


async def test_help_that_was_being_sent_before_a_crash_is_sent_again(store: Store, clock: Clock) -> None:
    before, after = Claims(store, KEYS, clock=clock), Claims(store, KEYS, clock=clock)
    await before.claim(5)
    await before.sending(5, again=True)

    assert [await after.claim(5), await after.sending(5, again=True)] == [Claim.NEW, True]


@pytest.mark.parametrize("alone", [True, False])
async def test_that_help_may_have_been_sent_before_a_crash_is_known_until_the_end(
    store: Store, clock: Clock, alone: bool
) -> None:
    before, after = (Claims(store, KEYS, alone=alone, clock=clock) for _ in range(2))
    await before.claim(5)
    await before.sending(5, again=True)
    clock.now += LEASE_SECONDS
    await after.claim(5)
    known = after.was_helped_before(5)
    await end(after, store)

    assert [before.was_helped_before(5), known, after.was_helped_before(5)] == [False, True, False]


async def test_help_that_one_replica_is_sending_another_sends_once_the_lease_has_run_out(
    replicas: list[Claims], clock: Clock
) -> None:
    killed, other = replicas
    await killed.claim(5)
    await killed.sending(5, again=True)
    meanwhile = await other.claim(5)
    clock.now += LEASE_SECONDS + 1

    assert [meanwhile, await other.claim(5)] == [Claim.IN_WORK, Claim.NEW]


@pytest.mark.parametrize("alone", [True, False])
async def test_help_that_was_sent_is_never_sent_again(store: Store, clock: Clock, alone: bool) -> None:
    before, after = (Claims(store, KEYS, alone=alone, clock=clock) for _ in range(2))
    await before.claim(5)
    await before.sending(5, again=True)
    await end(before, store)
    clock.now += LEASE_SECONDS + 1

    assert await after.claim(5) is Claim.DONE


@pytest.mark.parametrize("alone", [True, False])
async def test_what_an_answered_update_leaves_tells_neither_whether_it_was_help_nor_when(
    tmp_path: Path, clock: Clock, alone: bool
) -> None:
    file = tmp_path / "state.sqlite3"
    store = SqliteStore(file, clock)
    claims = Claims(store, KEYS, alone=alone, clock=clock)
    for update, ways in enumerate([[], [False], [True]]):
        clock.now += 61.5
        await claims.claim(update)
        for again in ways:
            await claims.sending(update, again=again)
        await store.write(*claims.let_go(update) or ())
    with closing(sqlite3.connect(file)) as opened:
        left = opened.execute("SELECT value, expires FROM entry").fetchall()

    assert [(len(value), value.split()[0], int(end - NOW)) for value, end in left] == [(24, b"sending", 25 * 3600)] * 3


@pytest.mark.parametrize("again", [False, True])
async def test_an_answered_update_is_known_for_as_long_as_telegram_may_deliver_it(
    place: Place, claims: Claims, again: bool
) -> None:
    await place.pass_time(100)
    await claims.claim(5)
    await claims.sending(5, again=again)
    await end(claims, place.store)
    await place.pass_time(CLAIM_SECONDS)
    known = await claims.claim(5)
    await place.pass_time(3600)

    assert (known, await claims.claim(5)) == (Claim.DONE, Claim.NEW)


@pytest.mark.parametrize("alone", [True, False])
async def test_that_help_was_under_way_in_a_crash_is_soon_forgotten(place: Place, clock: Clock, alone: bool) -> None:
    before, after = (Claims(place.store, KEYS, alone=alone, clock=clock) for _ in range(2))
    await before.claim(5)
    await before.sending(5, again=True)
    await place.pass_time(UNDER_WAY_SECONDS + 1)
    found = await place.store.get(KEYS.of_update(5))

    assert (found, await after.claim(5), await after.sending(5, again=True)) == ([None], Claim.NEW, True)


async def test_one_that_was_too_slow_for_its_claim_to_stand_sends_nothing_that_another_sent(
    place: Place, replicas: list[Claims]
) -> None:
    slow, other = replicas
    await slow.claim(5)
    await place.pass_time(UNDER_WAY_SECONDS + 1)
    taken_over = [await other.claim(5), await other.sending(5, again=True)]
    await end(other, place.store)

    assert (taken_over, await slow.sending(5, again=True)) == ([Claim.NEW, True], False)


async def test_help_whose_end_is_handed_in_late_is_not_sent_again(
    place: Place, replicas: list[Claims], clock: Clock
) -> None:
    cut_off, other = replicas
    await cut_off.claim(5)
    await cut_off.sending(5, again=True)
    backlog = Backlog(place.store, clock)
    backlog.add(cut_off.let_go(5) or ())
    await place.pass_time(LEASE_SECONDS + 1)
    await backlog.hand_in()

    assert await other.claim(5) is Claim.DONE


@pytest.mark.parametrize("written_before", [b"done", b"sending 0123456789abcdef"])
async def test_what_an_earlier_version_answered_is_not_answered_again(
    store: Store, claims: Claims, written_before: bytes
) -> None:
    await store.write(Put(KEYS.of_update(5), written_before, 60))

    assert await claims.claim(5) is Claim.DONE


async def test_what_one_replica_works_on_no_other_does(replicas: list[Claims]) -> None:
    assert [await replica.claim(5) for replica in replicas] == [Claim.NEW, Claim.IN_WORK]


async def test_an_update_that_comes_again_before_its_end_is_written_is_not_new(replicas: list[Claims]) -> None:
    claims, _ = replicas
    await claims.claim(5)
    claims.let_go(5)

    assert await claims.claim(5) is Claim.IN_WORK


async def test_a_claim_whose_lease_has_run_out_is_taken_over(replicas: list[Claims], clock: Clock) -> None:
    killed, other = replicas
    await killed.claim(5)
    clock.now += LEASE_SECONDS + 1

    assert await other.claim(5) is Claim.NEW


async def test_one_that_lost_its_claim_sends_nothing(replicas: list[Claims], clock: Clock) -> None:
    slow, other = replicas
    await slow.claim(5)
    clock.now += LEASE_SECONDS + 1
    await other.claim(5)

    assert [await other.sending(5), await slow.sending(5)] == [True, False]


async def test_one_that_lost_its_claim_does_not_end_what_another_answers(
    replicas: list[Claims], clock: Clock, store: Store
) -> None:
    slow, other = replicas
    await slow.claim(5)
    clock.now += LEASE_SECONDS + 1
    await other.claim(5)
    tried = [await slow.sending(5, again=True), await slow.sending(5, again=True)]
    await end(slow, store)

    assert tried == [False, False]
    assert await other.sending(5)


async def test_one_that_lost_its_claim_sends_nothing_later_either(replicas: list[Claims], clock: Clock) -> None:
    slow, other = replicas
    await slow.claim(5)
    clock.now += LEASE_SECONDS + 1
    await other.claim(5)
    first = await slow.sending(5, again=True)
    clock.now += UNDER_WAY_SECONDS + 1  # the mark of the other one is gone

    assert (first, await slow.sending(5, again=True)) == (False, False)


async def test_an_update_that_was_given_back_is_free_for_another_at_once(replicas: list[Claims]) -> None:
    one, other = replicas
    await one.claim(5)
    await one.give_back(5)

    assert await other.claim(5) is Claim.NEW


async def test_an_answer_goes_out_though_the_store_began_anew_meanwhile(replicas: list[Claims], store: Store) -> None:
    await replicas[0].claim(5)
    await store.write(Delete(KEYS.of_update(5)))

    assert await replicas[0].sending(5)
