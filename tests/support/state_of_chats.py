"""State for tests, in memory or in a file, under a key that tests know."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import time

from bot.settings import Secret
from bot.state.chats import ChatState
from bot.state.fallback import WithFallback
from bot.state.keys import Keys
from bot.state.memory import MemoryStore
from bot.state.sqlite import SqliteStore
from bot.state.store import Store
from tests.fake_telegram import TOKEN
from tests.support.clock import Clock

KEYS = Keys(Secret(TOKEN))


def new_state(clock: Callable[[], float] = time, *, store: Store | None = None, alone: bool = True) -> ChatState:
    return ChatState(store or MemoryStore(clock), KEYS, alone=alone, clock=clock)


def on_file(file: Path, clock: Clock) -> ChatState:
    return new_state(clock, store=WithFallback(SqliteStore(file, clock), clock=clock, timer=clock))
