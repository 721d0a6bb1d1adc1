"""What is remembered of chats, and for how long; everything that an answered update leaves is one write.

No text or name gets here, and a chat id goes no further in the clear.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from time import time
from typing import Literal, NamedTuple

from bot.core.model import REMEMBERED, Memory
from bot.core.replying.privacy import Retention
from bot.state.backlog import note_of
from bot.state.claims import Claims
from bot.state.counts import Counts
from bot.state.keys import Keys
from bot.state.links import Links
from bot.state.store import Append, Delete, Put, Remove, Renew, Store, Write, look_at_what_is_known

_HOUR, _DAY = 3600.0, 24 * 3600.0
LANGUAGE_SECONDS = 30 * _DAY
"""A chosen language is kept this long after the last message."""
CONTEXT_SECONDS = REMEMBERED.total_seconds()
"""What was shown last, and in which language."""
TRAIL_SECONDS = 48 * _HOUR
"""Telegram lets a bot delete messages for this long."""
LONGEST_TRAIL = 400
"""Messages of a chat that are kept for Hide, the latest."""

RETENTION = Retention(
    language_days=round(LANGUAGE_SECONDS / _DAY),
    context_minutes=round(CONTEXT_SECONDS / 60),
    trail_hours=round(TRAIL_SECONDS / _HOUR),
    count_months=12,
)
"""What the privacy text says of these times, wherever the state lies."""
BETWEEN_PURGES = 60.0
"""Seconds, for which what has expired may still lie in a file; a purge takes 10 ms after 100,000 updates."""

_encode = json.JSONEncoder(separators=(",", ":")).encode

Rest = Literal["nothing", "older", "unread"]
"""What a chat may have beyond the trail that was read: more messages than are kept, or messages noted in a store that
is away.
"""


class Kept(NamedTuple):
    """What is kept once an update is answered: of its chat, and in the counts."""

    chat: int | None = None
    memory: Memory | None = None
    trail: Sequence[int] = ()
    counter: str | None = None


NOTHING_KEPT = Kept()


class ChatState:
    """`alone`: no other process answers for this bot."""

    def __init__(self, store: Store, keys: Keys, *, alone: bool = True, clock: Callable[[], float] = time) -> None:
        self._store, self._keys, self._alone, self._clock = store, keys, alone, clock
        self.claims = Claims(store, keys, alone=alone, clock=clock)
        self.links = Links(store, keys)
        self.counts = Counts(store, keys, clock)

    async def memory(self, chat: int) -> Memory:
        language, context = await self._store.get(self._keys.of("language", chat), self._keys.of("context", chat))
        return _as_memory(context or b"{}", language.decode(errors="replace") if language else None)

    async def remember(self, chat: int, memory: Memory) -> None:
        await self._store.write(*self._memory_writes(chat, memory))

    async def forget(self, chat: int) -> None:
        kinds = ("language", "context", "trail", "late")
        links = await self.links.forgetting(chat)
        forgotten = [*links, *(Delete(self._keys.of(kind, chat)) for kind in kinds)]
        notes = [] if self._alone else [note_of((write.key for write in forgotten), self._clock())]
        await self._store.write(*notes, *forgotten)

    async def told_late(self, chat: int) -> None:
        """Notes that somebody there was told that their message was read late, which holds for everything they wrote
        before.
        """
        await self._store.write(Put(self._keys.of("late", chat), b"1", CONTEXT_SECONDS))

    async def was_told_late(self, chat: int) -> bool:
        """Whether that was noted within the last quarter of an hour."""
        (told,) = await self._store.get(self._keys.of("late", chat))
        return told is not None

    async def leave_trail(self, chat: int, messages: Sequence[int]) -> None:
        if messages:
            await self._store.write(self._trail_write(chat, messages))

    async def trail(self, chat: int) -> tuple[list[int], Rest]:
        """The messages of the last 48 hours, oldest first; also tells what else there may be."""
        values, whole = await look_at_what_is_known(self._store, self._keys.of("trail", chat))
        ids = [int(value) for value in values]
        if not whole:
            return ids, "unread"
        return ids, "older" if len(ids) >= LONGEST_TRAIL else "nothing"

    async def drop_from_trail(self, chat: int, messages: Sequence[int]) -> None:
        if messages:
            await self._store.write(Remove(self._keys.of("trail", chat), _as_values(messages)))

    async def done(self, update: int, kept: Kept = NOTHING_KEPT) -> None:
        """Writes everything that an answered update leaves at once; a second call for the same update does nothing."""
        writes = self.claims.let_go(update)
        if writes is None:
            return
        if kept.chat is not None and kept.memory is not None:
            writes += self._memory_writes(kept.chat, kept.memory)
        if kept.chat is not None and kept.trail:
            writes.append(self._trail_write(kept.chat, kept.trail))
        if kept.counter:
            writes.append(self.counts.one_more(kept.counter))
        if writes:
            await self._store.write(*writes)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """While this lasts, what has expired is removed now and then; at its end the store is closed."""
        tidying = asyncio.create_task(self._tidy())
        try:
            yield
        finally:
            tidying.cancel()
            await asyncio.wait([tidying])
            await self._store.close()

    async def _tidy(self) -> None:
        while True:
            await self._store.purge()
            await asyncio.sleep(BETWEEN_PURGES)

    def _memory_writes(self, chat: int, memory: Memory) -> list[Write]:
        context = self._keys.of("context", chat)
        value = _as_bytes(memory)
        writes: list[Write] = [Put(context, value, CONTEXT_SECONDS) if value else Delete(context)]
        if memory.chosen_language:
            language, chosen = self._keys.of("language", chat), memory.chosen_language
            is_new = chosen != memory.stored_language
            writes.append(
                Put(language, chosen.encode(), LANGUAGE_SECONDS) if is_new else Renew(language, LANGUAGE_SECONDS)
            )
        return writes

    def _trail_write(self, chat: int, messages: Sequence[int]) -> Append:
        return Append(self._keys.of("trail", chat), _as_values(messages), LONGEST_TRAIL, TRAIL_SECONDS)


def _as_values(messages: Sequence[int]) -> tuple[bytes, ...]:
    return tuple(b"%d" % message for message in messages)


def _as_bytes(memory: Memory) -> bytes:
    """The part of a memory that is kept for minutes; empty where there is nothing."""
    facts = {
        "language": memory.last_language,
        "shown": memory.shown,
        "at": _as_seconds(memory.shown_at),
        "offered": memory.offered or None,
        "asked": _as_seconds(memory.asked_at),
        "short_card": memory.short_card or None,
        "helped": _as_seconds(memory.helped_at),
        "helped_with": memory.helped_with,
        "helped_as": memory.helped_as,
        "helped_child": memory.helped_child or None,
    }
    kept = {name: fact for name, fact in facts.items() if fact is not None}
    return _encode(kept).encode() if kept else b""


def _as_memory(context: bytes, chosen: str | None) -> Memory:
    try:
        facts = json.loads(context)
        offered, asked_at = tuple(map(str, facts.get("offered", ()))), _as_time(facts.get("asked"))
        return Memory(
            chosen_language=chosen,
            last_language=facts.get("language"),
            shown=facts.get("shown"),
            shown_at=_as_time(facts.get("at")),
            offered=offered,
            asked_at=asked_at if offered else None,
            short_card=bool(facts.get("short_card")),
            helped_at=_as_time(facts.get("helped")),
            helped_with=facts.get("helped_with"),
            helped_as=_as_id(facts.get("helped_as")),
            helped_child=bool(facts.get("helped_child")),
            stored_language=chosen,
        )
    except (ValueError, TypeError, AttributeError):  # written by another version
        return Memory(chosen_language=chosen, stored_language=chosen)


def _as_id(fact: object) -> str | None:
    """Another version may have written the place in a list, of which nobody knows what stands there now."""
    return fact if isinstance(fact, str) else None


def _as_seconds(time: datetime | None) -> int | None:
    return int(time.timestamp()) if time else None


def _as_time(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
