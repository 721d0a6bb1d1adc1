"""What `/healthz` and `/readyz` report: whether the process works, whether it answers, and from which knowledge.

Each part is told by those alone who do its work; whoever only asks is given the whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

LONGEST_SILENCE = 120.0
"""Seconds after which a loop that shows no sign of life is stuck; a poll takes 40 at most."""


@dataclass
class Intake:
    """Whether updates come in: told by the poller, or under a webhook by those who open it and look after it."""

    clock: Callable[[], float] = monotonic
    _is_open: bool = False
    _beat: float | None = None

    def opened(self) -> None:
        """The latest poll went well, or the webhook is where Telegram brings updates."""
        self._is_open = True

    def closed(self) -> None:
        self._is_open = False

    def beat(self) -> None:
        """A sign of life of the poller; a webhook has none to give, since others call it."""
        self._beat = self.clock()

    @property
    def is_open(self) -> bool:
        return self._is_open

    def is_alive(self) -> bool:
        return self._beat is None or self.clock() - self._beat < LONGEST_SILENCE


@dataclass
class KnowledgeStatus:
    """Which knowledge answers, and how the latest change fared: told by those who load it."""

    version: str = ""
    """Empty until it is known, and where only help is given."""
    last_reload: str = "none since start"


@dataclass(frozen=True)
class Health:
    intake: Intake = field(default_factory=Intake)
    knowledge: KnowledgeStatus = field(default_factory=KnowledgeStatus)

    def is_alive(self) -> bool:
        return self.intake.is_alive()

    def is_ready(self) -> bool:
        return self.intake.is_open and self.is_alive()

    def report(self) -> dict[str, str | bool | None]:
        known = self.knowledge
        # Null and not "", which who compares replicas would take for another knowledge.
        return {"ready": self.is_ready(), "knowledge": known.version or None, "last_reload": known.last_reload}
