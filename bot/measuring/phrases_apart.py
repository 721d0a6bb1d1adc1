"""Labelled questions for a knowledge that has none: one phrase in four, kept apart from learning meanwhile.

Their authors wrote the other phrases, too, so figures on them flatter; thresholds fitted to them are still far better
than guessed ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from zlib import crc32

from bot.core.knowledge import Knowledge, Language
from bot.measuring.questions import CRISIS, NOTHING, Expected, Labelled

_APART = 4
"""One phrase in this many is kept apart."""
LinesByLanguage = Mapping[Language, tuple[str, ...]]


def keep_apart(knowledge: Knowledge) -> tuple[Knowledge, list[Labelled]]:
    """The knowledge without the phrases, examples and other texts that are kept apart, and these as questions."""
    entries = {i: e._replace(phrases=_rest(e.phrases)) for i, e in knowledge.entries.items()}
    crisis = {
        i: c._replace(examples=_rest(c.examples), near_misses=_rest(c.near_misses)) for i, c in knowledge.crisis.items()
    }
    rest = replace(knowledge, entries=entries, crisis=crisis, out_of_scope=_rest(knowledge.out_of_scope))
    return rest, list(_questions(knowledge))


def _questions(knowledge: Knowledge) -> Iterator[Labelled]:
    for entry in knowledge.entries.values():
        yield from _apart(entry.phrases, entry.id)
    for crisis in knowledge.crisis.values():
        yield from _apart(crisis.examples, f"{CRISIS}.{crisis.id}")
        yield from _apart(crisis.near_misses, NOTHING[0])
    yield from _apart(knowledge.out_of_scope, NOTHING[0])


def _apart(lines: LinesByLanguage, expected: str) -> Iterator[Labelled]:
    for code, listed in lines.items():
        yield from (Labelled(text, Expected.of(expected), code, "phrase") for text in listed if _is_apart(text))


def _rest(lines: LinesByLanguage) -> dict[Language, tuple[str, ...]]:
    return {code: tuple(text for text in listed if not _is_apart(text)) for code, listed in lines.items()}


def _is_apart(text: str) -> bool:
    # Decided by the text, so that a phrase that is added moves no other.
    return crc32(text.encode()) % _APART == 0
