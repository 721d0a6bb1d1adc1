"""The crisis classes by their ids: which weighs most, and those of which the program does something of its own."""

from __future__ import annotations

DANGER, CHILD, SUICIDE, SUICIDE_OTHER, SEXUAL = "danger", "child", "suicide", "suicide_other", "sexual"
DISCLOSURE, STALKING, PERPETRATOR = "disclosure", "stalking", "perpetrator"
OTHER = "other"
"""Of whoever fears for somebody else."""
DISTRESS = "distress"
"""Its neutral words come after a safe word, and wherever the words of another class might not be meant."""
CALM = "calm"
"""No distress: it holds only near misses."""

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
"""Classes in which a miss weighs most: for them a fainter alarm is enough."""
