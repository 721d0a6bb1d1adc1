"""Waits for the thing itself, with a bound."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

LONGEST = 40.0
"""Seconds after which what a test waits for will not come: many more than it takes, also on a busy machine, and fewer
than the flood waits (50) that nobody may wait for.
"""


async def until(condition: Callable[[], bool]) -> bool:
    """Always true: raises TimeoutError where it does not come true."""
    async with asyncio.timeout(LONGEST):
        while not condition():
            await asyncio.sleep(0.01)
    return True
