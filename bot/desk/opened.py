"""One reading of the knowledge folder, and what pages look up in it: what stands under an id, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from bot.core.dialogue import Dialogue
from bot.loading import Fault
from bot.loading.folder import Part, lines_of
from bot.loading.merged import whole_entry
from bot.loading.schema import ContactModel, EntryModel, SourceModel, TopicModel

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Location:
    """Where something stands: a file of the folder, and the line."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Opened:
    """One reading of the folder; where it has faults, `dialogue` is the last good one, or None."""

    parts: tuple[Part, ...]
    faults: tuple[Fault, ...]
    dialogue: Dialogue | None
    version: int

    @property
    def entries(self) -> dict[str, EntryModel]:
        return _first((entry.id, entry) for part in self.parts for entry in part.model.entries)

    def whole(self, entry: EntryModel) -> EntryModel:
        """With the phrases that stand apart from its answer."""
        return whole_entry(entry, (part.model for part in self.parts))

    def apart(self, entry: str) -> dict[str, tuple[int, Location]]:
        """For each language, how many phrases stand apart from the answer, and where the first one does."""
        found: dict[str, tuple[int, Location]] = {}
        for part in self.parts:
            for code, block in part.model.more_phrases.get(entry, {}).items():
                here = Location(part.file.name, part.file.line_of(("more_phrases", entry, code)))
                count, location = found.get(code, (0, here))
                found[code] = count + len(lines_of(block)), location
        return found

    def location_of_phrases(self, entry: str, language: str) -> Location | None:
        """Where a further one belongs: to those that stand apart, where some do."""
        return self.location_of("more_phrases", entry, language) or self.location_of(
            "entries", entry, "phrases", language
        )

    @property
    def contacts(self) -> dict[str, ContactModel]:
        return _first((contact.id, contact) for part in self.parts for contact in part.model.contacts)

    @property
    def sources(self) -> dict[str, SourceModel]:
        return _first(pair for part in self.parts for pair in part.model.sources.items())

    @property
    def topics(self) -> dict[str, TopicModel]:
        return _first(pair for part in self.parts for pair in part.model.topics.items())

    @property
    def crisis(self) -> frozenset[str]:
        """The ids of the crisis classes."""
        return frozenset(crisis.id for part in self.parts for crisis in part.model.crisis)

    @property
    def languages(self) -> dict[str, str]:
        """Codes and names, in the order of the files."""
        return {code: info.name for part in self.parts for code, info in part.model.languages.items()}

    def location_of(self, kind: str, name: str, *rest: str) -> Location | None:
        """Where an entry, contact, crisis class, variant (with a key and language, if wanted) or what else has an id
        stands.
        """
        for part in self.parts:
            group = getattr(part.model, kind)
            if isinstance(group, dict):
                if name in group:
                    return Location(part.file.name, part.file.line_of((kind, name, *rest)))
                continue
            for number, item in enumerate(group):
                if item.id == name:
                    return Location(part.file.name, part.file.line_of((kind, number, *rest)))
        return None


def _first(pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    """Where an id stands twice, the one that `location_of` tells: what a form shows is what it saves."""
    found: dict[str, T] = {}
    for name, item in pairs:
        found.setdefault(name, item)
    return found
