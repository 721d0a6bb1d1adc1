"""From settings to a store that never fails, and to what the privacy text says of it."""

from __future__ import annotations

import errno
import logging
import sqlite3
from pathlib import Path

from bot.core.replying.privacy import Retention
from bot.logs import event, place_of
from bot.settings import StatePlace
from bot.state.chats import RETENTION
from bot.state.fallback import WithFallback
from bot.state.memory import MemoryStore
from bot.state.sqlite import ReadOnlySqliteStore, SqliteStore
from bot.state.store import Store

LONGEST_WAIT = 0.3
"""Seconds for which an answer may wait for a store on another machine."""


def open_store(place: StatePlace) -> tuple[Store, Retention]:
    """Opens the store without asking a Redis anything yet: one that is away must not keep the bot from starting. Raises
    SettingsError.
    """
    if place.redis:
        from bot.state.redis import RedisStore

        return WithFallback(RedisStore(place.redis), LONGEST_WAIT), RETENTION._replace(place="redis")
    if place.file and (place.chosen or _can_be_written(place.file)):
        return WithFallback(SqliteStore(place.file)), RETENTION._replace(place="file")
    return MemoryStore(), RETENTION._replace(place="memory")


def open_to_look(place: StatePlace) -> WithFallback:
    """Opens what a bot keeps in a file or in Redis for another program to read; a file stays as it is. Raises
    SettingsError.
    """
    if place.redis:
        from bot.state.redis import RedisStore

        return WithFallback(RedisStore(place.redis), LONGEST_WAIT)
    assert place.file
    return WithFallback(ReadOnlySqliteStore(place.file))


def _can_be_written(file: Path) -> bool:
    """Whether the default file can be used: a read-only container, for example, has no place for it. A full disk may
    pass.
    """
    try:
        SqliteStore(file).try_file()
    except OSError as error:
        if error.errno != errno.ENOSPC:
            event(
                "no state folder: state is kept in memory until the next start", logging.WARNING, error=place_of(error)
            )
            return False
    except sqlite3.Error:
        pass  # full, locked or broken: dealt with when it is used
    return True
