"""Limits how many updates are answered at once; one that waits for Telegram gives up its slot meanwhile."""

from __future__ import annotations

import asyncio
from contextvars import ContextVar


class Gate:
    """A number of slots for tasks."""

    def __init__(self, slots: int) -> None:
        self._free = asyncio.Semaphore(slots)

    @property
    def is_full(self) -> bool:
        return self._free.locked()

    async def slot(self) -> Slot:
        """Waits for a free slot, which the caller must see to be left again."""
        await self._free.acquire()
        return Slot(self._free)


class Slot:
    """A slot of a gate, for one task."""

    def __init__(self, free: asyncio.Semaphore) -> None:
        self._free, self._is_held = free, True

    def enter(self) -> None:
        """The running task holds it from here on."""
        _held.set(self)

    def leave(self) -> None:
        if self._is_held:
            self._is_held = False
            self._free.release()

    async def step_aside(self, seconds: float, *until: asyncio.Event) -> None:
        is_held = self._is_held
        self.leave()
        await sleep(seconds, *until)
        if is_held:  # else another part of the same task has stepped aside with it already
            await self._free.acquire()
            self._is_held = True


_held: ContextVar[Slot] = ContextVar("held slot")


async def step_aside(seconds: float, *until: asyncio.Event) -> None:
    """Sleeps; the running task gives up its slot meanwhile, if it has one, and waits for another afterwards."""
    slot = _held.get(None)
    await (slot.step_aside(seconds, *until) if slot else sleep(seconds, *until))


async def sleep(seconds: float, *until: asyncio.Event) -> None:
    """Sleeps for so long, or until the first of the events, if that comes earlier."""
    if not until:
        return await asyncio.sleep(seconds)
    waits = [asyncio.ensure_future(event.wait()) for event in until]
    try:
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
