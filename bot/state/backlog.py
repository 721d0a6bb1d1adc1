"""Writes that could not be made while the store was away, until they are handed in: in order, and as if in time.

How far that goes, where another replica wrote meanwhile:
- A value does not replace one that expires later. What lies under a key is always kept for the same time, so that one
  was written later; but a chosen language that was only renewed meanwhile looks newer than it is, and stays.
- What was forgotten later is not brought back, as long as the note of it is kept (`note_of`); but the replica that
  forgot does not know a link to the organisers that lies here: that one comes back, and leads nowhere.
- A deletion takes whatever is there, also what is newer: rather too much is forgotten than too little.
- A counter that may have been counted already is not counted again.
What a store refuses although it answers is passed over, so that everything else gets there. Times are those of the
replicas' own clocks.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice

from bot.logs import event, origin_of
from bot.state.memory import ROWS
from bot.state.store import MAY_BE_DONE, Add, Append, Delete, Put, Remove, Renew, Store, Write

HANDED_IN_AT_ONCE = 500
"""Few enough to be done within the time that a store is given."""
NOTED_SECONDS = 3600.0
"""A replica that was cut off for longer, while others were not, may bring back what was forgotten meanwhile."""
_FORGOTTEN = "forgotten"
_MOST_NOTES = 10_000
"""Keys of which it is noted that they were forgotten, the latest."""
PASSED_OVER = "write passed over: the store refuses it"
_TRIAL = Put("trial", b"1", 60.0)
"""The plainest write: a store that refuses even this is away, or full, and not particular about one write."""

_Late = tuple[float, Put | Renew | Append | Remove | Add]
"""When it was written, and what."""


def note_of(keys: Iterable[str], now: float) -> Append:
    """Tells other replicas that writes to these keys which they still have to hand in came earlier, and are forgotten,
    too.
    """
    return Append(_FORGOTTEN, tuple(f"{now:.3f} {key}".encode() for key in keys), _MOST_NOTES, NOTED_SECONDS)


class Backlog:
    """Bounded; the oldest go first."""

    def __init__(self, store: Store, clock: Callable[[], float]) -> None:
        self._store, self._clock = store, clock
        self._deletions: dict[str, object] = {}
        """Keys, each with a mark of its latest deletion; what was written to them since is in `_writes`."""
        self._writes: deque[_Late] = deque()
        self._handing_in = asyncio.Lock()

    def __bool__(self) -> bool:
        return bool(self._deletions or self._writes)

    def has_deleted(self, key: str) -> bool:
        """Whether what the store has under the key is to be deleted."""
        return key in self._deletions

    def add(self, writes: Sequence[Write]) -> None:
        now, mark = self._clock(), object()
        deleted = {write.key: mark for write in writes if isinstance(write, Delete)}
        self.drop(deleted)
        self._deletions.update(deleted)
        self._writes += ((now, write) for write in writes if not isinstance(write, Delete))
        self._bound()

    def drop(self, keys: Iterable[str]) -> None:
        """Writes to these keys are not to be handed in any more."""
        dropped = frozenset(keys)
        if dropped and self._writes:
            self._writes = deque(late for late in self._writes if late[1].key not in dropped)

    async def hand_in(self) -> None:
        """Hands in everything before the caller goes on, whoever else is doing so; raises as the store does."""
        async with self._handing_in:
            while self:
                if self._deletions:
                    await self._or_one_by_one(self._hand_in_deletions)
                else:
                    forgotten = _times(await self._store.peek(_FORGOTTEN))
                    await self._or_one_by_one(partial(self._hand_in_writes, forgotten))

    async def _or_one_by_one(self, hand_in: Callable[[int], Awaitable[None]]) -> None:
        try:
            await hand_in(HANDED_IN_AT_ONCE)
        except MAY_BE_DONE:
            raise
        except Exception:  # each kind of store fails in its own way
            await self._store.write(_TRIAL)
            await self._one_by_one(hand_in)

    async def _one_by_one(self, hand_in: Callable[[int], Awaitable[None]]) -> None:
        """A write that is refused even alone, by a store that takes others, would be refused for ever, and hold up all
        others.
        """
        passed_over: Counter[tuple[str, str]] = Counter()
        try:
            for _ in range(HANDED_IN_AT_ONCE):
                first = self._first()
                try:
                    await hand_in(1)
                except MAY_BE_DONE:
                    raise
                except Exception as error:
                    await self._store.write(_TRIAL)
                    if self._first() == first:  # else it was deleted meanwhile
                        kind = self._pass_over_first()
                        passed_over[kind, origin_of(error)] += 1
        finally:
            for (kind, origin), number in passed_over.items():
                event(PASSED_OVER, logging.ERROR, kind=kind, number=number, error=origin)

    def _first(self) -> object:
        return next(iter(self._deletions.items() or self._writes), None)

    def _pass_over_first(self) -> str:
        """Passes over the first of them, and returns its kind."""
        if self._deletions:
            del self._deletions[next(iter(self._deletions))]
            return Delete.__name__
        return type(self._writes.popleft()[1]).__name__

    async def _hand_in_deletions(self, most: int) -> None:
        handed = dict(islice(self._deletions.items(), most))
        if handed:
            await self._store.write(*map(Delete, handed))
        # What another deleted while this was under way, the same once more perhaps, is still to be handed in.
        for key, mark in handed.items():
            if self._deletions.get(key) is mark:
                del self._deletions[key]

    async def _hand_in_writes(self, forgotten: dict[str, float], most: int) -> None:
        if self._deletions:  # of what was written before; what comes now may have been written afterwards
            return
        handed = [self._writes.popleft() for _ in range(min(most, len(self._writes)))]
        current = [late for late in handed if forgotten.get(late[1].key, 0.0) <= late[0]]
        try:
            if current:
                await self._store.write(*_as_if_in_time(current, self._clock()))
        except BaseException as error:
            if isinstance(error, (*MAY_BE_DONE, asyncio.CancelledError)):  # it may have been done
                current = [late for late in current if not isinstance(late[1], Add)]
            # What was deleted while this was under way was deleted later.
            self._writes.extendleft(late for late in reversed(current) if late[1].key not in self._deletions)
            self._bound()
            raise

    def _bound(self) -> None:
        while len(self._writes) > ROWS:
            self._writes.popleft()
        while len(self._deletions) > ROWS:
            del self._deletions[next(iter(self._deletions))]


def _times(notes: Iterable[bytes]) -> dict[str, float]:
    """The time at which each key was last forgotten; damaged notes are ignored."""
    times: dict[str, float] = {}
    for note in notes:
        with suppress(ValueError):
            time, _, key = note.decode().partition(" ")
            times[key] = max(float(time), times.get(key, 0.0))
    return times


def _as_if_in_time(late: Iterable[_Late], now: float) -> Iterator[Write]:
    for at, write in late:
        if isinstance(write, Remove):
            yield write
            continue
        seconds = write.seconds - (now - at)
        if seconds > 0:
            yield (
                write._replace(seconds=seconds, late=True)
                if isinstance(write, Put)
                else write._replace(seconds=seconds)
            )
