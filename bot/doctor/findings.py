"""What `senim doctor` finds: one plain sentence each, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["ok", "note", "fault"]
"""A note is worth knowing; a fault keeps the bot from doing what it is for."""


@dataclass(frozen=True, slots=True)
class Finding:
    level: Severity
    about: str
    what: str
    cure: str = ""

    def __str__(self) -> str:
        return f"{self.level:<5} {self.about}: {self.what}" + (f" → {self.cure}" if self.cure else "")


def ok(about: str, what: str) -> Finding:
    return Finding("ok", about, what)


def note(about: str, what: str, cure: str = "") -> Finding:
    return Finding("note", about, what, cure)


def fault(about: str, what: str, cure: str) -> Finding:
    return Finding("fault", about, what, cure)
