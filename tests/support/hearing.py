"""The same recogniser with other thresholds."""

from __future__ import annotations

from copy import copy

from bot.core.scoring.thresholds import Thresholds
from bot.core.understanding.crisis import Recogniser


def with_thresholds(recogniser: Recogniser, thresholds: Thresholds) -> Recogniser:
    """A copy: the one that all tests share stays as it is."""
    other = copy(recogniser)
    other.thresholds = thresholds
    return other
