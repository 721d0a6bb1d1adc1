"""The sign that a whole message shows by what was learned from the examples of the crisis classes."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from bot.core.crisis_classes import DANGER
from bot.core.scoring.reading import Reading
from bot.core.scoring.thresholds import Thresholds
from bot.core.understanding.distress.addressing import Addressing
from bot.core.understanding.distress.sign import Sign
from bot.core.understanding.message import Message
from bot.core.understanding.openers import Openers

_MOST_RAISED = 4.0
"""The nearest lines were never seen to raise an alarm by more than this; what would need more is not looked at."""
_ONE_WORD = 1.2
"""Alarm from which one short word brings help first: "now" or "he" may be said of anything."""
_SHORT_WORD = 8
"""Letters of such a word at most."""
_OF_SO_FEW = {2: 0.0, 3: -0.5}
"""Alarm from which a message of so many words brings help first: "the house?" or "address please" say little."""


class LearnedSigns:
    """Finds them by the thresholds that were learned."""

    def __init__(self, thresholds: Thresholds, openers: Openers, addressing: Addressing) -> None:
        self.thresholds = thresholds
        self._openers, self._addressing = openers, addressing

    def sign_in(self, message: Message) -> Sign | None:
        whole = self.whole_of(message)
        if not whole.crisis or whole.alarm < self.thresholds.faintest - _MOST_RAISED:
            return None
        alarm = self.corrected(whole)
        level = self.thresholds.level(whole.crisis, alarm)
        if level == "first" and alarm < _least_of_few(whole.evidence.words, whole.crisis):
            level = "soft"
        return Sign(self._addressing.by_learning(whole, alarm, message), level, "learned", alarm) if level else None

    def whole_of(self, message: Message) -> Reading:
        """The reading of a message, or of what stands behind the greeting with which it begins where that alarms more:
        it is as good as a message.
        """
        behind = self._openers.behind_greeting(message.words)
        louder = message.read_if_loud(behind, message.whole.alarm) if len(behind) > 1 else None
        return louder or message.whole

    def corrected(self, reading: Reading) -> float:
        """The alarm of a reading, corrected by the nearest cries for help and the nearest lines that are none."""
        return reading.alarm + self.thresholds.correction.of(reading.likeness_to_cries, reading.likeness_to_unanswered)

    def corrected_at_most(self, reading: Reading) -> float:
        """The most that `corrected` can give, whatever the nearest calm lines are; to find those, too, would take twice
        as long.
        """
        of, cries = self.thresholds.correction.of, reading.likeness_to_cries
        return reading.alarm + max(of(cries, 0.0), of(cries, 1.0))


def _least_of_few(words: Sequence[str], crisis: str) -> float:
    """The alarm from which so few words bring help first; who is in danger may have no time for a third one."""
    if len(words) == 1:
        return _ONE_WORD if len(words[0]) <= _SHORT_WORD else -inf
    return -inf if crisis == DANGER else _OF_SO_FEW.get(len(words), -inf)
