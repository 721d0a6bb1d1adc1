"""What `/healthz` and `/readyz` report: whether the process works, whether it answers, and from which knowledge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

LONGEST_SILENCE = 120.0
"""Seconds after which a loop that shows no sign of life is stuck; a poll takes 40 at most."""


@dataclass
class Health:
    """Written by the code that does the work, read by the HTTP server."""

    clock: Callable[[], float] = monotonic
    answering: bool = False
    """Whether the latest poll went well, or the webhook is open."""
    knowledge: str = ""
    """The version of the knowledge in use; empty until it is known, and where only help is given."""
    last_reload: str = "none since start"
    _beat: float | None = None

    def beat(self) -> None:
        """A sign of life of the poller; a webhook has none to give, since others call it."""
        self._beat = self.clock()

    def is_alive(self) -> bool:
        return self._beat is None or self.clock() - self._beat < LONGEST_SILENCE

    def is_ready(self) -> bool:
        return self.answering and self.is_alive()

    def report(self) -> dict[str, str | bool]:
        return {"ready": self.is_ready(), "knowledge": self.knowledge, "last_reload": self.last_reload}
