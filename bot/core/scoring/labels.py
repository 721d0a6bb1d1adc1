"""What the labels of the learned model stand for: each is an entry by its id, a crisis class, or one of two others."""

from __future__ import annotations

from collections.abc import Container, Sequence

NO_ENTRY = "none"
"""Texts that no entry answers."""
CRISIS_PREFIX = "crisis."
"""Stands before the id of a crisis class."""
QUIET = "quiet"
"""What is calm and says no more: follow-ups by themselves, and what another knowledge answers."""


def is_live(label: str, entries: Container[str]) -> bool:
    """Whether it stands for something that a text can be: not `QUIET`, nor an entry that is gone since the fit."""
    return label in entries or label == NO_ENTRY or label.startswith(CRISIS_PREFIX)


def indexes_of_crises(labels: Sequence[str]) -> range:
    """Where the crisis classes stand: side by side, since labels are learned in alphabetical order."""
    indexes = [index for index, label in enumerate(labels) if label.startswith(CRISIS_PREFIX)]
    return range(indexes[0], indexes[-1] + 1) if indexes else range(0)
