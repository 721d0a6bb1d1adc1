"""Items that wait, from many chats: the chats take turns, and the items of one chat are worked off in order."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from itertools import count
from typing import Generic, TypeVar

from bot.telegram.scheduling.gate import Gate, Slot

STARTED_TOGETHER = 4
"""Items; what they write in the same turn of the event loop is written to the disk in one go."""

T = TypeVar("T")


class Lane(Generic[T]):
    """Starts a few items at a time, then gives the event loop its turn, so that nothing else waits long."""

    def __init__(self, work: Callable[[T], Awaitable[None]], at_once: int) -> None:
        self._work, self._gate = work, Gate(at_once)
        self._waiting: dict[int, tuple[int, T]] = {}
        """By number, oldest first, each with its chat."""
        self._chats: dict[int, list[int]] = {}
        """Of each chat that has something waiting or in work: the numbers of what waits."""
        self._ends: dict[int, asyncio.Event] = {}
        """Of each chat for whose end somebody waits."""
        self._turns: deque[int] = deque()
        self._numbers = count()
        self._tasks: dict[int, asyncio.Task[None]] = {}
        """By chat."""
        self._starting: asyncio.Task[None] | None = None
        self._idle = asyncio.Event()
        self._idle.set()

    def __len__(self) -> int:
        """Items that wait or are in work."""
        return len(self._waiting) + len(self._tasks)

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    def waiting_of(self, chat: int) -> int:
        return len(self._chats.get(chat, ()))

    def is_free(self, chat: int) -> bool:
        """Whether an item of this chat would be started at once."""
        return not (self._waiting or self._gate.is_full or chat in self._chats)

    def has(self, chat: int) -> bool:
        """Whether an item of this chat waits or is in work."""
        return chat in self._chats

    def end_of(self, chat: int) -> asyncio.Event:
        """Set as soon as no item of this chat waits or is in work."""
        if chat in self._chats:
            return self._ends.setdefault(chat, asyncio.Event())
        end = asyncio.Event()
        end.set()
        return end

    def put(self, chat: int, item: T) -> None:
        number = next(self._numbers)
        self._waiting[number] = chat, item
        self._idle.clear()
        if chat in self._chats:
            self._chats[chat].append(number)
        else:
            self._chats[chat] = [number]
            self._give_turn(chat)

    def take_oldest(self) -> T:
        """Takes it out without working on it."""
        chat, _ = next(iter(self._waiting.values()))
        return self._next(chat)

    def take_from(self, chat: int, most: int | None = None) -> list[T]:
        """Takes out what waits from one chat, oldest first."""
        waiting = self.waiting_of(chat)
        return [self._next(chat) for _ in range(waiting if most is None else min(most, waiting))]

    def take_all(self) -> list[T]:
        """Takes out whatever waits."""
        return [item for chat in self._chats for item in self.take_from(chat)]

    async def stop(self) -> None:
        """Gives up everything that waits or is in work."""
        self.take_all()
        for task in self._tasks.values():
            task.cancel()
        await self.finish()

    async def finish(self) -> None:
        """Waits until nothing waits or is in work any more."""
        await self._idle.wait()

    def _next(self, chat: int) -> T:
        return self._waiting.pop(self._chats[chat].pop(0))[1]

    def _give_turn(self, chat: int) -> None:
        self._turns.append(chat)
        if self._starting is None or self._starting.done():
            self._starting = asyncio.create_task(self._start_all())

    async def _start_all(self) -> None:
        started = count(1)
        while self._turns:
            slot = await self._gate.slot()
            chat = self._turns.popleft()
            self._tasks[chat] = task = asyncio.create_task(self._work_on(chat, slot))
            task.add_done_callback(partial(self._ended, chat, slot))
            if next(started) % STARTED_TOGETHER == 0:
                await asyncio.sleep(0)

    async def _work_on(self, chat: int, slot: Slot) -> None:
        slot.enter()
        if self._chats[chat]:  # its items may have been taken out meanwhile
            await self._work(self._next(chat))

    def _ended(self, chat: int, slot: Slot, _: asyncio.Task[None]) -> None:
        del self._tasks[chat]
        slot.leave()
        if self._chats[chat]:
            self._give_turn(chat)
        else:
            del self._chats[chat]
            if chat in self._ends:
                self._ends.pop(chat).set()
        if not self._chats:
            self._idle.set()
