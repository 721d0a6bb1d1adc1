"""Which signs of distress count in a calm talk.

A sign is about one text alone; what was shown before, and how plainly the text asks for something, tells whether it
counts. Just after help nobody is calm (`heeding.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

from bot.core.crisis_classes import DANGER, GRAVE, STALKING
from bot.core.knowledge import Entry
from bot.core.limits import CLEAR
from bot.core.understanding.distress.sign import Sign
from bot.core.understanding.matching import Match, NoMatch, Outcome, is_word_for_word

_LOUD_ALARM = 0.5
"""Alarm that neither a clear question nor a calm talk outweighs; were it higher, a question would hide what is told
beside it.
"""
_PLAIN_ALARM = 2.0
"""Alarm that no phrase of an entry outweighs, since somebody may have taught a cry for help to it."""
_FAINT_ALARM = -0.5
"""Alarm that counts in a follow-up of a few words, which can already tell that something happens."""
_VERY_FEW_WORDS, _FEW_WORDS = 3, 5
"""Words of a follow-up that may be calm for what was shown before: more of them speak for themselves."""
_SAYS_IT_ALL = 0.85
"""Likeness to a phrase about the event from which a whole message is that phrase, so that no part of it is a cry; none
of 2,700 cries beside a question is so like one.
"""
_SOMEBODY_IS_NEAR = frozenset((DANGER, STALKING))
"""Classes of messages that say that somebody is near."""


class CalmTalk:
    """Judges by the entries of one knowledge."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries

    def heeded(self, sign: Sign, outcome: Outcome, shown: Entry | None, *, asks: bool = False) -> Sign | None:
        """The sign as it counts after what was shown; None where the question is calm.

        `asks`: whether the text is worded as a question.
        """
        if not self._is_calm(sign, outcome, shown, asks=asks):
            return sign
        is_suppressed = _follows(outcome) and (asks or sign.crisis not in GRAVE)
        return None if is_suppressed else sign._replace(level="soft")

    def _is_calm(self, sign: Sign, outcome: Outcome, shown: Entry | None, *, asks: bool) -> bool:
        """A question that is clearly about the event outweighs a faint alarm; nothing outweighs a loud one.

        `shown`: what a few words may continue, even where it is unclear how.
        """
        if sign.is_outright:
            return False
        if sign.found_by == "part":  # the question beside it is no reason for calm, but a phrase that says both is
            return sign.alarm < _PLAIN_ALARM and self._is_nearly_a_phrase_of_the_event(outcome)
        if asks and self._asks_who_is_near(sign, outcome, shown):
            return True
        if isinstance(outcome, NoMatch) and sign.crisis in GRAVE:
            return False  # nothing outweighs it
        if _tells_who_is_near(sign, asks=asks) and (not is_word_for_word(outcome) or _follows(outcome)):
            return False  # "he came in" leans on no film that was shown
        if not isinstance(outcome, Match) or outcome.follows:
            return shown is not None and sign.alarm < _suppressed_below(len(outcome.ranking.evidence.words))
        if self._entries[outcome.entry].sensitive:
            return sign.alarm < _PLAIN_ALARM and is_word_for_word(outcome)
        return sign.alarm < _LOUD_ALARM and outcome.ranking.probability >= CLEAR

    def _is_nearly_a_phrase_of_the_event(self, outcome: Outcome) -> bool:
        if not isinstance(outcome, Match) or outcome.follows or self._entries[outcome.entry].sensitive:
            return False
        return outcome.ranking.candidates[0].nearest >= _SAYS_IT_ALL

    def _asks_who_is_near(self, sign: Sign, outcome: Outcome, shown: Entry | None) -> bool:
        """Whether it asks after somebody in a talk about the event: "is he here?" of a speaker."""
        if shown is None or self._entries[shown.id].sensitive or sign.alarm >= _PLAIN_ALARM:
            return False
        return sign.crisis in _SOMEBODY_IS_NEAR and len(outcome.ranking.evidence.words) <= _VERY_FEW_WORDS


def _tells_who_is_near(sign: Sign, *, asks: bool) -> bool:
    """Whether it says that somebody came or is here; "and when did he come?" asks about the person who was shown."""
    return sign.comes_first and sign.crisis in _SOMEBODY_IS_NEAR and not asks


def _follows(outcome: Outcome) -> bool:
    return isinstance(outcome, Match) and outcome.follows


def _suppressed_below(count: int) -> float:
    """The alarm that a follow-up of so many words must reach to be more than the continuation of a calm talk."""
    return _LOUD_ALARM if count <= _VERY_FEW_WORDS else _FAINT_ALARM if count <= _FEW_WORDS else -inf
