"""Writes files so that they are whole at every moment: a write that fails, for example on a full disk, loses nothing of
what was there, and neither do two writes at once.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex


@contextmanager
def replacing(path: Path, rights: int | None = None) -> Iterator[Path]:
    """Gives a path beside a file to write its successor to, which then takes its place, and its rights unless others
    are given; a reader meanwhile finds either the old file or the new one. For a link, it is the file behind it.
    """
    path = path.resolve()
    new = path.with_name(f".{path.name}.{token_hex(4)}.tmp")
    if rights is None and path.exists():
        rights = path.stat().st_mode & 0o777
    new.touch(0o666 if rights is None else 0o600, exist_ok=False)
    try:
        yield new
        _sync(new, os.O_RDWR)
        if rights is not None:
            new.chmod(rights)
        new.replace(path)
    except BaseException:
        with suppress(OSError):
            new.unlink()
        raise
    with suppress(OSError):  # so that the new name lasts through a power cut, where the system can
        _sync(path.parent, os.O_RDONLY)


def write_whole(path: Path, text: str) -> None:
    """Writes all of a text or nothing: a full disk gets no empty file. What is no file (a pipe) is written to."""
    if path.exists() and not path.is_file():
        path.write_text(text, encoding="utf-8")
        return
    with replacing(path) as new:
        new.write_text(text, encoding="utf-8")


def _sync(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
