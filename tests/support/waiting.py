"""Waits for the thing itself, with a bound."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

LONGEST = 120.0
"""Seconds after which what a test waits for will not come: many more than it takes on a busy machine, since a test that
passes never waits so long.
"""


async def until(condition: Callable[[], bool]) -> None:
    """Raises TimeoutError where it does not come true."""
    async with asyncio.timeout(LONGEST):
        while not condition():
            await asyncio.sleep(0.01)
