"""The sign that a part of a message shows by what was learned: beside a question about the event, or in the middle of a
story, a cry for help drowns in the whole.
"""

from __future__ import annotations

from bot.core.crisis_classes import DANGER, DISTRESS, GRAVE, OTHER, SUICIDE_OTHER
from bot.core.scoring.near_misses import NearMisses
from bot.core.scoring.reading import Reading
from bot.core.understanding.courtesies import is_courtesy
from bot.core.understanding.distress.addressing import Addressing
from bot.core.understanding.distress.learned_signs import ONE_WORD, LearnedSigns
from bot.core.understanding.distress.sign import Sign, louder
from bot.core.understanding.matching import Match, Matcher, Suggestions
from bot.core.understanding.message import Message, Words

_FIRST_FROM = -0.5
"""Alarm from which one half of a message brings help first where the other half is a question about the event: of a
cry nearly all do, and of calm questions hardly any (`benchmarks/tried.md`).
"""
_FIRST_FROM_IF_VAGUE = 0.0
"""The same for classes that say least: "and I have no idea" beside a question tells only that its author does not know.
A cry of these classes that stays below it brings the soft line all the same.
"""
_SOFT_FROM = -1.3
"""Alarm from which such a half brings one soft line."""
_RAISED = 1.5
"""By how much the nearest lines raise the alarm of a part at most."""
_VAGUE = frozenset((DISTRESS, OTHER, SUICIDE_OTHER))
_BESIDE_ANYTHING_IF_GRAVE, _BESIDE_ANYTHING = 0.5, 2.0
"""Alarm from which a half counts beside anything else, of a grave class and of the others: "how long is it, he has a
gun".
"""
_IN_A_STORY_IF_GRAVE, _IN_A_STORY = 1.0, 1.5
"""Alarm from which a passage counts wherever it stands: "we moved in may, he chokes me, the flat is new"."""
_FEWEST_WORDS_IN_A_STORY = 4
"""A passage of fewer words says too little: "a lot", "then what" are alarming anywhere."""
_FEW_WORDS_OF_HALF = 2
"""A half of no more words must alarm as much as one word by itself: "tell me please" may be said of anything."""


class PartSigns:
    """`matcher` tells whether the other half is about the event, `learned_signs` what an alarm comes to."""

    def __init__(
        self, matcher: Matcher, near_misses: NearMisses, learned_signs: LearnedSigns, addressing: Addressing
    ) -> None:
        self._matcher, self._near_misses = matcher, near_misses
        self._learned_signs, self._addressing = learned_signs, addressing

    def loudest_of(self, message: Message) -> Sign | None:
        """The loudest sign of a part."""
        return louder(self._of_halves(message), *(self._of_passage(message, part) for part in message.passages))

    def _of_passage(self, message: Message, passage: Words) -> Sign | None:
        """The sign of some pieces of a message, where it counts whatever stands around them."""
        if len(passage) < _FEWEST_WORDS_IN_A_STORY:
            return None
        sign = self._of_part(message, passage, _IN_A_STORY_IF_GRAVE)
        least = _IN_A_STORY_IF_GRAVE if sign and sign.crisis in GRAVE else _IN_A_STORY
        return sign if sign and sign.alarm >= least else None

    def _of_halves(self, message: Message) -> Sign | None:
        """The loudest sign of one half; where the other is no clear question about the event, it must be louder."""
        joined = [halves for halves in message.cuts if halves.joint != "none"]
        pairs = [(h.second, h.first) for h in joined] + [(h.first, h.second) for h in joined if len(h.first) > 1]
        return louder(*(self._of_half_beside(message, half, other) for half, other in pairs))

    def _of_half_beside(self, message: Message, half: Words, other: Words) -> Sign | None:
        """The sign of a half, where it counts beside the other one."""
        sign = self._of_part(message, half, ONE_WORD if len(half) <= _FEW_WORDS_OF_HALF else _SOFT_FROM)
        if sign and (_counts_beside_anything(sign, half) or self._is_of_the_event(message.read(other))):
            return sign
        return None

    def _of_part(self, message: Message, part: Words, least: float) -> Sign | None:
        """The sign of a part that alarms at least so much."""
        if part in self._near_misses:
            return None
        reading = message.read_if_loud(part, least - _RAISED)
        if reading is None or not reading.crisis or self._learned_signs.corrected_at_most(reading) < least:
            return None
        alarm = self._learned_signs.corrected(reading)
        if alarm < least:
            return None
        crisis = self._addressing.by_learning(reading, alarm, message)
        first_from = _FIRST_FROM_IF_VAGUE if crisis in _VAGUE else _FIRST_FROM
        return Sign(crisis, "first" if alarm >= first_from else "soft", "part", alarm)

    def _is_of_the_event(self, half: Reading) -> bool:
        """Whether that is clearly what it asks."""
        outcome = self._matcher.match_reading(half)
        if not isinstance(outcome, Match) or is_courtesy(outcome):
            return False
        return not self._matcher.entries[outcome.entry].sensitive

    def may_ask_of_event(self, question: Reading) -> bool:
        """Whether that is all that it may ask, however unsure."""
        outcome = self._matcher.match_reading(question)
        if isinstance(outcome, Suggestions):
            return not any(self._matcher.entries[entry].sensitive for entry in outcome.entries)
        return self._is_of_the_event(question)


def _counts_beside_anything(sign: Sign, half: Words) -> bool:
    """Whether it is so loud; so few words as "feel better" must be louder, unless they tell of danger."""
    is_grave = sign.crisis == DANGER or (sign.crisis in GRAVE and len(half) > _FEW_WORDS_OF_HALF)
    return sign.alarm >= (_BESIDE_ANYTHING_IF_GRAVE if is_grave else _BESIDE_ANYTHING)
