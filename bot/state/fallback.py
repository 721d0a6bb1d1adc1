"""A store that may be away: the bot then answers from this process's memory, and nobody has to notice.

Nothing here raises or waits long, but whoever takes a list is told where the store may have more of it. What was
written while the store was away is read beside what the store has, until it is written again or expires; what was
deleted or taken meanwhile is deleted as soon as the store is back.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from itertools import islice
from math import ceil
from time import monotonic, time
from typing import Literal, TypeVar, get_args

from bot.logs import event, place_of
from bot.state.memory import ROWS, MemoryStore
from bot.state.store import Delete, IncompleteError, Put, Store, Write

BETWEEN_TRIES = 3.0
"""Seconds for which a store that failed is not asked again."""
BETWEEN_LINES = 60.0
"""Seconds between two lines of the log about a store that is away."""
DELETED_AT_ONCE = 500
"""Of what was deleted meanwhile: few enough to be done within the time that a store is given."""
_LONGEST_PURGE = 30.0
_TURN = 0.05
"""Seconds."""

T = TypeVar("T")
_Part = Literal["reading", "writing"]
"""Each may fail by itself: a full disk can be read."""


class _AwayError(Exception):
    """The store has failed, or failed a moment ago."""


class WithFallback:
    """`longest` is for a store that may keep one waiting: seconds after which it counts as away."""

    def __init__(
        self,
        store: Store,
        longest: float | None = None,
        clock: Callable[[], float] = time,
        timer: Callable[[], float] = monotonic,
    ) -> None:
        self._store, self._longest, self._memory, self._timer = store, longest, MemoryStore(clock), timer
        self._asked_next: dict[_Part, float] = {}
        self._said_next = 0.0
        self._to_delete: dict[str, object] = {}
        """Keys that were deleted meanwhile, each with a mark of its latest deletion."""
        self.failures = 0
        """How often the store has failed since the start."""

    @property
    def is_unread(self) -> bool:
        return "reading" in self._asked_next

    async def get(self, *keys: str) -> list[bytes | None]:
        kept = await self._memory.get(*keys)
        try:
            found = await self._ask(lambda: self._store.get(*keys), "reading")
        except _AwayError:
            return kept
        if not (self._to_delete or self._memory.size()):
            return found
        known = [None if key in self._to_delete else value for key, value in zip(keys, found, strict=True)]
        return [mine if mine is not None else theirs for mine, theirs in zip(kept, known, strict=True)]

    async def write(self, *writes: Write) -> None:
        try:
            await self._ask(lambda: self._store.write(*writes))
        except _AwayError:
            await self._memory.write(*writes)
            self._delete_later(writes)
        else:
            if self._memory.size():
                # What the memory has of a list stays: it is part of it.
                outdated = [Delete(write.key) for write in writes if isinstance(write, Put | Delete)]
                await self._memory.write(*outdated)

    async def put_if_absent(self, key: str, value: bytes, seconds: float) -> bytes | None:
        (kept,) = await self._memory.get(key)
        if kept is not None:
            return kept
        try:
            return await self._ask(lambda: self._store.put_if_absent(key, value, seconds))
        except _AwayError:
            return await self._memory.put_if_absent(key, value, seconds)

    async def swap(self, key: str, old: bytes, new: bytes, seconds: float) -> bool:
        """A store that is away contradicts nobody."""
        (kept,) = await self._memory.get(key)
        if kept is not None:
            return await self._memory.swap(key, old, new, seconds)
        try:
            return await self._ask(lambda: self._store.swap(key, old, new, seconds))
        except _AwayError:
            await self._memory.write(Put(key, new, seconds))
            return True

    async def take(self, key: str) -> list[bytes]:
        """Asks also a store that failed a moment ago: whoever hides is not put off. Raises IncompleteError."""
        kept = await self._memory.take(key)
        try:
            found = await self._ask(lambda: self._store.take(key), at_once=True)
        except _AwayError:
            found = await self._take_later(key, kept)
        return list(dict.fromkeys((*found, *kept)))

    async def peek(self, key: str) -> list[bytes]:
        kept = await self._memory.peek(key)
        if key in self._to_delete:
            return kept
        try:
            found = await self._ask(lambda: self._store.peek(key), "reading")
        except _AwayError:
            return kept
        return list(dict.fromkeys((*found, *kept)))

    async def counters(self, key: str) -> dict[str, int]:
        kept = await self._memory.counters(key)
        try:
            found = await self._ask(lambda: self._store.counters(key), "reading")
        except _AwayError:
            return kept
        if key in self._to_delete:
            return kept
        return {name: found.get(name, 0) + kept.get(name, 0) for name in (*found, *kept)}

    async def purge(self) -> None:
        await self._memory.purge()
        with suppress(_AwayError):
            await self._ask(self._store.purge, purging=True)

    async def close(self) -> None:
        try:
            await self._store.close()
        except Exception as error:  # the bot ends anyway
            event("store not closed", logging.DEBUG, error=place_of(error))

    async def _take_later(self, key: str, kept: list[bytes]) -> list[bytes]:
        """What is read of a list by itself; it is taken when the store is back."""
        if key in self._to_delete:
            return []
        try:
            found = await self._ask(lambda: self._store.peek(key), "reading", at_once=True)
        except _AwayError:
            raise IncompleteError(kept) from None
        self._delete_later((Delete(key),))
        return found

    def _delete_later(self, writes: tuple[Write, ...]) -> None:
        latest = object()
        self._to_delete.update(dict.fromkeys((write.key for write in writes if isinstance(write, Delete)), latest))
        while len(self._to_delete) > ROWS:
            del self._to_delete[next(iter(self._to_delete))]

    async def _ask(
        self,
        call: Callable[[], Awaitable[T]],
        what: _Part = "writing",
        *,
        purging: bool = False,
        at_once: bool = False,
    ) -> T:
        """`at_once`: also of a store that failed a moment ago."""
        if not at_once and self._timer() < self._asked_next.get(what, 0.0):
            raise _AwayError
        try:
            longest = _LONGEST_PURGE if purging else self._longest
            answering = self._delete_and(call, what)
            answer = await answering if longest is None else await _within(longest, answering)
        except Exception as error:  # each kind of store fails in its own way
            self._on_failure(error, what)
            raise _AwayError from None
        if self._asked_next.pop(what, None):
            event("store is back", what=what)
        return answer

    async def _delete_and(self, call: Callable[[], Awaitable[T]], what: _Part) -> T:
        while self._to_delete and what == "writing":
            handed = dict(islice(self._to_delete.items(), DELETED_AT_ONCE))
            await self._store.write(*map(Delete, handed))
            # What another deleted while this was under way, the same once more perhaps, is still to be handed in.
            for key, deletion in handed.items():
                if self._to_delete.get(key) is deletion:
                    del self._to_delete[key]
        return await call()

    def _on_failure(self, error: Exception, what: _Part) -> None:
        self.failures += 1
        now = self._timer()
        # Whoever kept one waiting once would do so again for the other part.
        parts = get_args(_Part) if isinstance(error, TimeoutError) else (what,)
        self._asked_next.update(dict.fromkeys(parts, now + BETWEEN_TRIES))
        if now >= self._said_next:
            self._said_next = now + BETWEEN_LINES
            event("store away: answering from memory", logging.ERROR, what=what, error=place_of(error))


async def _within(seconds: float, answering: Awaitable[T]) -> T:
    """Raises TimeoutError where the answer takes longer.

    Counted in turns: a process that is kept from working itself gets as many turns as any other, only later. By the
    clock alone it would take a store that has long answered for one that is away.
    """
    task = asyncio.ensure_future(answering)
    task.add_done_callback(lambda done: done.cancelled() or done.exception())  # of one given up nobody wants to hear
    try:
        for _ in range(ceil(seconds / _TURN)):
            if (await asyncio.wait([task], timeout=_TURN))[0]:
                return task.result()
    finally:
        task.cancel()
    raise TimeoutError
