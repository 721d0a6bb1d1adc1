"""Writing a file so that a write that fails, on a full disk say, costs nothing of what was there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A place beside a file to write a new one to, which then takes its place; whoever reads meanwhile finds the file
    before or the file after.
    """
    new = path.with_name(path.name + ".new")
    try:
        yield new
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
