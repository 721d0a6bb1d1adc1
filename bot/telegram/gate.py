"""Limits how many updates are answered at once; one that waits for Telegram gives up its place meanwhile."""

from __future__ import annotations

import asyncio
from contextlib import suppress

Task = asyncio.Task[object]


class Gate:
    """A number of places for tasks."""

    def __init__(self, places: int) -> None:
        self._places = asyncio.Semaphore(places)

    @property
    def is_full(self) -> bool:
        return self._places.locked()

    async def place(self) -> None:
        """Waits for a free place; a task must `enter` it next."""
        await self._places.acquire()

    def enter(self, task: Task) -> None:
        _inside[task] = self

    def leave(self, task: Task) -> None:
        if _inside.pop(task, None):
            self._places.release()


_inside: dict[Task, Gate] = {}


async def step_aside(seconds: float, until: asyncio.Event) -> None:
    """Sleeps; the running task gives up its place meanwhile, if it has one, and waits for another afterwards."""
    task = asyncio.current_task()
    gate = _inside.get(task) if task else None
    if gate and task:
        gate.leave(task)
    await sleep(seconds, until)
    if gate and task:
        await gate.place()
        gate.enter(task)


async def sleep(seconds: float, until: asyncio.Event) -> None:
    """For so long, or until the event, if that comes first."""
    with suppress(TimeoutError):
        await asyncio.wait_for(until.wait(), seconds)
