"""Entries as an editor looks for them: by words, file, topic, and by what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.core.text import words
from bot.desk.files import digest
from bot.loading.check import FEWEST_PHRASES
from bot.loading.schema import EntryModel

FIELDS = ("title", "answer", "phrases")


@dataclass(frozen=True, slots=True)
class Gap:
    """What an entry lacks in one language."""

    language: str
    key: str
    count: int = 0
    """Phrases that it has."""

    def __str__(self) -> str:
        return f"{self.count} phrases of {FEWEST_PHRASES}" if self.key == "phrases" and self.count else f"no {self.key}"


@dataclass(frozen=True, slots=True)
class Row:
    """One entry in the list."""

    model: EntryModel
    file: str
    line: int
    counts: Mapping[str, int]
    """Phrases by language."""
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the editor filters by; an empty text filters nothing."""

    text: str = ""
    file: str = ""
    topic: str = ""
    missing: str = ""
    """A language, or `any`."""

    def fits(self, row: Row) -> bool:
        return (
            self.file in ("", row.file)
            and self.topic in ("", row.model.topic or "-")
            and (not self.missing or any(self.missing in ("any", gap.language) for gap in row.gaps))
            and holds(row.model, self.text)
        )


def holds(model: EntryModel, text: str) -> bool:
    """Whether every word of `text` begins a word of the entry, in whatever spelling the matcher also understands."""
    wanted = text.casefold().split()
    if not wanted:
        return True
    whole = "\n".join([model.id, *model.title.values(), *model.answer.values(), *model.phrases.values()])
    plain = whole.casefold()
    if all(word in plain for word in wanted):
        return True
    known = set(words(whole))
    return all(any(word.startswith(part) for word in known) for part in words(text))


def counts_of(model: EntryModel) -> dict[str, int]:
    return {code: sum(1 for line in block.splitlines() if line.strip()) for code, block in model.phrases.items()}


def gaps_of(model: EntryModel, languages: Iterable[str]) -> Iterator[Gap]:
    counts = counts_of(model)
    for code in languages:
        for key in ("title", "answer"):
            if code not in getattr(model, key):
                yield Gap(code, key)
        if counts.get(code, 0) < FEWEST_PHRASES:
            yield Gap(code, "phrases", counts.get(code, 0))


def digest_of(model: EntryModel) -> str:
    """Changes when anything of the entry does."""
    return digest(model.model_dump_json())


def fields_of(model: EntryModel, languages: Sequence[str]) -> dict[str, dict[str, str]]:
    """What can be edited: a text for each field and language, empty where it is missing."""
    return {key: {code: getattr(model, key).get(code, "").strip() for code in languages} for key in FIELDS}
