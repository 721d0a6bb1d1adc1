"""Time that stands still until a test moves it."""

from __future__ import annotations

import asyncio
from typing import Any, TypeVar

from tests.support.waiting import until

T = TypeVar("T")


class HandTimer:
    """For whoever takes a `bot.telegram.timer.Timer`: nothing takes long, and what was waited for can be read."""

    def __init__(self) -> None:
        self.asked: list[float] = []
        """How long everybody wanted to wait, in seconds."""
        self._now = 0.0
        self._waiting: dict[asyncio.Future[None], float] = {}
        """Each with the time when it is over."""

    def now(self) -> float:
        return self._now

    async def wait(self, seconds: float, *ends: asyncio.Future[Any]) -> None:
        over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.asked.append(seconds)
        self._waiting[over] = self._now + seconds
        try:
            await asyncio.wait([over, *ends], return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._waiting.pop(over, None)

    def advance(self, seconds: float) -> None:
        self._now += seconds
        for over in [over for over, at in self._waiting.items() if at <= self._now]:
            del self._waiting[over]
            over.set_result(None)

    async def begun(self) -> None:
        """Until somebody waits."""
        await until(lambda: bool(self._waiting))

    async def over(self) -> float:
        """Lets the time pass for which somebody waits, as soon as somebody does; tells how much it was."""
        await self.begun()
        seconds = min(self._waiting.values()) - self._now
        self.advance(seconds)
        return seconds

    async def passes_until(self, end: asyncio.Future[T]) -> T:
        """Lets time pass whenever somebody waits, until this is done; gives its result."""
        while True:
            await until(lambda: end.done() or bool(self._waiting))
            if end.done():
                return end.result()
            await self.over()
