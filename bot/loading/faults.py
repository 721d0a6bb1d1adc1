"""What is wrong in a knowledge folder, put so that an editor can fix it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.loading.sentences import DEFAULT, Sentence

NoteKind = Literal[
    "phrase",
    "title",
    "new entry",
    "cry",
    "rule",
    "list",
    "letters",
    "markup",
    "call",
    "source",
    "unnamed",
    "service",
    "shelter",
    "unfinished",
    "over",
    "fit",
]
"""What a note is about, so that many of one kind can be told in one line."""


@dataclass(frozen=True, slots=True, order=True)
class _Found:
    """Prints as `file:line: entry: what is wrong; what to do`."""

    file: str
    line: int
    entry: str
    said: Sentence

    def in_language(self, language: str) -> str:
        location = f"{self.file}:{self.line}: " if self.line else f"{self.file}: " if self.file else ""
        entry = f"{self.entry}: " if self.entry else ""
        cure = self.said.cure(language)
        return f"{location}{entry}{self.said.what(language)}{f'; {cure}' if cure else ''}"

    def __str__(self) -> str:
        return self.in_language(DEFAULT)


class Fault(_Found):
    """Something that must be fixed."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, order=True)
class Note(_Found):
    """Something worth knowing that need not be fixed; it never fails a check."""

    kind: NoteKind


class KnowledgeError(Exception):
    """A knowledge folder cannot be used; `faults` holds every reason."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(map(str, self.faults)))
