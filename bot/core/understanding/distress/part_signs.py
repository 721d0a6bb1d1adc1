"""The sign that a part of a message shows by what was learned: beside a question about the event, or in the middle of a
story, a cry for help drowns in the whole.

Every part is judged by one curve, whatever stands around it: it counts the more, the nearer the whole comes to an
alarm, and the more of the message it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf, log

from bot.core.scoring.near_misses import NearMisses
from bot.core.scoring.reading import Reading
from bot.core.scoring.thresholds import PartFigures, Thresholds
from bot.core.understanding.distress.addressing import Addressing
from bot.core.understanding.distress.learned_signs import LearnedSigns
from bot.core.understanding.distress.sign import Sign, louder
from bot.core.understanding.message import Message, Words

_PART_RAISED = 1.5
"""By how much the nearest lines raise the alarm of a part at most."""
_FAINTEST = -1.5
"""Alarm by itself below which a part tells nothing."""
_QUIETEST = -6.0
"""Alarm of the whole below which it tells nothing more of its parts."""
_LONGEST_WHOLE = 40
"""Words of a message from which a part of it counts no less: few that were learned from are longer."""


class PartSigns:
    """`learned_signs` tells what the alarm of a reading comes to."""

    def __init__(
        self, thresholds: Thresholds, near_misses: NearMisses, learned_signs: LearnedSigns, addressing: Addressing
    ) -> None:
        self._curve, self._near_misses = thresholds.parts, near_misses
        self._learned_signs, self._addressing = learned_signs, addressing

    def loudest_of(self, message: Message) -> Sign | None:
        """The loudest sign of a part."""
        return louder(*(self._sign_of(part, around, message) for part, around in self._parts_of(message)))

    def figures_of(self, message: Message) -> list[PartFigures]:
        """What the curve is learned from: those of every part that alarms at all."""
        parts = ((self._reading_of(part, _FAINTEST, message), around) for part, around in self._parts_of(message))
        figures = (around._replace(own=self._learned_signs.corrected(part)) for part, around in parts if part)
        return [part for part in figures if part.own >= _FAINTEST]

    def _sign_of(self, part: Words, around: PartFigures, message: Message) -> Sign | None:
        least = max(_FAINTEST, self._curve.least_own(around))
        reading = self._reading_of(part, least, message)
        own = self._learned_signs.corrected(reading) if reading else -inf
        if reading is None or own < least:
            return None
        alarm = self._curve.alarm(around._replace(own=own))
        level = self._curve.level(alarm)
        return Sign(self._addressing.by_learning(reading, own, message), level, "part", alarm) if level else None

    def _reading_of(self, part: Words, least: float, message: Message) -> Reading | None:
        """What a part says; None where its alarm is surely fainter than `least`, once it is corrected."""
        reading = message.read_if_loud(part, least - _PART_RAISED)
        if reading is None or not reading.crisis or self._learned_signs.corrected_at_most(reading) < least:
            return None
        return reading

    def _parts_of(self, message: Message) -> Iterator[tuple[Words, PartFigures]]:
        """Each part with what tells of it before it is read; none that is known to be calm."""
        whole = max(_QUIETEST, self._learned_signs.corrected(self._learned_signs.whole_of(message)))
        longest = min(_LONGEST_WHOLE, len(message.all_words))
        for part in message.parts:
            if part not in self._near_misses:
                yield part, PartFigures(0.0, whole, log(min(1.0, len(part) / longest)))
