"""A bot whose questions without an answer may go to the organisers, of the book fair, with a clock of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.replying.privacy import Offers
from bot.settings import OrganisersPlace, Secret
from bot.state.chats import RETENTION, ChatState
from bot.state.fallback import WithFallback
from bot.state.memory import MemoryStore
from bot.telegram.app import Setup, TelegramBot
from tests.fake_telegram import FakeTelegram, Group
from tests.support.clock import Clock
from tests.support.state_of_chats import KEYS


@pytest.fixture
def store(clock: Clock) -> MemoryStore:
    return MemoryStore(clock)


@pytest.fixture
async def app(
    silent_telegram: FakeTelegram, organisers: Group, small_knowledge: Knowledge, store: MemoryStore, clock: Clock
) -> AsyncIterator[TelegramBot]:
    dialogue = Dialogue(
        small_knowledge, retention=RETENTION._replace(place="memory", offers=Offers(organisers_hours=48))
    )
    sheltered = WithFallback(store, clock=clock, timer=clock)
    state, place = ChatState(sheltered, KEYS, clock=clock), OrganisersPlace(organisers.id)
    bot = TelegramBot(dialogue, Secret(silent_telegram.token), silent_telegram.url, state, Setup(organisers=place))
    async with bot.polling():
        yield bot
