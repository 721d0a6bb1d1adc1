"""Whether a question goes on with what was just shown: a logistic curve.

Its weights are learned from dialogues (`FollowUpWeights`). It sees the question ranked after what was shown and by
itself.
"""

from __future__ import annotations

from operator import mul
from typing import NamedTuple

from bot.core.scoring.margins import log_odds_of, probability_of
from bot.core.understanding.matching import Ranking


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
        """The figures that the fields are multiplied with, in their order; `after` must have candidates."""
        return (
            1.0,
            float(len(alone.evidence.words)),
            after.candidates[0].nearest,
            log_odds_of(after.probability),
            log_odds_of(alone.probability),
            alone.unanswered,
            alone.known,
        )

    def probability(self, after: Ranking, alone: Ranking) -> float:
        return probability_of(sum(map(mul, self, self.figures(after, alone))))
