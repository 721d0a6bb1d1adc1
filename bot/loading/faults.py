"""What is wrong in a knowledge folder, said so that an editor can mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "phrase",
    "title",
    "new entry",
    "cry",
    "letters",
    "markup",
    "call",
    "source",
    "unnamed",
    "service",
    "shelter",
    "unfinished",
    "fit",
]
"""What a remark is about, so that many of one kind can be told in one line."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault; prints as `file:line: entry: what is wrong; what to do`."""

    file: str
    line: int
    entry: str
    what: str
    cure: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        entry = f"{self.entry}: " if self.entry else ""
        return f"{place}: {entry}{self.what}; {self.cure}"


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """Something worth knowing that need not be mended; it never fails a check."""

    file: str
    line: int
    entry: str
    what: str
    cure: str
    kind: Kind

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: " if self.line else f"{self.file}: " if self.file else ""
        entry = f"{self.entry}: " if self.entry else ""
        return f"{place}{entry}{self.what}{f'; {self.cure}' if self.cure else ''}"


class KnowledgeError(Exception):
    """A knowledge folder cannot be used; `faults` holds every reason."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(map(str, self.faults)))
