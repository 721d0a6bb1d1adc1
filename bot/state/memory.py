"""Kept in this process only, bounded in number and time; a restart forgets everything."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import replace
from time import monotonic
from typing import Generic, TypeVar

from bot.core.follow_up import REMEMBERED
from bot.core.model import Language, Memory

CHATS = 50_000
"""Chats that are remembered at once; the longest silent one goes first."""
LANGUAGE_SECONDS = 30 * 24 * 3600.0
"""A chosen language is kept this long after the last message."""
CONTEXT_SECONDS = REMEMBERED.total_seconds()
"""What was shown last, and in which language."""
TRAIL_SECONDS = 48 * 3600.0
"""Telegram lets a bot delete messages for this long."""
LONGEST_TRAIL = 400
UPDATES = 20_000

T = TypeVar("T")


class Expiring(Generic[T]):
    """A bounded table whose rows expire."""

    def __init__(self, size: int, seconds: float, clock: Callable[[], float] = monotonic) -> None:
        self._rows: OrderedDict[int, tuple[float, T]] = OrderedDict()
        self._size, self._seconds, self._clock = size, seconds, clock

    def __len__(self) -> int:
        return len(self._rows)

    def get(self, key: int) -> T | None:
        row = self._rows.get(key)
        if row is None or row[0] <= self._clock():
            self._rows.pop(key, None)
            return None
        return row[1]

    def put(self, key: int, value: T) -> None:
        self._rows[key] = (self._clock() + self._seconds, value)
        self._rows.move_to_end(key)
        while self._rows and (len(self._rows) > self._size or next(iter(self._rows.values()))[0] <= self._clock()):
            self._rows.popitem(last=False)

    def remove(self, key: int) -> None:
        self._rows.pop(key, None)


class ChatState:
    """Per chat: language and context, and the ids (never texts) of messages that Hide can remove."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._contexts: Expiring[Memory] = Expiring(CHATS, CONTEXT_SECONDS, clock)
        self._languages: Expiring[Language] = Expiring(CHATS, LANGUAGE_SECONDS, clock)
        self._trails: Expiring[deque[tuple[float, int]]] = Expiring(CHATS, TRAIL_SECONDS, clock)
        self._updates: Expiring[bool] = Expiring(UPDATES, 3600.0, clock)
        self._clock = clock

    def memory(self, chat: int) -> Memory:
        return replace(self._contexts.get(chat) or Memory(), chosen_language=self._languages.get(chat))

    def remember(self, chat: int, memory: Memory) -> None:
        self._contexts.put(chat, memory)
        if memory.chosen_language:
            self._languages.put(chat, memory.chosen_language)

    def forget(self, chat: int) -> None:
        self._contexts.remove(chat)
        self._languages.remove(chat)
        self._trails.remove(chat)

    def leave_trail(self, chat: int, message: int) -> None:
        trail = self._trails.get(chat) or deque(maxlen=LONGEST_TRAIL)
        trail.append((self._clock(), message))
        self._trails.put(chat, trail)

    def take_trail(self, chat: int) -> tuple[list[int], bool]:
        """The ids that can still be deleted, oldest first, and whether that is all; the trail is then empty."""
        trail = self._trails.get(chat) or deque()
        self._trails.remove(chat)
        oldest = self._clock() - TRAIL_SECONDS
        ids = [message for at, message in trail if at > oldest]
        return list(dict.fromkeys(ids)), len(ids) == len(trail) < LONGEST_TRAIL

    def is_new(self, update: int) -> bool:
        """False for an update that Telegram delivers a second time."""
        if self._updates.get(update):
            return False
        self._updates.put(update, True)
        return True
