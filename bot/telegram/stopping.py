"""How a run ends: it is told to stop, or it cannot go on and says why."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any, TypeVar

T = TypeVar("T")
Stop = asyncio.Future["CannotRunError | None"]
"""Done once the bot is to stop; it holds the reason where the bot cannot go on, and None where it was told to."""


class CannotRunError(Exception):
    """The bot cannot go on; the message says why and what to do."""


async def unless_stopped(doing: Awaitable[T], stop: Stop) -> T | None:
    """The result, or None where the bot is told to stop meanwhile."""
    task = asyncio.ensure_future(doing)
    ends: list[asyncio.Future[Any]] = [task, stop]
    await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    if task.done():
        return task.result()
    task.cancel()
    await asyncio.wait([task])
    return None


def finish(stop: Stop, reason: CannotRunError | None) -> None:
    if not stop.done():
        stop.set_result(reason)
