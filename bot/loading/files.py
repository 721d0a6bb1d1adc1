"""Which files are a knowledge, and whether one of them has changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

Stamp = frozenset[tuple[str | int, ...]]


def knowledge_files(folder: Path) -> list[Path]:
    """The files that people write, in the order in which they are read. Raises OSError where one cannot be seen."""
    # An editor may keep a link that leads nowhere beside an open file.
    return sorted(path for path in folder.rglob("*.yaml") if path.is_file())


def all_files(folder: Path) -> list[Path]:
    """These, and the files made from them; one that cannot be looked at is left out, and reported when it is read."""
    paths = [*folder.rglob("*.yaml"), *folder.glob("*.json"), *folder.glob("*.zip")]
    return sorted(path for path in paths if os.path.isfile(path))


def stamp_of(folder: Path) -> Stamp:
    """A stamp that changes when a file is written, added or removed, or becomes readable to others; no file is read for
    it.
    """
    return frozenset(_stamps(folder))


def _stamps(folder: Path) -> Iterator[tuple[str | int, ...]]:
    for path in all_files(folder):
        try:
            status = path.stat()
        except OSError:  # an editor replaces it at this moment
            continue
        # Not the time of the last such change: renaming a file may count as one.
        rights = status.st_mode, status.st_uid, status.st_gid
        yield str(path), status.st_mtime_ns, status.st_size, *rights
