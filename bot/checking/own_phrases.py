"""How the matcher treats the knowledge's own phrases and titles: which entry takes whose, and what is never found.

Each phrase is asked as people would ask it. A few are asked of an entry whose phrases are still those of the last
`senim fit`, nearly all of one that has changed since: that is where the news is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from zlib import crc32

from bot.checking.folder import WholeFolder
from bot.checking.texts import Line
from bot.core.knowledge import Entry, Language
from bot.core.understanding.matching import Match, Matcher, finds
from bot.loading.faults import Fault, Note
from bot.loading.folder import Part
from bot.loading.sentences import Fact, say

FEW, MANY = 2, 20
"""Phrases that are asked of an entry in one language: where it is as fitted, and where it has changed since or is in
doubt.
"""
MOST_ASKED = 1_200
"""Questions that one check asks, so that it stays quick however much has changed."""


@dataclass(slots=True)
class Tried:
    """What came of asking one language of an entry."""

    asked: int = 0
    found: int = 0
    """Answered with the entry, or offered among the choices."""
    taken: list[tuple[Line, str]] = field(default_factory=list)
    """Phrases, each with the entry that surely answers it instead."""


def lost_phrases(folder: WholeFolder) -> Iterator[Fault | Note]:
    return PhraseTrial(folder.parts, folder.phrases, folder.matcher).run()


class PhraseTrial:
    """Asks the phrases of one knowledge, and says what came of it."""

    def __init__(self, parts: Sequence[Part], phrases: Sequence[Line], matcher: Matcher) -> None:
        """`phrases` are those of all entries."""
        self._parts, self._matcher = parts, matcher
        self._phrases: dict[tuple[str, Language], list[Line]] = {}
        for phrase in phrases:
            self._phrases.setdefault((phrase.text.owner, phrase.code), []).append(phrase)
        changed = sum(not self._is_fitted(e) for e in matcher.entries.values())
        blocks = max(1, changed * max((len(e.phrases) for e in matcher.entries.values()), default=1))
        self._many = max(FEW, min(MANY, MOST_ASKED // blocks))
        self._learned = frozenset(matcher.reader.model.labels)

    def run(self) -> Iterator[Fault | Note]:
        for part in self._parts:
            for i, model in enumerate(part.model.entries):
                entry = self._matcher.entries[model.id]
                for code in model.phrases:
                    yield from self._judge(part, i, entry, code)
                    yield from self._ask_title(part, i, entry, code)

    def _judge(self, part: Part, i: int, entry: Entry, code: Language) -> Iterator[Fault | Note]:
        phrases = self._phrases.get((entry.id, code), [])
        tried = self._ask(entry, phrases, FEW if self._is_fitted(entry) else self._many)
        if tried.found < tried.asked and tried.asked == FEW:
            tried = self._ask(entry, phrases, MANY)
        line = part.file.line_of(("entries", i, "phrases", code))
        lost: dict[str, Fact] = {"lost": tried.asked - tried.found, "asked": tried.asked, "language": code}
        if self._learned and entry.id not in self._learned:
            if tried.found < tried.asked:
                yield Note(part.file.name, line, entry.id, say("lost.new", **lost), "new entry")
            return
        for phrase, other in tried.taken:
            said = say("phrase.taken", phrase=phrase.line, entry=other)
            yield Note(phrase.text.part.file.name, phrase.number, entry.id, said, "phrase")
        if tried.found * 2 < tried.asked:
            yield Fault(part.file.name, line, entry.id, say("lost.phrases", **lost))

    def _ask(self, entry: Entry, phrases: Sequence[Line], most: int) -> Tried:
        tried = Tried()
        for phrase in _sample(phrases, most):
            outcome = self._matcher.match(phrase.line)
            tried.asked += 1
            tried.found += finds(outcome, entry.id)
            if isinstance(outcome, Match) and outcome.entry != entry.id:
                tried.taken.append((phrase, outcome.entry))
        return tried

    def _ask_title(self, part: Part, i: int, entry: Entry, code: Language) -> Iterator[Note]:
        """People type what they read on a button."""
        outcome = self._matcher.match(entry.title[code])
        if isinstance(outcome, Match) and outcome.entry != entry.id:
            said = say("title.taken", entry=outcome.entry)
            line = part.file.line_of(("entries", i, "title", code))
            yield Note(part.file.name, line, entry.id, said, "title")

    def _is_fitted(self, entry: Entry) -> bool:
        return self._matcher.reader.phrases.holds(entry)


def _sample(phrases: Sequence[Line], most: int) -> list[Line]:
    """The same phrases at every check, spread over all of them."""
    chosen = sorted(range(len(phrases)), key=lambda number: crc32(phrases[number].line.encode()))[:most]
    return [phrases[number] for number in sorted(chosen)]
