"""Two questions that one message joins without a full stop: "who made it and where can I get help".

A part counts only where it asks by itself and is clear, the second also after what the first one asks: "films and
speakers", "who and when" and "is there a lawyer who is free and kind" are no two questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeGuard

from bot.core.courtesies import is_courtesy
from bot.core.crisis import Recogniser, Sign
from bot.core.follow_up import FollowUps, is_sure_question
from bot.core.matching import Match, Matcher, NoMatch, Outcome
from bot.core.model import Entry
from bot.core.text import any_of, forms_of, words

_MOST_JOINTS, _FEWEST_WORDS, _MOST_WORDS = 5, 2, 30
_CLEARLY, _SURELY = 0.8, 0.95
"""Probability that both parts need where a word joins them, and where only a comma does or nothing at all."""
_LOUD = 0.0
"""Alarm that a half needs beside a question about the event: of 440 cries that drowned before 368 reach it, and three
of a thousand questions.
"""

Pair = tuple[Match, Match]


@dataclass(frozen=True, slots=True)
class _Halves:
    """The parts of a message on both sides of a joint."""

    first: str
    second: str
    joint: str
    by_word: bool

    @property
    def least(self) -> float:
        return _CLEARLY if self.by_word else _SURELY


class Joined:
    """Finds two questions in what looks like one."""

    def __init__(self, matcher: Matcher, follow_ups: FollowUps) -> None:
        self._matcher, self._follow_ups, self._entries = matcher, follow_ups, matcher.entries
        languages = matcher.reader.knowledge.languages.values()
        joining = any_of(word for info in languages for word in info.joining_words)
        beginning = any_of(word for info in languages for word in info.question_words)
        self._joint = re.compile(rf"(?P<word>,? {joining} )|, ?| (?={beginning} )", re.IGNORECASE)
        self._asking = forms_of(word for info in languages for word in (*info.question_words, *info.asking_words))

    def found(self, text: str, outcome: Outcome, shown: Entry | None) -> list[Match]:
        """What both ask, or nothing; what the whole text is taken for (`outcome`) stands first, and is never lost."""
        if isinstance(outcome, NoMatch) or is_courtesy(outcome) or is_sure_question(outcome):
            return []
        taken_for = [outcome.entry] if isinstance(outcome, Match) else outcome.entries
        halves = filter(self._may_be_two, self._halves(text))
        pairs = [pair for both in halves if (pair := self._both(both, shown))]
        fitting = [pair for pair in pairs if any(part.entry in taken_for for part in pair)]
        best = max(fitting, key=lambda pair: min(part.ranking.probability for part in pair), default=())
        return sorted(best, key=lambda part: part.entry != taken_for[0])

    def cry(self, text: str, recogniser: Recogniser) -> Sign | None:
        """The sign of one half where the other asks about the event: there a cry for help drowns."""
        for halves in self._halves(text):
            for said, asked in ((halves.second, halves.first), (halves.first, halves.second)):
                sign = recogniser.heard_in(said, _LOUD)
                if sign and self._is_of_the_event(self._matcher.match(asked)):
                    return sign
        return None

    def _is_of_the_event(self, outcome: Outcome) -> bool:
        """Whether that is what it asks, or the first of what it may ask."""
        if isinstance(outcome, NoMatch) or is_courtesy(outcome):
            return False
        first = outcome.entry if isinstance(outcome, Match) else outcome.entries[0]
        return not self._entries[first].sensitive

    def _both(self, halves: _Halves, shown: Entry | None) -> Pair | None:
        first = self._follow_ups.outcome(halves.first, self._matcher.match(halves.first), shown)
        if not _is_clear(first, halves.least) or not (self._asks(halves.first) or is_sure_question(first)):
            return None
        second = self._second(halves.second, first, shown)
        if not _is_clear(second, halves.least) or second.entry == first.entry:
            return None
        # What is added to a whole question asks even where no word of it does: "is it anonymous and free?"
        added = is_sure_question(second) or (halves.by_word and is_sure_question(first))
        if not (self._asks(halves.second) or added):
            return None
        if not halves.joint and (second.follows or _kind(second) == _kind(first)):
            return None  # "why do women stay with men who hurt them" is one question
        return first, second

    def _second(self, text: str, first: Match, shown: Entry | None) -> Outcome:
        """What the second part asks after the first, or by itself something else of the same thing.

        What it asks by itself of another thing, "and what year was it", it hardly means.
        """
        plain = self._matcher.match(text)
        after = self._follow_ups.outcome(text, plain, self._follow_ups.leading_on(first.entry) or shown)
        if not isinstance(after, Match) or after.entry != first.entry or not _is_clear(plain, _CLEARLY):
            return after
        return plain if self._entries[plain.entry].topic == self._entries[first.entry].topic else after

    def _halves(self, text: str) -> Iterator[_Halves]:
        """Wherever a text may be two questions."""
        if len(words(text)) > _MOST_WORDS:
            return
        for joint in list(self._joint.finditer(text))[:_MOST_JOINTS]:
            first, second = text[: joint.start()], text[joint.end() :]
            if len(words(first)) >= _FEWEST_WORDS and words(second):
                yield _Halves(first, second, joint[0].strip(), bool(joint["word"]))

    def _may_be_two(self, halves: _Halves) -> bool:
        """Seen before anything is matched, which takes longer than all else."""
        return halves.by_word or (self._asks(halves.first) and self._asks(halves.second))

    def _asks(self, text: str) -> bool:
        """Whether a word in it asks."""
        return not self._asking.isdisjoint(words(text))


def _is_clear(outcome: Outcome, least: float) -> TypeGuard[Match]:
    return isinstance(outcome, Match) and not is_courtesy(outcome) and outcome.ranking.probability >= least


def _kind(match: Match) -> str:
    return match.entry.partition(".")[0]
