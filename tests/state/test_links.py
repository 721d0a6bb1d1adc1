"""From a question that went to the organisers one way leads back to its chat, once, and none once it is forgotten."""

from __future__ import annotations

import pytest
from state_of_chats import new_state

from bot.state.chats import ChatState
from bot.state.fallback import BETWEEN_TRIES, WithFallback
from bot.state.memory import MemoryStore

from .conftest import Breakable, Clock, Place


@pytest.fixture
def state(store: MemoryStore, clock: Clock) -> ChatState:
    return new_state(clock, store=store)


async def test_each_question_of_a_chat_can_be_answered_once(place: Place, clock: Clock) -> None:
    state = new_state(clock, store=place.store)
    await state.links.leave(70, 1, 7)
    await state.links.leave(80, 1, 8)

    assert [await state.links.take(copy) for copy in (70, 80, 70)] == [(1, 7), (1, 8), None]


async def test_no_link_leads_to_a_chat_that_is_forgotten(state: ChatState, store: MemoryStore) -> None:
    for copy in range(100):
        await state.links.leave(copy, 1, copy)
    await state.forget(1)

    assert [await state.links.take(copy) for copy in range(100)] == [None] * 100
    assert store.size() == 0


async def test_no_link_leads_to_a_chat_that_was_forgotten_while_the_store_was_away(
    store: Breakable, clock: Clock
) -> None:
    state = new_state(clock, store=WithFallback(store, timer=clock))
    await state.links.leave(70, 1, 7)
    store.trouble = "gone"
    await state.forget(1)
    store.trouble = ""
    clock.now += BETWEEN_TRIES
    await state.links.leave(80, 1, 8)

    assert [await state.links.take(copy) for copy in (70, 80)] == [None, (1, 8)]
