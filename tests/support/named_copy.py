"""Long lists in a file that a test can reach."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.core.dialogue import Dialogue
from bot.loading import long_lists, shipped_folder
from bot.loading.long_lists import OnDisk
from bot.loading.prepared import load_dialogue


def fail(error: OSError) -> None:
    raise error


def name_copies(path: Path, patched: pytest.MonkeyPatch) -> None:
    """What is kept on the disk from now on is kept in this file."""
    patched.setattr(long_lists, "TemporaryFile", lambda **_: path.open("w+b", buffering=0))


def with_cut_off_lists() -> Dialogue:
    """The shipped knowledge; its long lists are gone from the disk after it was loaded."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        path = Path(folder, "lists")
        name_copies(path, patched)
        dialogue = load_dialogue(shipped_folder(), keep=OnDisk(fail))
        os.truncate(path, 0)
    return dialogue
