"""A disk on which files find no more room."""

from __future__ import annotations

import itertools
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from bot.state.sqlite import SqliteStore
from bot.state.store import Put

PAGES = 8
"""Enough for the tables and a few rows."""
BYTES = 100
"""Enough for the beginning of a file."""


@contextmanager
def full_disk() -> Iterator[None]:
    """The system itself refuses whatever is written behind the beginning of a file."""
    before, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (BYTES, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, most))


def make_disk_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite itself finds a file full that would grow."""
    connect = sqlite3.connect

    def limited(*arguments: Any, **named: Any) -> sqlite3.Connection:
        file: sqlite3.Connection = connect(*arguments, **named)
        file.execute(f"PRAGMA max_page_count = {PAGES}")
        return file

    monkeypatch.setattr(sqlite3, "connect", limited)


async def fill(store: SqliteStore) -> None:
    """Until nothing fits any more, not even something small."""
    for size in (1000, 100, 1):
        try:
            for number in itertools.count():
                await store.write(Put(f"{size}.{number}", b"2" * size, 3600))
        except sqlite3.OperationalError:
            continue
