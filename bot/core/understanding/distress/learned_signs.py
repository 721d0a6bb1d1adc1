"""The sign that a whole message shows by what was learned from the examples of the crisis classes.

The loudest part of a message counts, so that nothing drowns in a long question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import inf

from bot.core.crisis_classes import DANGER
from bot.core.limits import PLAIN_RUN
from bot.core.scoring.near_misses import NearMisses
from bot.core.scoring.reading import Reading
from bot.core.scoring.thresholds import Thresholds
from bot.core.understanding.courtesies import Greetings
from bot.core.understanding.distress.addressing import Addressing
from bot.core.understanding.distress.sign import Sign
from bot.core.understanding.message import Message, Words

PLAIN_CLAUSE = 4.0
"""Alarm from which a clause counts by itself."""
_OF_PARTS = 0.7
"""By how much the alarm of a sentence counts less than that of a message: one of many is easily misread."""
_MOST_RAISED = 4.0
"""The nearest lines were never seen to raise an alarm by more than this; what would need more is not looked at."""
ONE_WORD = 1.2
"""Alarm from which one short word brings help first: "now" or "he" may be said of anything."""
_SHORT_WORD = 8
"""Letters of such a word at most."""
_OF_SO_FEW = {2: 0.0, 3: -0.5}
"""Alarm from which a message of so many words brings help first: "the house?" or "address please" say little."""


class LearnedSigns:
    """Finds them by the thresholds that were learned; a clause that holds one of the `negations` denies it."""

    def __init__(
        self,
        thresholds: Thresholds,
        near_misses: NearMisses,
        negations: frozenset[str],
        greetings: Greetings,
        addressing: Addressing,
    ) -> None:
        self.thresholds = thresholds
        self._near_misses, self._negations = near_misses, negations
        self._greetings, self._addressing = greetings, addressing

    def sign_in(self, message: Message) -> Sign | None:
        loudest = self.loudest(message)
        if not loudest.crisis or loudest.alarm < self.thresholds.faintest - _MOST_RAISED:
            return None
        alarm = self.corrected(loudest)
        level = self.thresholds.level(loudest.crisis, alarm)
        if level == "first" and alarm < _least_of_few(loudest.evidence.words, loudest.crisis):
            level = "soft"
        return Sign(self._addressing.by_learning(loudest, alarm, message), level, "learned", alarm) if level else None

    def loudest(self, message: Message) -> Reading:
        """The reading of a message, or of the part of it that alarms most."""
        loudest = message.whole
        for part, least, less in self._parts_of(message):
            reading = message.read_if_loud(part, max(least, loudest.alarm + less))
            if reading:
                loudest = replace(reading, alarm=reading.alarm - less)
        return loudest

    def corrected(self, reading: Reading) -> float:
        """The alarm of a reading, corrected by the nearest cries for help and the nearest lines that are none."""
        return reading.alarm + self.thresholds.correction.of(reading.likeness_to_cries, reading.likeness_to_unanswered)

    def corrected_at_most(self, reading: Reading) -> float:
        """The most that `corrected` can give, whatever the nearest calm lines are; to find those, too, would take twice
        as long.
        """
        of, cries = self.thresholds.correction.of, reading.likeness_to_cries
        return reading.alarm + max(of(cries, 0.0), of(cries, 1.0))

    def _parts_of(self, message: Message) -> Iterator[tuple[Words, float, float]]:
        """Each part with the alarm from which it counts, and by how much it counts less than a whole message.

        What stands behind a greeting is as good as a message. What a clause or a run denies ("... he does not beat
        me") is weighed only as part of the whole.
        """
        behind = self._greetings.behind(message.words)
        if len(behind) > 1:
            yield behind, -inf, 0.0
        for sentence in message.sentences:
            if sentence not in self._near_misses:
                yield sentence, -inf, _OF_PARTS
        for parts, least in (message.clauses, PLAIN_CLAUSE), (message.runs, PLAIN_RUN):
            yield from ((part, least, 0.0) for part in parts if self._negations.isdisjoint(part))


def _least_of_few(words: Sequence[str], crisis: str) -> float:
    """The alarm from which so few words bring help first; who is in danger may have no time for a third one."""
    if len(words) == 1:
        return ONE_WORD if len(words[0]) <= _SHORT_WORD else -inf
    return -inf if crisis == DANGER else _OF_SO_FEW.get(len(words), -inf)
