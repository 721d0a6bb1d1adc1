"""What the margins of all labels come to: whether they speak for a crisis, and for which; and log odds as probability.

Arithmetic alone: it knows labels by their indexes, and nothing of any text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from math import exp, log
from typing import NamedTuple

_NEVER = -30.0
"""Stands for the logarithm of nothing."""
_TINY = 1e-13
"""Stands for nothing where a logarithm is taken."""
_STEEPEST = 700.0
"""Log odds whose probability is 0 or 1; the exponential of a little more overflows."""
_NEVER_ZERO = 1e-9
"""Stands for no doubt and for no odds."""
_MOST_ODDS = 9.0
"""Logarithm of those of .9999; unbounded, one figure of certainty would outweigh all others."""


class CrisisOdds(NamedTuple):
    alarm: float
    """The logarithm of the odds of a crisis."""
    crisis: int | None
    """The index of the likeliest crisis class; None where none was learned."""
    share: float
    """Of all that speaks for a crisis, what speaks for this class, 0 to 1."""
    whole: float
    """The logarithm of the sum of the exponentials of all margins but those of what is quiet."""


def crisis_odds(margins: Sequence[float], crises: range, quiet: Iterable[int]) -> CrisisOdds:
    """`crises` are the indexes of the crisis classes, `quiet` those of what is calm and says no more."""
    if not margins:  # where nothing was learned and no word is known, nothing speaks for a crisis either
        return CrisisOdds(_NEVER, None, 0.0, log(_TINY))
    top = max(margins)
    powers = [exp(margin - top) for margin in margins]
    alarm = sum(powers[crises.start : crises.stop])
    calm = max(sum(powers) - alarm, _TINY)
    likeliest = max(crises, key=margins.__getitem__, default=None)
    share = 0.0 if likeliest is None else powers[likeliest] / max(alarm, _TINY)
    whole = top + log(max(calm + alarm - sum(powers[index] for index in quiet), _TINY))
    return CrisisOdds(log(max(alarm, _TINY) / calm), likeliest, share, whole)


def most_alarm(crises: Iterable[float], other: float | None) -> float:
    """What the alarm is at most: by the margins of all crisis classes, and of one other label where there is one."""
    return log(sum(map(exp, crises))) - (_NEVER if other is None else other)


def whole_of(margins: Collection[float]) -> float:
    """The logarithm of the sum of their exponentials."""
    top = max(margins, default=0.0)
    return top + log(sum(exp(margin - top) for margin in margins) or 1.0)


def largest_share(margins: Collection[float]) -> float:
    """Of all that these margins speak for, what the largest one does, 0 to 1."""
    top = max(margins)
    return 1 / sum(exp(margin - top) for margin in margins)


def probability_of(log_odds: float) -> float:
    """The logistic curve: people, and thresholds, go by probabilities."""
    return 1 / (1 + exp(-max(-_STEEPEST, min(_STEEPEST, log_odds))))


def log_odds_of(probability: float) -> float:
    """Bounded, so that no figure outweighs all others."""
    return max(-_MOST_ODDS, min(_MOST_ODDS, log(max(probability, _NEVER_ZERO) / max(1 - probability, _NEVER_ZERO))))
