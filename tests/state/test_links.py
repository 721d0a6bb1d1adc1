"""From a question that went to the organisers one way leads back to its chat, once, and none once it is forgotten."""

from __future__ import annotations

from time import time

import pytest

from bot.state.chats import ChatState
from bot.state.fallback import BETWEEN_TRIES, WithFallback
from bot.state.links import ASKED_SECONDS, Copy, Link
from bot.state.memory import MemoryStore
from tests.support.clock import Clock
from tests.support.state_of_chats import new_state

from .conftest import Breakable, Place


@pytest.fixture
def state(store: MemoryStore, clock: Clock) -> ChatState:
    return new_state(clock, store=store)


FIRST, SECOND = Copy(-900, 70), Copy(-900, 80)


async def taken(state: ChatState, copy: Copy) -> tuple[int, int] | str:
    """Chat and question, or why there is no link."""
    link = await state.links.take(copy)
    return (link.chat, link.question) if isinstance(link, Link) else link


async def test_each_question_of_a_chat_can_be_answered_once(place: Place, clock: Clock) -> None:
    state = new_state(clock, store=place.store)
    await state.links.leave(FIRST, 1, 7)
    await state.links.leave(SECOND, 1, 8)

    assert [await taken(state, copy) for copy in (FIRST, SECOND, FIRST)] == [(1, 7), (1, 8), "expired"]


async def test_a_message_of_the_same_number_in_another_group_leads_nowhere(state: ChatState) -> None:
    await state.links.leave(FIRST, 1, 7)

    assert await taken(state, FIRST._replace(chat=-901)) == "expired"


async def test_no_link_leads_to_a_chat_that_is_forgotten(state: ChatState, store: MemoryStore) -> None:
    copies = [Copy(-900, number) for number in range(100)]
    for copy in copies:
        await state.links.leave(copy, 1, copy.number)
    await state.forget(1)

    assert [await taken(state, copy) for copy in copies] == ["expired"] * 100
    assert store.size() == 0


async def test_no_link_leads_to_a_chat_that_was_forgotten_while_the_store_was_away(
    store: Breakable, clock: Clock
) -> None:
    state = new_state(clock, store=WithFallback(store, timer=clock))
    await state.links.leave(FIRST, 1, 7)
    store.trouble = "gone"
    await state.forget(1)
    store.trouble = ""
    clock.now += BETWEEN_TRIES
    await state.links.leave(SECOND, 1, 8)

    assert [await taken(state, copy) for copy in (FIRST, SECOND)] == ["expired", (1, 8)]


async def test_a_link_that_is_put_back_leads_there_again(place: Place, clock: Clock) -> None:
    state = new_state(clock, store=place.store)
    await state.links.leave(FIRST, 1, 7)
    link = await state.links.take(FIRST)
    assert isinstance(link, Link)
    await state.links.put_back(link)

    assert await state.links.take(FIRST) == link


async def test_a_link_that_is_put_back_gets_no_more_time(
    state: ChatState, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await state.links.leave(FIRST, 1, 7)
    link = await state.links.take(FIRST)
    assert isinstance(link, Link)
    monkeypatch.setattr("bot.state.sealing.time", lambda: time() + ASKED_SECONDS - 60)
    await state.links.put_back(link)
    clock.now += 60

    assert await taken(state, FIRST) == "expired"


async def test_nothing_is_put_back_for_a_chat_that_was_forgotten_meanwhile(
    state: ChatState, store: MemoryStore
) -> None:
    await state.links.leave(FIRST, 1, 7)
    link = await state.links.take(FIRST)
    assert isinstance(link, Link)
    await state.forget(1)
    await state.links.put_back(link)

    assert store.size() == 0


async def test_a_store_that_is_away_keeps_its_links(store: Breakable, clock: Clock) -> None:
    state = new_state(clock, store=WithFallback(store, timer=clock))
    await state.links.leave(FIRST, 1, 7)
    store.trouble = "gone"
    away = await taken(state, FIRST)
    store.trouble = ""
    clock.now += BETWEEN_TRIES

    assert [away, await taken(state, FIRST)] == ["not_now", (1, 7)]


class Hiccuping(MemoryStore):
    """Cannot tell its counters while a test wants it so."""

    hiccups = False

    async def counters(self, key: str) -> dict[str, int]:
        if self.hiccups:
            raise ConnectionError
        return await super().counters(key)


async def test_a_hiccup_after_a_link_was_taken_does_not_use_it_up(clock: Clock) -> None:
    store = Hiccuping(clock)
    state = new_state(clock, store=WithFallback(store, clock=clock, timer=clock))
    await state.links.leave(FIRST, 1, 7)
    store.hiccups = True
    meanwhile = await taken(state, FIRST)
    store.hiccups = False
    clock.now += BETWEEN_TRIES

    assert [meanwhile, await taken(state, FIRST)] == ["not_now", (1, 7)]
