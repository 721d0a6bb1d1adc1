"""Why a store failed, in plain words that hold nothing of a person: the system's and SQLite's kinds of error alone."""

from __future__ import annotations

import errno
import os
import sqlite3

DISK_FULL = "disk full"
_KIND = 0xFF
"""The bits of SQLite's codes that tell the kind; the others tell more of it."""
_OF_SQLITE = {
    sqlite3.SQLITE_FULL: DISK_FULL,
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_BUSY: "locked by another program",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened",
    sqlite3.SQLITE_IOERR: "the disk fails, or is full",
    sqlite3.SQLITE_PERM: "no permission",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "no database",
}


def reason_of(error: BaseException) -> str | None:
    """None where only the type of the error may be told: an error's own text may hold what was to be kept."""
    if isinstance(error, sqlite3.Error):
        return _OF_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & _KIND)
    if isinstance(error, OSError) and error.errno:
        return DISK_FULL if error.errno == errno.ENOSPC else os.strerror(error.errno).lower()
    return None
