"""A knowledge in use that may be loaded again, as the tests of reloading look at it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.core.dialogue import Dialogue
from bot.loading.prepared import load_dialogue
from bot.operating.health import KnowledgeStatus
from bot.operating.prometheus import PrometheusMetrics
from bot.operating.reload import Load, Reloader, version_of
from tests.support.waiting import until

Change = Callable[[str, str], None]
"""Replaces a text wherever it stands in the files."""


class Told(PrometheusMetrics):
    """Keeps each version that it is told."""

    def __init__(self, versions: list[str]) -> None:
        super().__init__()
        self._versions = versions

    def knowledge(self, version: str) -> None:
        super().knowledge(version)
        self._versions.append(version)


class InUse:
    """Where the bot's dialogue would be."""

    def __init__(self, folder: Path, load: Load = load_dialogue) -> None:
        self.dialogue = load_dialogue(folder)
        self.first = self.dialogue
        self.failing = False
        self.versions: list[str] = []
        self.status, self.metrics = KnowledgeStatus(version_of(folder)), Told(self.versions)
        self.reloader = Reloader(folder, self.first, load, self.use, self.status, self.metrics)

    def use(self, dialogue: Dialogue) -> None:
        if self.failing:
            raise OSError
        self.dialogue = dialogue

    async def told(self) -> str:
        """Waits for the result of the next reload."""
        before = self.status.last_reload
        await until(lambda: self.status.last_reload != before)
        return self.status.last_reload
