"""The ids of the crisis classes that the program treats in a way of its own, and which class weighs most."""

from __future__ import annotations

DANGER, CHILD, SUICIDE, SUICIDE_OTHER, SEXUAL = "danger", "child", "suicide", "suicide_other", "sexual"
DISCLOSURE, STALKING, PERPETRATOR = "disclosure", "stalking", "perpetrator"
OTHER = "other"
"""The class of somebody who fears for another person."""
DISTRESS = "distress"
"""Its neutral words answer a safe word, and stand in wherever the words of another class may not be meant."""
CALM = "calm"
"""No distress: it holds near misses, and rules for what sounds of it and is none."""

WEIGHTIEST_FIRST = (
    DANGER,
    CHILD,
    SUICIDE,
    SUICIDE_OTHER,
    SEXUAL,
    DISCLOSURE,
    STALKING,
    OTHER,
    PERPETRATOR,
    DISTRESS,
)
"""Which class wins where several apply: life first, then the least protected."""
GRAVE = frozenset((DANGER, CHILD, SUICIDE, SUICIDE_OTHER, SEXUAL))
"""Classes in which a miss weighs most: a larger share of their cries must bring help first."""
