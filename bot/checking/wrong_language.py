"""Texts and sentences that stand under one language but are written in another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.checking.folder import WholeFolder
from bot.checking.letters import QUOTED, without
from bot.checking.texts import TextOf
from bot.core.knowledge import Knowledge, LanguageInfo
from bot.core.replying.compose import PLACEHOLDER
from bot.core.scoring.learned import Learned
from bot.core.understanding.language import LanguageGuess
from bot.loading.faults import Fault
from bot.loading.sentences import say

_LONG_TEXT, _LONG_SENTENCE = 60, 22
"""Letters that a text, and a line or sentence of it, must have to show its language."""
_READ = 400
"""Letters that are read to tell the language of a whole text."""
_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[^\n.!?…:;]+")
_SHOWN = 40
"""Letters of a sentence by which an editor finds it."""


class Languages:
    """Tells the language of prose: by letters and common words, in doubt by what was learned, which takes longer."""

    def __init__(self, knowledge: Knowledge, learned: Learned | None) -> None:
        self._plain = LanguageGuess(knowledge)
        self._learned = LanguageGuess(knowledge, learned)

    def other_than(self, code: str, prose: str) -> str | None:
        """The language of a text, where it is another one."""
        if self._plain.of(prose) == code:
            return None
        found = self._learned.of(prose)
        return found if found != code else None


def language_faults(folder: WholeFolder) -> Iterator[Fault]:
    known = Languages(folder.knowledge, folder.learned)
    for text in folder.texts:
        yield from faults_of_text(text, known, folder.knowledge.languages)


def faults_of_text(text: TextOf, known: Languages, languages: Mapping[str, LanguageInfo]) -> Iterator[Fault]:
    """What stands in another language: the whole text, else each line or sentence of it."""
    for code, raw in text.by_language.items():
        prose = without(PLACEHOLDER, raw)
        pieces = [_pieces(line) for line in _lines(without(QUOTED, prose))]
        foreign = [piece for piece in (_foreign(line, code, known) for line in pieces) if piece]
        # Where a piece has shown its language, the whole need not be asked.
        whole = prose[:_READ] if foreign or not any(pieces) else ""
        found = known.other_than(code, whole) if _letters(whole) >= _LONG_TEXT else None
        if found:
            names = {"name": languages[found].name, "own": languages[code].name}
            yield text.fault(code, say("mixed.text", language=code, other=found, **names))
        else:
            for piece, other in foreign:
                names = {"name": languages[other].name, "own": languages[code].name}
                words = _shown(raw[slice(*piece.span())])
                yield text.fault(code, say("mixed.sentence", words=words, language=code, **names), piece.end())


def _lines(prose: str) -> Iterator[re.Match[str]]:
    return (line for line in _LINE.finditer(prose) if _letters(line[0]) >= _LONG_SENTENCE)


def _pieces(line: re.Match[str]) -> list[re.Match[str]]:
    """Each sentence that is long enough to show its language; then the line, where others are too short for it."""
    sentences = list(_SENTENCE.finditer(line.string, *line.span()))
    long = [sentence for sentence in sentences if _letters(sentence[0]) >= _LONG_SENTENCE]
    return long if len(long) == len(sentences) else [*long, line]


def _foreign(pieces: Sequence[re.Match[str]], code: str, known: Languages) -> tuple[re.Match[str], str] | None:
    """The first piece of a line that is in another language, and that language."""
    return next(((piece, found) for piece in pieces if (found := known.other_than(code, piece[0]))), None)


def _shown(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"


def _letters(prose: str) -> int:
    return sum(map(str.isalpha, prose))
