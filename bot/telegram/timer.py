"""Time as a poller sees it, and waiting: the seam at which a test lets minutes pass in no time."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import Any, Protocol


class Timer(Protocol):
    def now(self) -> float:
        """Seconds since some moment; never set back."""

    async def wait(self, seconds: float, *ends: asyncio.Future[Any]) -> None:
        """Waits so long at most, and ends early when one of the futures is done."""


class SystemTimer:
    def now(self) -> float:
        return monotonic()

    async def wait(self, seconds: float, *ends: asyncio.Future[Any]) -> None:
        if ends:
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED, timeout=seconds)
        else:
            await asyncio.sleep(seconds)


SYSTEM_TIMER = SystemTimer()
