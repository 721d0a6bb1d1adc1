"""So many updates are being answered at once; whoever must wait for Telegram holds nobody up meanwhile."""

from __future__ import annotations

import asyncio

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


async def step_aside(seconds: float) -> None:
    """Sleeps; the running task gives its place away, if it has one, and then waits for another."""
    task = asyncio.current_task()
    gate = _inside.get(task) if task else None
    if task is None or gate is None:
        await asyncio.sleep(seconds)
        return
    gate.leave(task)
    await asyncio.sleep(seconds)
    await gate.place()
    gate.enter(task)
