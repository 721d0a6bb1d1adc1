"""State in one SQLite file: for a bot on one machine, with nothing else to run.

The calls are made in the event loop itself: each takes some ten microseconds, less than handing it to a thread.
What is written in one turn of the loop is committed together, and nobody goes on before it is.
What is committed lies with the operating system and outlives a killed process; a power cut may cost the last seconds.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from time import time
from typing import Any, TypeVar

from bot.logs import event
from bot.state.store import Add, Append, Delete, Put, Remove, Renew, Write

VERSION = 1
"""The version of the tables; a file of another version is set aside."""
BUSY_SECONDS = 0.1
"""How long another program (a backup, a curious operator) may hold the file before it counts as away."""
SET_ASIDE = ".broken"
_COMPANIONS = ("-wal", "-shm")
"""Files beside it, while a program has it open and after a crash."""
_SET_ASIDE_SECONDS = 7 * 24 * 3600.0
_PURGED_AT_ONCE = 500
"""Rows; then others get their turn."""

_SETTINGS = (
    "journal_mode = WAL",
    "synchronous = NORMAL",
    "secure_delete = ON",
    "wal_autocheckpoint = 4000",  # a checkpoint waits for the disk: seldom, beside the one of each purge, every 16 MB
    "cache_size = -500",  # half a megabyte; the system holds the file ready, too
)
_TABLES = """
CREATE TABLE entry (key TEXT PRIMARY KEY, value BLOB NOT NULL, expires REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE item (key TEXT, value BLOB, expires REAL NOT NULL, PRIMARY KEY (key, value)) WITHOUT ROWID;
CREATE TABLE counter (key TEXT, name TEXT, number INTEGER NOT NULL, expires REAL NOT NULL, PRIMARY KEY (key, name))
    WITHOUT ROWID;
"""
_PASSING = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL)
_KEYS = {"entry": "key", "item": "key, value", "counter": "key, name"}
"""Each table with its primary key."""

Row = tuple[str | bytes | float, ...]
Statement = tuple[str, Row]
T = TypeVar("T")


def would_be_set_aside(path: Path) -> bool:
    """Whether a file which is there is damaged, no database or of another version; changes and adds nothing.

    Raises sqlite3.Error or OSError where it cannot be read now.
    """
    with closing(_look_into(path)) as file:
        try:
            _version_of(file)
            _check_pages(file)
        except sqlite3.DatabaseError as error:
            if type(error) is sqlite3.DatabaseError:
                return True
            raise
    return False


def _look_into(path: Path) -> sqlite3.Connection:
    """Opens the file to read it; changes and adds nothing, not even a file that is missing."""
    # Where nobody has it open even a reader would add the companions, as files of its own user.
    is_open = all(Path(f"{path}{companion}").exists() for companion in _COMPANIONS)
    uri = f"{path.absolute().as_uri()}?mode=ro{'' if is_open else '&immutable=1'}"
    return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS)


def _version_of(file: sqlite3.Connection) -> int:
    """The version of a file; 0 for a new one."""
    (version,) = file.execute("PRAGMA user_version").fetchone()
    if version not in (0, VERSION):
        raise sqlite3.DatabaseError
    return int(version)


def _check_pages(file: sqlite3.Connection) -> None:
    if file.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise sqlite3.DatabaseError


class SqliteStore:
    """Opens the file when it is first needed, and again after trouble."""

    def __init__(self, path: Path, clock: Callable[[], float] = time) -> None:
        self._path, self._clock = path, clock
        self._opened: sqlite3.Connection | None = None
        self._checked = False
        self._uncommitted: list[asyncio.Future[None]] = []
        """One for each caller that wrote in this turn of the event loop."""

    def try_file(self) -> None:
        """Raises sqlite3.Error or OSError where the file cannot be used now."""
        self._in_file(lambda _: self._close())

    async def get(self, *keys: str) -> list[bytes | None]:
        query = f"SELECT key, value FROM entry WHERE key IN ({','.join('?' * len(keys))}) AND expires > ?"
        found = dict(self._rows(query, *keys, self._clock()))
        return [found.get(key) for key in keys]

    async def write(self, *writes: Write) -> None:
        now = self._clock()
        statements = [statement for write in writes for statement in _statements(write, now)]

        def do(file: sqlite3.Connection) -> None:
            for query, values in statements:
                file.execute(query, values)

        await self._in_transaction(do)

    async def put_if_absent(self, key: str, value: bytes, seconds: float) -> bytes | None:
        now = self._clock()
        query = (
            "INSERT INTO entry VALUES (?, ?, ?) ON CONFLICT DO UPDATE"
            " SET value = excluded.value, expires = excluded.expires WHERE expires <= ?"
        )

        def do(file: sqlite3.Connection) -> bytes | None:
            if file.execute(query, (key, value, now + seconds, now)).rowcount:
                return None
            (found,) = file.execute("SELECT value FROM entry WHERE key = ?", (key,)).fetchone()
            return bytes(found)

        return await self._in_transaction(do)

    async def swap(self, key: str, old: bytes, new: bytes, seconds: float) -> bool:
        now = self._clock()
        query = "UPDATE entry SET value = ?, expires = ? WHERE key = ? AND value = ? AND expires > ?"
        values = new, now + seconds, key, old, now
        return await self._in_transaction(lambda file: file.execute(query, values).rowcount == 1)

    async def take(self, key: str) -> list[bytes]:
        def do(file: sqlite3.Connection) -> list[bytes]:
            found = self._list(file, key)
            file.execute("DELETE FROM item WHERE key = ?", (key,))
            return found

        return await self._in_transaction(do)

    async def peek(self, key: str) -> list[bytes]:
        return self._in_file(lambda file: self._list(file, key))

    async def counters(self, key: str) -> dict[str, int]:
        return dict(self._rows("SELECT name, number FROM counter WHERE key = ? AND expires > ?", key, self._clock()))

    async def purge(self) -> None:
        """Removes what has expired, also from the write-ahead log, where its pages would stay for a while."""
        for table, key in _KEYS.items():
            expired = f"SELECT {key} FROM {table} WHERE expires <= ? LIMIT {_PURGED_AT_ONCE}"
            purged = _PURGED_AT_ONCE
            self._commit()
            query = f"DELETE FROM {table} WHERE ({key}) IN ({expired})"
            while purged == _PURGED_AT_ONCE:
                purged = self._changed(query, self._clock())
                await asyncio.sleep(0)  # lets others do something in between
                self._commit()
        self._rows("PRAGMA wal_checkpoint(TRUNCATE)")
        self._remove_old_broken_file()

    async def close(self) -> None:
        """Nobody purges the file while it is closed: what has expired until now goes first."""
        try:
            self._commit()
            if self._opened:
                await self.purge()
        finally:
            self._close()

    def _list(self, file: sqlite3.Connection, key: str) -> list[bytes]:
        query = "SELECT value FROM item WHERE key = ? AND expires > ? ORDER BY expires"
        return [value for (value,) in file.execute(query, (key, self._clock()))]

    # ---- transactions ---------------------------------------------------------------------------

    async def _in_transaction(self, do: Callable[[sqlite3.Connection], T]) -> T:
        """Returns once the transaction, which other callers of this turn share, is committed."""
        committed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        done = self._in_file(lambda file: self._do_uncommitted(file, do, committed))
        await committed
        return done

    def _do_uncommitted(
        self, file: sqlite3.Connection, do: Callable[[sqlite3.Connection], T], committed: asyncio.Future[None]
    ) -> T:
        if not self._uncommitted:
            file.execute("BEGIN IMMEDIATE")
            committed.get_loop().call_soon(self._commit)
        self._uncommitted.append(committed)
        try:
            return do(file)
        except BaseException as error:
            self._uncommitted.remove(committed)
            self._roll_back(error)
            raise

    def _commit(self) -> None:
        """Commits everything that was written in this turn of the event loop."""
        if not self._uncommitted:
            return
        try:
            self._rows("COMMIT")
        except (sqlite3.Error, OSError) as error:
            self._roll_back(error)
        for committed in self._take_uncommitted():
            if not committed.done():
                committed.set_result(None)

    def _roll_back(self, error: BaseException) -> None:
        """Undoes the transaction; every caller that wrote in this turn gets the error."""
        if self._opened:
            with suppress(sqlite3.Error):  # SQLite may have rolled back already
                self._opened.execute("ROLLBACK")
        for committed in self._take_uncommitted():
            if not committed.done():
                committed.set_exception(error)

    def _take_uncommitted(self) -> list[asyncio.Future[None]]:
        taken, self._uncommitted = self._uncommitted, []
        return taken

    # ---- the file -------------------------------------------------------------------------------

    def _rows(self, query: str, *values: str | bytes | float) -> list[Any]:
        return self._in_file(lambda file: file.execute(query, values).fetchall())

    def _changed(self, query: str, *values: str | bytes | float) -> int:
        """How many rows it has changed."""
        return self._in_file(lambda file: file.execute(query, values).rowcount)

    def _in_file(self, do: Callable[[sqlite3.Connection], T]) -> T:
        """Raises sqlite3.Error or OSError; a file that breaks while it is open is set aside: the next call has one."""
        try:
            if self._opened is None:
                self._opened = self._open_sound()
            return do(self._opened)
        except sqlite3.DatabaseError as error:
            if type(error) is sqlite3.DatabaseError and self._opened:
                self._set_aside()
            elif getattr(error, "sqlite_errorcode", None) not in _PASSING:
                self._close()  # the file may have been moved or its disk taken away
            raise

    def _open_sound(self) -> sqlite3.Connection:
        """Opens the file; in place of one that is no database, or a damaged one, a new one is made at once."""
        try:
            return self._open()
        except sqlite3.DatabaseError as error:
            if type(error) is not sqlite3.DatabaseError:
                raise
        self._set_aside()
        return self._open()

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
        file = sqlite3.connect(self._path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            self._path.chmod(0o600)
            for setting in _SETTINGS:
                file.execute(f"PRAGMA {setting}")
            self._prepare(file)
        except BaseException:
            file.close()
            raise
        return file

    def _prepare(self, file: sqlite3.Connection) -> None:
        version = _version_of(file)
        if not self._checked:
            _check_pages(file)
        self._checked = True
        if version == 0:
            file.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {VERSION}; COMMIT;")

    def _close(self) -> None:
        if self._opened is not None:
            with suppress(sqlite3.Error):
                self._opened.close()
            self._opened = None

    def _set_aside(self) -> None:
        self._close()
        event("state file broken: set aside, a new one is made", logging.ERROR)
        with suppress(OSError):
            os.replace(self._path, f"{self._path}{SET_ASIDE}")
        for companion in _COMPANIONS:
            with suppress(OSError):
                os.remove(f"{self._path}{companion}")

    def _remove_old_broken_file(self) -> None:
        """The broken file is kept for somebody to look into, but not longer than a week."""
        broken = Path(f"{self._path}{SET_ASIDE}")
        with suppress(OSError):
            if broken.stat().st_mtime < self._clock() - _SET_ASIDE_SECONDS:
                broken.unlink()


class ReadOnlySqliteStore(SqliteStore):
    """The file of a bot that may be running, as another user: nothing is made, changed or set aside."""

    def _open(self) -> sqlite3.Connection:
        file = _look_into(self._path)
        try:
            _version_of(file)
        except BaseException:
            file.close()
            raise
        return file

    async def purge(self) -> None:
        """Left to the bot."""

    def _set_aside(self) -> None:
        self._close()


def _statements(write: Write, now: float) -> Iterator[Statement]:
    match write:
        case Put(key, value, seconds, late):
            over = "ON CONFLICT DO UPDATE SET value = excluded.value, expires = excluded.expires"
            older = f"{over} WHERE expires < excluded.expires" if late else over
            yield f"INSERT INTO entry VALUES (?, ?, ?) {older}", (key, value, now + seconds)
        case Renew(key, seconds):
            yield "UPDATE entry SET expires = MAX(expires, ?) WHERE key = ? AND expires > ?", (now + seconds, key, now)
        case Append(key, values, keep, seconds):
            # The fraction lets values that came together keep their order.
            rows = [(key, value, now + seconds + number / 1e6) for number, value in enumerate(values)]
            query = f"INSERT OR REPLACE INTO item VALUES {','.join(['(?, ?, ?)'] * len(rows))}"
            yield query, tuple(field for row in rows for field in row)
            # Counted first: to sort a list that is short enough takes as long as all else that a reply leaves.
            many = "(SELECT count(*) FROM item WHERE key = ?) > ?"
            newest = "SELECT value FROM item WHERE key = ? ORDER BY expires DESC LIMIT ?"
            query = f"DELETE FROM item WHERE key = ? AND {many} AND value NOT IN ({newest})"
            yield query, (key, key, keep, key, keep)
        case Remove(key, values):
            yield f"DELETE FROM item WHERE key = ? AND value IN ({','.join('?' * len(values))})", (key, *values)
        case Add(key, name, seconds):
            query = (
                "INSERT INTO counter VALUES (?, ?, 1, ?) ON CONFLICT DO UPDATE SET"
                " number = CASE WHEN expires > ? THEN number + 1 ELSE 1 END, expires = MAX(expires, excluded.expires)"
            )
            yield query, (key, name, now + seconds, now)
        case Delete(key):
            for table in _KEYS:
                yield f"DELETE FROM {table} WHERE key = ?", (key,)
