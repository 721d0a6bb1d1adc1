"""Entries as an editor looks for them: by words, file, topic, and by what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.checking.entries import FEWEST_PHRASES
from bot.core.text import normal_forms
from bot.loading.folder import lines_of
from bot.loading.schema import EntryModel


@dataclass(frozen=True, slots=True)
class Gap:
    """What an entry lacks in one language."""

    language: str
    key: Literal["title", "answer", "phrases", "few_phrases"]
    count: int = 0
    """Phrases that it has."""


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
    """What the editor filters by; an empty text does not filter."""

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
    whole = _whole_text(model)
    plain = whole.casefold()
    if all(word in plain for word in wanted):
        return True
    known = _forms_in(whole)
    return all(f" {part}" in known for part in normal_forms(text))


def remember_words(models: Iterable[EntryModel]) -> None:
    """Makes ready what a search looks through: to make it takes seconds."""
    for model in models:
        _forms_in(_whole_text(model))


def _whole_text(model: EntryModel) -> str:
    return "\n".join([model.id, *model.title.values(), *model.answer.values(), *model.phrases.values()])


@lru_cache(maxsize=1_000)
def _forms_in(whole: str) -> str:
    """The normal forms of all words, each behind a space; of what was not changed they are there after a save, too."""
    return " " + " ".join({form for word in set(whole.split()) for form in _forms_of(word)})


@lru_cache(maxsize=200_000)
def _forms_of(word: str) -> tuple[str, ...]:
    """Most words stand in many entries."""
    return tuple(normal_forms(word))


def counts_of(model: EntryModel) -> dict[str, int]:
    """Phrases by language."""
    return {code: len(lines_of(block)) for code, block in model.phrases.items()}


def gaps_of(model: EntryModel, languages: Iterable[str]) -> Iterator[Gap]:
    counts = counts_of(model)
    for code in languages:
        if code not in model.title:
            yield Gap(code, "title")
        if code not in model.answer:
            yield Gap(code, "answer")
        count = counts.get(code, 0)
        if count < FEWEST_PHRASES:
            yield Gap(code, "few_phrases" if count else "phrases", count)
