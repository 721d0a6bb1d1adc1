"""Reads a knowledge file as it stands, and writes it, never over somebody else's change."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from bot.replacing import replacing


class ChangedMeanwhileError(Exception):
    """The file is no longer the one that was read; nothing was written."""


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def read_text(path: Path) -> str:
    """As it stands, with its line ends."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def replace_text(path: Path, text: str, expected: str) -> None:
    """Writes `text` where `expected` stood, all or nothing. Raises ChangedMeanwhileError."""
    with replacing(path) as new:
        with new.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
        if read_text(path) != expected:
            raise ChangedMeanwhileError
