"""State for tests: in memory, under a key that tests know."""

from __future__ import annotations

from collections.abc import Callable
from time import time

from fake_telegram import TOKEN

from bot.settings import Secret
from bot.state.chats import ChatState
from bot.state.keys import Keys
from bot.state.memory import MemoryStore
from bot.state.store import Store

KEYS = Keys(Secret(TOKEN))


def new_state(clock: Callable[[], float] = time, *, store: Store | None = None, alone: bool = True) -> ChatState:
    return ChatState(store or MemoryStore(clock), KEYS, alone=alone, clock=clock)
