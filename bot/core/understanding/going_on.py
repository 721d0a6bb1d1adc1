"""Whether a question goes on with what was just shown: a logistic curve.

Its weights are learned from dialogues (`FollowUpWeights`). It sees the question ranked after what was shown and by
itself.
"""

from __future__ import annotations

from math import exp, log
from operator import mul
from typing import NamedTuple

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
        return 1 / (1 + exp(-sum(map(mul, self, self.figures(after, alone)))))


def _log_odds(probability: float) -> float:
    """Bounded, so that no figure outweighs all others."""
    return max(-_MOST_ODDS, min(_MOST_ODDS, log(max(probability, _NEVER_ZERO) / max(1 - probability, _NEVER_ZERO))))
