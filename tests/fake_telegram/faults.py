"""Trouble that a test wants: calls that fail, hang, or get an answer that nobody can read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Fault = int | Literal["drop", "drop_after", "malformed", "silent", "held", "odd"]


@dataclass
class PlannedFault:
    """Meets the next calls of a method ("*": of any), or only those whose text says something."""

    method: str
    fault: Fault
    retry_after: int | None = None
    times: int = 1
    saying: str = ""

    def meets(self, method: str, text: str) -> bool:
        """Tell whether it meets this call."""
        return self.method in (method, "*") and self.times > 0 and self.saying in text


class Faults:
    """Those that are planned, the first of them first."""

    def __init__(self) -> None:
        self._planned: list[PlannedFault] = []

    def plan(self, fault: PlannedFault) -> None:
        """Add one."""
        self._planned.append(fault)

    def next(self, method: str, text: str) -> tuple[Fault | None, int | None]:
        """Give what a call meets now, and after how many seconds Telegram asks for it again."""
        for planned in self._planned:
            if planned.meets(method, text):
                planned.times -= 1
                return planned.fault, planned.retry_after
        return None, None
