"""From which probability a question is answered, and from which alarm help comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from bot.core.crisis_classes import GRAVE
from bot.core.scoring.margins import probability_of

SIGNALS = 8
"""How many figures the probability of a match is computed from."""

Level = Literal["first", "soft"]


class Confidence(NamedTuple):
    """How sure a match is: a fitted curve, and the probabilities from which it answers or is suggested.

    The defaults serve a knowledge that was never fitted.
    """

    intercept: float = -7.0
    weights: tuple[float, ...] = (0.3, 1.2, 2.0, 3.5, 0.2, 0.2, 0.5, -2.0)
    """For the logarithm of its share in all labels, the square root of the lead over the second (of two that are level
    one is as likely as the other, whatever else speaks for them), the nearest phrase, the known share, the margin
    against `none`, the margin itself, the square root of the number of words and the likeness to lines that no entry
    answers."""
    answer: float = 0.55
    suggest: float = 0.2

    def probability(self, signals: Sequence[float]) -> float:
        return probability_of(self.intercept + sum(w * x for w, x in zip(self.weights, signals, strict=True)))

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Confidence:
        """Raises KeyError, TypeError or ValueError where `data` is not what `to_data` gave."""
        weights = tuple(map(float, data["weights"]))
        if len(weights) != SIGNALS:
            raise ValueError("the curve of confidence has another number of weights")
        return cls(float(data["intercept"]), weights, float(data["answer"]), float(data["suggest"]))

    def to_data(self) -> dict[str, Any]:
        return {
            "intercept": self.intercept,
            "weights": list(self.weights),
            "answer": self.answer,
            "suggest": self.suggest,
        }


class Correction(NamedTuple):
    """How an alarm, the logarithm of the odds of a crisis, is corrected by the nearest single lines."""

    cries: float = 0.0
    """What likeness to cries for help adds."""
    unanswered: float = 0.0
    """What likeness to lines that no entry answers takes off."""
    offset: float = 0.0

    def of(self, cries: float, unanswered: float) -> float:
        """What is added to the alarm of a text with these likenesses, 0 to 1."""
        return self.cries * cries - self.unanswered * unanswered + self.offset

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Correction:
        """Raises KeyError, TypeError or ValueError where `data` is not what `to_data` gave."""
        return cls(float(data["cries"]), float(data["unanswered"]), float(data["offset"]))

    def to_data(self) -> dict[str, float]:
        return {"cries": self.cries, "unanswered": self.unanswered, "offset": self.offset}


class PartFigures(NamedTuple):
    """What tells whether a part of a message is a cry for help."""

    own: float
    """Its corrected alarm by itself."""
    whole: float
    """The corrected alarm of the message."""
    share: float
    """The logarithm of its share of the message's words."""


class PartCurve(NamedTuple):
    """How likely a part of a message is a cry for help, and from when it counts: a curve that was fitted on labelled
    messages and on such as were put together of them. The defaults serve a knowledge that was never fitted.
    """

    intercept: float = 2.7
    weights: PartFigures = PartFigures(0.6, 0.5, 0.7)
    first: float = 1.5
    """The logarithm of the odds from which help comes first."""
    soft: float = 0.5

    def alarm(self, figures: PartFigures) -> float:
        """The logarithm of the odds that it is one."""
        return self.intercept + sum(w * x for w, x in zip(self.weights, figures, strict=True))

    def least_own(self, figures: PartFigures) -> float:
        """The alarm of its own from which a part counts at all."""
        return (self.soft - self.alarm(figures._replace(own=0.0))) / self.weights.own

    def level(self, alarm: float) -> Level | None:
        if alarm >= self.first:
            return "first"
        return "soft" if alarm >= self.soft else None

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> PartCurve:
        """Raises KeyError, TypeError or ValueError where `data` is not what `to_data` gave."""
        weights = PartFigures(*map(float, data["weights"]))
        if weights.own <= 0:
            raise ValueError("a part counts the less, the more it alarms")
        return cls(float(data["intercept"]), weights, float(data["first"]), float(data["soft"]))

    def to_data(self) -> dict[str, Any]:
        return {"intercept": self.intercept, "weights": [*self.weights], "first": self.first, "soft": self.soft}


class Thresholds(NamedTuple):
    """The corrected alarms from which help comes first, or in one soft line."""

    grave: float = 0.5
    first: float = 1.0
    soft: float = -1.0
    correction: Correction = Correction()
    parts: PartCurve = PartCurve()

    @property
    def faintest(self) -> float:
        """Below it there is no sign of anything."""
        return min(self.grave, self.first, self.soft)

    def level(self, crisis: str, alarm: float) -> Level | None:
        """Whether help comes first, in one soft line or not at all."""
        if alarm >= (self.grave if crisis in GRAVE else self.first):
            return "first"
        return "soft" if alarm >= self.soft else None

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Thresholds:
        """Raises KeyError, TypeError or ValueError where `data` is not what `to_data` gave."""
        correction, parts = Correction.from_data(data["correction"]), PartCurve.from_data(data["parts"])
        return cls(float(data["grave"]), float(data["first"]), float(data["soft"]), correction, parts)

    def to_data(self) -> dict[str, Any]:
        correction, parts = self.correction.to_data(), self.parts.to_data()
        return {"grave": self.grave, "first": self.first, "soft": self.soft, "correction": correction, "parts": parts}
