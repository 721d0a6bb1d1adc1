"""S38: what is remembered of a chat, for how long, and that an update is answered once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from state_of_chats import KEYS, new_state

from bot.core.model import Memory
from bot.state.chats import CONTEXT_SECONDS, LANGUAGE_SECONDS, LEASE_SECONDS, TRAIL_SECONDS, ChatState, Claim
from bot.state.fallback import BETWEEN_TRIES, WithFallback
from bot.state.memory import MemoryStore
from bot.state.store import Put

from .conftest import Breakable, Clock, Place

SHOWN = Memory(
    chosen_language="kk", last_language="kk", shown="film.gulmira", shown_at=datetime(2024, 11, 27, tzinfo=UTC)
)


@pytest.fixture
def store(clock: Clock) -> Breakable:
    return Breakable(clock)


@pytest.fixture
def state(store: MemoryStore, clock: Clock) -> ChatState:
    return new_state(clock, store=store)


@pytest.fixture
def replicas(store: MemoryStore, clock: Clock) -> list[ChatState]:
    """Two processes that answer for one bot and share a store."""
    return [new_state(clock, store=store, alone=False) for _ in range(2)]


async def test_what_is_remembered_comes_back(state: ChatState) -> None:
    await state.remember(1, SHOWN)

    assert await state.memory(1) == SHOWN
    assert await state.memory(2) == Memory()


async def test_what_was_offered_comes_back_from_every_store(place: Place, clock: Clock) -> None:
    state = new_state(clock, store=place.store)
    offered = replace(SHOWN, offered=("films.all", "event.when"), asked_at=datetime(2024, 11, 27, 1, tzinfo=UTC))
    await state.remember(1, offered)

    assert await state.memory(1) == offered


@pytest.mark.parametrize(
    ("written", "offered"),
    [(b'{"shown":"films.all","at":1732665600}', ()), (b'{"offered":["films.all",1]}', ("films.all", "1")), (b"[]", ())],
)
async def test_what_another_version_wrote_is_read_or_forgotten(
    state: ChatState, store: MemoryStore, written: bytes, offered: tuple[str, ...]
) -> None:
    await store.write(Put(KEYS.of("context", 1), written, 60))

    assert (await state.memory(1)).offered == offered


async def test_that_the_short_card_was_sent_comes_back(state: ChatState) -> None:
    await state.remember(1, replace(SHOWN, short_card=True))

    assert await state.memory(1) == replace(SHOWN, short_card=True)


@pytest.mark.parametrize(
    ("written", "is_sent"),
    [
        (b'{"shown":"support.start","at":1732665600,"asked":1732665600}', True),
        (b'{"shown":"support.start","at":1732665600}', False),
        (b'{"shown":"support.start","at":1732665600,"offered":["films.all"],"asked":1732665600}', False),
    ],
)
async def test_a_short_card_is_known_as_older_versions_noted_it(
    state: ChatState, store: MemoryStore, written: bytes, *, is_sent: bool
) -> None:
    await store.write(Put(KEYS.of("context", 1), written, 60))

    assert (await state.memory(1)).short_card is is_sent


async def test_what_was_shown_is_forgotten_after_fifteen_minutes_and_the_chosen_language_is_not(
    state: ChatState, clock: Clock
) -> None:
    await state.remember(1, SHOWN)
    clock.now += CONTEXT_SECONDS

    assert CONTEXT_SECONDS == 15 * 60
    assert await state.memory(1) == Memory(chosen_language="kk")


async def test_a_slow_reply_does_not_undo_a_language_chosen_meanwhile(state: ChatState) -> None:
    await state.remember(1, Memory(chosen_language="ru"))
    slow = await state.memory(1)
    await state.remember(1, replace(await state.memory(1), chosen_language="kk"))
    await state.remember(1, replace(slow, shown="films.all"))

    assert (await state.memory(1)).chosen_language == "kk"


async def test_every_reply_keeps_a_chosen_language_for_another_thirty_days(state: ChatState, clock: Clock) -> None:
    await state.remember(1, SHOWN)
    clock.now += LANGUAGE_SECONDS - 1
    await state.remember(1, await state.memory(1))
    clock.now += LANGUAGE_SECONDS - 1

    assert (await state.memory(1)).chosen_language == "kk"


async def test_a_chosen_language_is_forgotten_after_thirty_silent_days(state: ChatState, clock: Clock) -> None:
    await state.remember(1, SHOWN)
    clock.now += LANGUAGE_SECONDS

    assert LANGUAGE_SECONDS == 30 * 24 * 3600
    assert await state.memory(1) == Memory()


async def test_a_trail_is_taken_once(state: ChatState) -> None:
    await state.leave_trail(1, [7, 8])
    await state.leave_trail(1, [8, 9])

    assert await state.take_trail(1) == ([7, 8, 9], "nothing")
    assert await state.take_trail(1) == ([], "nothing")


async def test_a_message_leaves_the_trail_after_two_days(state: ChatState, clock: Clock) -> None:
    await state.leave_trail(1, [7])
    clock.now += TRAIL_SECONDS / 2
    await state.leave_trail(1, [8])
    clock.now += TRAIL_SECONDS / 2

    assert await state.take_trail(1) == ([8], "nothing")


async def test_a_trail_that_was_too_long_is_not_whole(state: ChatState) -> None:
    await state.leave_trail(1, range(500))
    ids, rest = await state.take_trail(1)

    assert (len(ids), ids[-1], rest) == (400, 499, "older")


async def test_a_trail_in_a_store_that_is_away_is_not_whole(store: Breakable, clock: Clock) -> None:
    state = new_state(clock, store=WithFallback(store, timer=clock))
    await state.leave_trail(1, [7])
    store.trouble = "gone"
    await state.leave_trail(1, [8])
    meanwhile = await state.take_trail(1)
    store.trouble = ""

    assert [meanwhile, await state.take_trail(1)] == [([8], "unread"), ([7], "nothing")]


async def test_a_chat_that_is_forgotten_leaves_nothing(state: ChatState, store: MemoryStore) -> None:
    await state.remember(1, SHOWN)
    await state.leave_trail(1, [7])
    await state.forget(1)

    assert store.size() == 0


async def test_each_question_of_a_chat_can_be_answered_once(state: ChatState) -> None:
    await state.link(70, 1, 7)
    await state.link(80, 1, 8)

    assert [await state.take_link(copy) for copy in (70, 80, 70)] == [(1, 7), (1, 8), None]


async def test_no_link_leads_to_a_chat_that_is_forgotten(state: ChatState, store: MemoryStore) -> None:
    for copy in range(100):
        await state.link(copy, 1, copy)
    await state.forget(1)

    assert [await state.take_link(copy) for copy in range(100)] == [None] * 100
    assert store.size() == 0


async def test_no_link_leads_to_a_chat_that_was_forgotten_while_the_store_was_away(
    store: Breakable, clock: Clock
) -> None:
    state = new_state(clock, store=WithFallback(store, timer=clock))
    await state.link(70, 1, 7)
    store.trouble = "gone"
    await state.forget(1)
    store.trouble = ""
    clock.now += BETWEEN_TRIES
    await state.link(80, 1, 8)

    assert [await state.take_link(copy) for copy in (70, 80)] == [None, (1, 8)]


async def test_a_context_that_another_version_wrote_is_forgotten(state: ChatState, store: MemoryStore) -> None:
    await state.remember(1, SHOWN)
    await store.write(Put(KEYS.of("context", 1), b'["unknown"]', 60))

    assert await state.memory(1) == Memory(chosen_language="kk")


async def test_an_update_is_new_once(state: ChatState) -> None:
    first, meanwhile = await state.claim(5), await state.claim(5)
    await state.sending(5)
    await state.done(5)

    assert [first, meanwhile, await state.claim(5)] == [Claim.NEW, Claim.IN_WORK, Claim.DONE]
    assert await state.claim(6) is Claim.NEW


async def test_what_an_answered_update_leaves_is_written_together(state: ChatState) -> None:
    await state.claim(5)
    await state.done(5, 1, SHOWN, [7, 8])

    assert await state.memory(1) == SHOWN
    assert await state.take_trail(1) == ([7, 8], "nothing")


async def test_one_that_thought_alone_before_a_crash_starts_again_at_once(store: MemoryStore, clock: Clock) -> None:
    await new_state(clock, store=store).claim(5)

    assert await new_state(clock, store=store).claim(5) is Claim.NEW


@pytest.mark.parametrize("alone", [True, False])
async def test_an_update_that_was_being_sent_before_a_crash_is_never_answered_again(
    store: MemoryStore, clock: Clock, alone: bool
) -> None:
    before, after = (new_state(clock, store=store, alone=alone) for _ in range(2))
    await before.claim(5)
    await before.sending(5)
    clock.now += LEASE_SECONDS + 1

    assert await after.claim(5) is Claim.DONE


async def test_help_that_was_being_sent_before_a_crash_is_sent_again(store: MemoryStore, clock: Clock) -> None:
    before, after = new_state(clock, store=store), new_state(clock, store=store)
    await before.claim(5)
    await before.sending(5, again=True)

    assert [await after.claim(5), await after.sending(5, again=True)] == [Claim.NEW, True]


async def test_help_that_one_replica_is_sending_another_sends_once_the_lease_has_run_out(
    replicas: list[ChatState], clock: Clock
) -> None:
    killed, other = replicas
    await killed.claim(5)
    await killed.sending(5, again=True)
    meanwhile = await other.claim(5)
    clock.now += LEASE_SECONDS + 1

    assert [meanwhile, await other.claim(5)] == [Claim.IN_WORK, Claim.NEW]


@pytest.mark.parametrize("alone", [True, False])
async def test_help_that_was_sent_is_never_sent_again(store: MemoryStore, clock: Clock, alone: bool) -> None:
    before, after = (new_state(clock, store=store, alone=alone) for _ in range(2))
    await before.claim(5)
    await before.sending(5, again=True)
    await before.done(5)
    clock.now += LEASE_SECONDS + 1

    assert await after.claim(5) is Claim.DONE


async def test_what_one_replica_works_on_no_other_does(replicas: list[ChatState]) -> None:
    assert [await replica.claim(5) for replica in replicas] == [Claim.NEW, Claim.IN_WORK]


async def test_a_claim_whose_lease_has_run_out_is_taken_over(replicas: list[ChatState], clock: Clock) -> None:
    killed, other = replicas
    await killed.claim(5)
    clock.now += LEASE_SECONDS + 1

    assert await other.claim(5) is Claim.NEW


async def test_one_that_lost_its_claim_sends_nothing(replicas: list[ChatState], clock: Clock) -> None:
    slow, other = replicas
    await slow.claim(5)
    clock.now += LEASE_SECONDS + 1
    await other.claim(5)

    assert [await other.sending(5), await slow.sending(5)] == [True, False]


async def test_one_that_lost_its_claim_does_not_end_what_another_answers(
    replicas: list[ChatState], clock: Clock
) -> None:
    slow, other = replicas
    await slow.claim(5)
    clock.now += LEASE_SECONDS + 1
    await other.claim(5)
    tried = [await slow.sending(5, again=True), await slow.sending(5, again=True)]
    await slow.done(5)

    assert tried == [False, False]
    assert await other.sending(5)


async def test_counts_are_kept_per_day_and_small_ones_hidden(state: ChatState, clock: Clock) -> None:
    for name in 5 * ["crisis.ru"] + 4 * ["crisis.kk"]:
        await state.count(name)
    clock.now += 24 * 3600
    await state.count("crisis.ru")

    assert await state.counts(date(2024, 11, 27)) == {"crisis.ru": 5}
    assert await state.counts(date(2024, 11, 28)) == {}


async def test_counts_are_kept_for_a_year(state: ChatState, clock: Clock) -> None:
    for _ in range(5):
        await state.count("answer.kk")
    clock.now += 367 * 24 * 3600

    assert await state.counts(date(2024, 11, 27)) == {}


async def test_no_chat_can_be_found_in_the_store(state: ChatState, store: MemoryStore) -> None:
    await state.claim(5)
    await state.done(5, 7_305_118_846, SHOWN, [1], "answer.kk")

    assert "7305118846" not in repr(vars(store))
