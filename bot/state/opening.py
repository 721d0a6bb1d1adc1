"""From settings to a store that never fails, and to what the privacy text says of it."""

from __future__ import annotations

import errno
import logging
import sqlite3

from bot.core.replying.privacy import Retention
from bot.logs import event, origin_of
from bot.settings import StatePlace
from bot.state.chats import RETENTION
from bot.state.fallback import WithFallback
from bot.state.memory import MemoryStore
from bot.state.reasons import reason_of
from bot.state.sqlite import ReadOnlySqliteStore, SqliteStore
from bot.state.store import Store

LONGEST_WAIT = 0.3
"""Seconds for which an answer may wait for a store on another machine."""
_GIVEN_UP = "no state folder: state is kept in memory until the next start", logging.WARNING
_TRIED_AGAIN = "state file cannot be used: answering from memory until it can", logging.ERROR


def open_store(place: StatePlace) -> tuple[Store, Retention]:
    """Opens the store without asking a Redis anything yet: one that is away must not keep the bot from starting. Raises
    SettingsError.
    """
    if place.redis:
        from bot.state.redis import RedisStore

        return WithFallback(RedisStore(place.redis), LONGEST_WAIT), RETENTION._replace(place="redis")
    if place.file:
        store = SqliteStore(place.file)
        if _may_be_of_use(store, place):
            return WithFallback(store, file=place.file), RETENTION._replace(place="file")
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


def _may_be_of_use(store: SqliteStore, place: StatePlace) -> bool:
    """Whether to keep state in the file; the log says where that cannot be done now.

    Only a default file is ever given up, where none can be made: a read-only container, for example, has no place for
    it. A chosen one is tried again and again, and so is one that is locked, broken or on a full disk.
    """
    try:
        store.try_file()
    except (OSError, sqlite3.Error) as error:
        is_tried_again = place.chosen or isinstance(error, sqlite3.Error) or error.errno == errno.ENOSPC
        what, level = _TRIED_AGAIN if is_tried_again else _GIVEN_UP
        why, file = reason_of(error), str(place.file)
        event(what, level, why=why, error=origin_of(error), file=file, to_do="run senim doctor")
        return is_tried_again
    return True
