"""Texts and sentences that stand under one language and are written in another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.core.compose import PLACEHOLDER
from bot.core.language import LanguageGuess
from bot.core.model import Knowledge, LanguageInfo
from bot.loading.faults import Fault
from bot.loading.letters import QUOTED, without
from bot.loading.texts import TextOf

_LONG_TEXT, _LONG_SENTENCE = 60, 40
"""Letters from which a text, and a line or sentence of it, shows its language."""
_READ = 400
"""Letters that are read to tell the language of a whole text."""
_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[^\n.!?…:;]+")
_SHOWN = 40
"""Letters of a sentence by which an editor finds it."""


class Languages:
    """Tells the language of prose: by letters and common words, in doubt by what was learned, which takes longer."""

    def __init__(self, knowledge: Knowledge, fitted: Mapping[str, Any] | None) -> None:
        self._plain = LanguageGuess(knowledge)
        self._learned = _guess(knowledge, fitted) or self._plain

    def other_than(self, code: str, prose: str) -> str | None:
        """The language in which this is written, where it is another one."""
        if self._plain.of(prose) == code:
            return None
        found = self._learned.of(prose)
        return found if found != code else None


def _guess(knowledge: Knowledge, fitted: Mapping[str, Any] | None) -> LanguageGuess | None:
    """None where nothing was learned, or the file holds something else."""
    try:
        return LanguageGuess(knowledge, fitted) if fitted else None
    except (LookupError, TypeError, ValueError, AttributeError):
        return None


def language_faults(text: TextOf, known: Languages, languages: Mapping[str, LanguageInfo]) -> Iterator[Fault]:
    """What stands in another language: the whole text, else each line or sentence of it."""
    for code, raw in text.by_language.items():
        prose = without(PLACEHOLDER, raw)
        whole = prose[:_READ]
        found = known.other_than(code, whole) if _letters(whole) >= _LONG_TEXT else None
        if found:
            what = f"the text under {code!r} reads like {languages[found].name}"
            yield text.fault(code, what, f"write it in {languages[code].name}, or move it to {found!r}")
        else:
            yield from _sentence_faults(text, code, without(QUOTED, prose), known, languages)


def _sentence_faults(
    text: TextOf, code: str, prose: str, known: Languages, languages: Mapping[str, LanguageInfo]
) -> Iterator[Fault]:
    for line in _LINE.finditer(prose):
        for place in _sentences(line, prose):
            found = known.other_than(code, place[0])
            if found:
                shown = " ".join(text.by_language[code][slice(*place.span())].split())
                shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN].rstrip()}…"
                what = f"{shown!r} under {code!r} reads like {languages[found].name}"
                cure = f"write it in {languages[code].name}, or put a name in quotes («…»)"
                yield text.fault(code, what, cure, place.start() + len(place[0]) - len(place[0].lstrip()))
                break


def _sentences(line: re.Match[str], prose: str) -> Sequence[re.Match[str]]:
    """Each sentence of a line, then the line, as far as they are long enough to tell their language."""
    parts = list(_SENTENCE.finditer(prose, *line.span()))
    return [part for part in (parts if len(parts) == 1 else [*parts, line]) if _letters(part[0]) >= _LONG_SENTENCE]


def _letters(prose: str) -> int:
    return sum(map(str.isalpha, prose))
