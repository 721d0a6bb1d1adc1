"""A store that may be away: the bot then answers from this process's memory, and nobody has to wait or sees an error.

Nothing here raises or waits long, but the caller who takes a list or reads counters is told where the store may have
more of it. What is written or deleted while the store is away is read from memory; once it is back, all of that is
handed in (`backlog.py`), before anything else is written and within seconds even if nobody writes, and the memory is
empty again. What the store itself refuses is then passed over.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from time import monotonic, time
from typing import TypeVar

from bot.logs import event, origin_of
from bot.state.backlog import Backlog
from bot.state.memory import MemoryStore
from bot.state.reasons import reason_of
from bot.state.store import MAY_BE_DONE, Add, Delete, IncompleteError, Put, Store, Write

BETWEEN_TRIES = 3.0
"""Seconds for which a store that failed is left alone."""
BETWEEN_LINES = 60.0
"""Seconds between two lines of the log that say that reading is away, or writing."""
_AWAY = "store away: answering from memory"
_LONGEST_PURGE = 30.0
"""Seconds; nobody waits for it."""
_TURN = 0.05
"""Seconds."""

T = TypeVar("T")


@dataclass(slots=True)
class _Side:
    """Reading or writing: each may fail by itself, since a full disk can be read."""

    name: str
    asked_next: float = 0.0
    said_next: float = 0.0
    is_said: bool = False
    """Whether the log tells that it is away."""


class _AwayError(Exception):
    """The store has failed, or failed a moment ago; one whose answer is missing may have done what it was asked."""

    def __init__(self, *, may_be_done: bool = False) -> None:
        super().__init__()
        self.may_be_done = may_be_done


class WithFallback:
    """`longest`: seconds after which a store that may keep callers waiting counts as away; `file`: where it lies, for
    the log.
    """

    def __init__(
        self,
        store: Store,
        longest: float | None = None,
        clock: Callable[[], float] = time,
        timer: Callable[[], float] = monotonic,
        file: Path | None = None,
    ) -> None:
        self._store, self._longest, self._clock, self._timer = store, longest, clock, timer
        self._file = str(file) if file else None
        self._reading, self._writing = _Side("reading"), _Side("writing")
        self._memory, self._backlog = MemoryStore(clock), Backlog(store, clock)
        """Both hold what the store does not have yet: one to be read, the other to be handed in."""
        self._catching_up: asyncio.Task[None] | None = None
        self.failures = 0
        """How often the store has failed since the start."""

    async def get(self, *keys: str) -> list[bytes | None]:
        kept = await self._memory.get(*keys)
        try:
            found = await self._read(lambda: self._store.get(*keys))
        except _AwayError:
            return kept
        known = [None if self._backlog.has_deleted(key) else value for key, value in zip(keys, found, strict=True)]
        return [theirs if mine is None else mine for mine, theirs in zip(kept, known, strict=True)]

    async def write(self, *writes: Write) -> None:
        try:
            await self._write(lambda: self._store.write(*writes))
        except _AwayError as away:
            # Counted twice, a small count could be shown that is to stay hidden; all else may be written again.
            await self._keep(write for write in writes if not (away.may_be_done and isinstance(write, Add)))

    async def put_if_absent(self, key: str, value: bytes, seconds: float) -> bytes | None:
        try:
            return await self._write(lambda: self._store.put_if_absent(key, value, seconds))
        except _AwayError:
            (kept,) = await self._memory.get(key)
            if kept is None:
                await self._keep([Put(key, value, seconds)])
            return kept

    async def swap(self, key: str, old: bytes, new: bytes, seconds: float) -> bool:
        """While the store is away, only what this process keeps itself can stand against it."""
        try:
            return await self._write(lambda: self._store.swap(key, old, new, seconds))
        except _AwayError:
            (kept,) = await self._memory.get(key)
            if kept in (None, old):
                await self._keep([Put(key, new, seconds)])
            return kept in (None, old)

    async def take(self, key: str) -> list[bytes]:
        """Takes the list out, and asks even a store that failed a moment ago: a person who hides is not put off.

        Raises IncompleteError.
        """
        try:
            # Read first: a list that is taken, with an answer that comes too late, would be lost.
            deleted = self._backlog.has_deleted(key)
            found = [] if deleted else await self._read(lambda: self._store.peek(key), at_once=True)
        except _AwayError:
            raise IncompleteError(await self._take_kept(key)) from None
        try:
            found += await self._write(lambda: self._store.take(key), at_once=True)
        except _AwayError:
            found += await self._take_kept(key)
            await self._keep([Delete(key)])
        return list(dict.fromkeys(found))

    async def peek(self, key: str) -> list[bytes]:
        """Asks like `take`, and raises like it."""
        kept = await self._memory.peek(key)
        try:
            found = await self._read(lambda: self._store.peek(key), at_once=True)
        except _AwayError:
            raise IncompleteError(kept) from None
        return kept if self._backlog.has_deleted(key) else list(dict.fromkeys((*found, *kept)))

    async def counters(self, key: str) -> dict[str, int]:
        """Raises IncompleteError."""
        kept = await self._memory.counters(key)
        try:
            found = await self._read(lambda: self._store.counters(key))
        except _AwayError:
            raise IncompleteError(counters=kept) from None
        if self._backlog.has_deleted(key):
            return kept
        return {name: found.get(name, 0) + kept.get(name, 0) for name in (*found, *kept)}

    async def purge(self) -> None:
        await self._memory.purge()
        with suppress(_AwayError):
            await self._ask(self._writing, self._store.purge, _LONGEST_PURGE)

    async def close(self) -> None:
        """What is not handed in yet is lost where the store is still away now."""
        if self._catching_up and not self._catching_up.done():
            self._catching_up.cancel()
            with suppress(_AwayError):
                await self._ask(self._writing, self._hand_in, self._longest, at_once=True)
        try:
            await self._store.close()
        except Exception as error:  # the bot ends anyway
            event("store not closed", logging.DEBUG, error=origin_of(error))

    async def _keep(self, writes: Iterable[Write]) -> None:
        kept = tuple(writes)
        await self._memory.write(*kept)
        self._backlog.add(kept)
        if not self._catching_up or self._catching_up.done():
            self._catching_up = asyncio.create_task(self._catch_up())

    async def _take_kept(self, key: str) -> list[bytes]:
        self._backlog.drop([key])
        return await self._memory.take(key)

    async def _hand_in(self) -> None:
        await self._backlog.hand_in()
        if self._memory.size():
            self._memory = MemoryStore(self._clock)

    async def _catch_up(self) -> None:
        """Hands in even if nobody writes: other replicas miss what lies here, above all where a person hides there."""
        longest = None if self._longest is None else BETWEEN_TRIES
        is_all_handed_in = False
        while not is_all_handed_in:
            await asyncio.sleep(BETWEEN_TRIES)
            with suppress(_AwayError):
                await self._ask(self._writing, self._hand_in, longest)
                is_all_handed_in = True

    def _read(self, call: Callable[[], Awaitable[T]], *, at_once: bool = False) -> Awaitable[T]:
        return self._ask(self._reading, call, self._longest, at_once=at_once)

    def _write(self, call: Callable[[], Awaitable[T]], *, at_once: bool = False) -> Awaitable[T]:
        async def in_order() -> T:
            await self._hand_in()
            return await call()

        return self._ask(self._writing, in_order, self._longest, at_once=at_once)

    async def _ask(
        self, side: _Side, call: Callable[[], Awaitable[T]], longest: float | None, *, at_once: bool = False
    ) -> T:
        """`at_once`: also of a store that failed a moment ago."""
        if not at_once and self._timer() < side.asked_next:
            raise _AwayError
        try:
            answer = await (call() if longest is None else _within(longest, call()))
        except Exception as error:  # each kind of store fails in its own way
            self._on_failure(error, side)
            raise _AwayError(may_be_done=isinstance(error, MAY_BE_DONE)) from None
        side.asked_next = 0.0
        if side.is_said:
            side.is_said = False
            event("store is back", what=side.name)
        return answer

    def _on_failure(self, error: Exception, side: _Side) -> None:
        self.failures += 1
        now = self._timer()
        # A store that kept the caller waiting once would do so again for the other part.
        for failed in (self._reading, self._writing) if isinstance(error, TimeoutError) else (side,):
            failed.asked_next = now + BETWEEN_TRIES
        # One that was asked before the store came back may fail after it: that is no news.
        if now >= side.said_next:
            side.said_next, side.is_said = now + BETWEEN_LINES, True
            what, why, origin = side.name, reason_of(error), origin_of(error)
            event(_AWAY, logging.ERROR, what=what, why=why, error=origin, file=self._file)


async def _within(seconds: float, answering: Awaitable[T]) -> T:
    """Raises TimeoutError where the answer takes longer.

    Counted in turns of the event loop: a process that is itself kept from running gets as many turns as any other, only
    later. By the clock alone, a store that answered long ago would be taken for one that is away.
    """
    task = asyncio.ensure_future(answering)
    task.add_done_callback(lambda done: done.cancelled() or done.exception())  # nobody wants to hear of one given up
    try:
        for _ in range(ceil(seconds / _TURN)):
            if (await asyncio.wait([task], timeout=_TURN))[0]:
                return task.result()
    finally:
        task.cancel()
    raise TimeoutError
