"""Reads what a bot has counted from another program, without changing the bot's state."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from bot.settings import Settings
from bot.state.counts import Counts
from bot.state.keys import Keys
from bot.state.opening import open_to_look

T = TypeVar("T")


class NoCountsError(Exception):
    """This bot's counts lie nowhere, or where they lie cannot be reached."""


def has_counts(settings: Settings) -> bool:
    """Whether a bot with these settings leaves counts that another program can find."""
    return settings.token is not None and (settings.state.file is not None or settings.state.redis is not None)


def read_counts(settings: Settings, read: Callable[[Counts], Awaitable[T]]) -> T:
    """What `read` takes from the counts of the bot with these settings. Raises NoCountsError and SettingsError."""
    if not has_counts(settings):
        raise NoCountsError
    assert settings.token
    store = open_to_look(settings.state)
    counts = Counts(store, Keys(settings.token, settings.state_key))

    async def read_and_close() -> T:
        try:
            return await read(counts)
        finally:
            await store.close()

    found = asyncio.run(read_and_close())
    if store.failures:
        raise NoCountsError
    return found


def last_days(days: int) -> list[date]:
    """Oldest first, in UTC, as they are counted."""
    today = datetime.now(UTC).date()
    return [today - timedelta(days=ago) for ago in reversed(range(days))]
