"""Whether a question goes on with what was just shown, or stands by itself: two logistic curves.

Their weights are learned from dialogues (`FollowUpWeights`). Both see the question ranked after what was shown and by
itself; each gives the probability that its own first candidate is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log
from operator import mul
from typing import NamedTuple

from bot.core.entry_ids import is_of_courtesies
from bot.core.understanding.matching import Ranking

_NEVER_ZERO = 1e-9
"""Stands for no doubt and for no odds."""
_MOST_ODDS = 9.0
"""Logarithm of those of .9999; unbounded, one figure of certainty would outweigh all others."""


class GoesOn(NamedTuple):
    """What each figure adds to the log odds that the first candidate after what was shown is meant."""

    constant: float
    word: float
    nearest: float
    """Likeness of that candidate's nearest phrase, 0 to 1."""
    after: float
    """Log odds of the first candidate after what was shown, and by itself."""
    alone: float
    unanswered: float
    """Likeness to the nearest lines that no entry answers, 0 to 1."""
    known: float
    """Share of known words, 0 to 1."""

    @staticmethod
    def figures(after: Ranking, alone: Ranking) -> tuple[float, ...]:
        """In the order of the fields; of a question that has candidates."""
        return (
            1.0,
            float(len(alone.evidence.words)),
            after.candidates[0].nearest,
            _log_odds(after.probability),
            _log_odds(alone.probability),
            alone.unanswered,
            alone.known,
        )

    def probability(self, after: Ranking, alone: Ranking) -> float:
        return _probability(self, self.figures(after, alone))


class StandsAlone(NamedTuple):
    """What each figure adds to the log odds that the first candidate by itself is meant, whatever was shown."""

    constant: float
    word: float
    nearest: float
    alone: float
    after: float
    unanswered: float
    known: float
    same: float
    """Whether the first candidate after what was shown is the same one."""
    courtesy: float
    """Whether it greets, thanks or the like."""
    names_another: float
    """Whether the question names a person, a film or a city other than the one shown."""
    shown_again: float
    """Whether the first candidate after what was shown is the very entry shown."""

    @staticmethod
    def figures(after: Ranking, alone: Ranking, shown: str, *, names_another: bool) -> tuple[float, ...]:
        """In the order of the fields; of a question that has candidates."""
        own, other = alone.candidates[0], after.candidates[0]
        return (
            1.0,
            float(len(alone.evidence.words)),
            own.nearest,
            _log_odds(alone.probability),
            _log_odds(after.probability),
            alone.unanswered,
            alone.known,
            float(own.entry == other.entry),
            float(is_of_courtesies(own.entry)),
            float(names_another),
            float(other.entry == shown),
        )

    def probability(self, after: Ranking, alone: Ranking, shown: str, *, names_another: bool) -> float:
        return _probability(self, self.figures(after, alone, shown, names_another=names_another))


def _probability(weights: Sequence[float], figures: Sequence[float]) -> float:
    return 1 / (1 + exp(-sum(map(mul, weights, figures))))


def _log_odds(probability: float) -> float:
    """Bounded, so that no figure outweighs all others."""
    return max(-_MOST_ODDS, min(_MOST_ODDS, log(max(probability, _NEVER_ZERO) / max(1 - probability, _NEVER_ZERO))))
