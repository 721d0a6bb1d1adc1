"""Likeness of a text to the nearest of many lines that are all of one kind: k nearest neighbours.

A linear model draws one border around all that no entry answers, and around each kind of distress; what lies close to
single lines beyond that border is better told by these lines themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from heapq import heapreplace
from typing import Any

from bot.core.knowledge import Knowledge
from bot.core.scoring.features import Vector
from bot.core.scoring.inverted import InvertedIndex, Telling
from bot.core.scoring.rarity import Rarity

_LINES = 3
"""Lines whose mean likeness counts."""
_COMMONEST = 1_000
"""Features shared by more lines than this tell nothing, and would take most of the time."""
_FOLLOWED, _DECISIVE = 6, 3
"""How many features of a text are followed, and how many of them, the most telling, count so much that a near line must
share one.
"""


def unanswered_lines(knowledge: Knowledge) -> list[str]:
    """What no entry answers, the calm lines beside the cries for help among it."""
    listed = [crisis.near_misses for crisis in knowledge.crisis.values()] + [knowledge.out_of_scope]
    return [line for by_language in listed for lines in by_language.values() for line in lines]


class Neighbours:
    """Lines of one kind."""

    def __init__(self, index: InvertedIndex | None = None) -> None:
        self._index = InvertedIndex() if index is None else index

    @classmethod
    def of(cls, vectors: Iterable[Vector], rarity: Rarity) -> Neighbours:
        """`vectors` are the raw features of the lines."""
        index = InvertedIndex()
        for vector in vectors:
            index.add(vector, rarity)
        index.close(_COMMONEST)
        return cls(index)

    def likeness(self, text: Telling) -> float:
        """Mean cosine to the nearest lines by what tells most, 0 to 1.

        A line of many words is at most about half like itself: only some of its words are followed.
        """
        norms = self._index.norms
        followed = self._index.postings(text, _FOLLOWED)
        totals: dict[int, float] = {}
        total_of = totals.get
        for lines, weight in followed[:_DECISIVE]:
            for line in lines:
                totals[line] = total_of(line, 0.0) + weight
        for lines, weight in followed[_DECISIVE:]:
            for line in totals.keys() & lines:
                totals[line] += weight
        nearest = [0.0] * _LINES  # a heap, the least of them first
        for line, total in totals.items():
            likeness = total / norms[line]
            if likeness > nearest[0]:
                heapreplace(nearest, likeness)
        return sum([min(1.0, likeness) for likeness in sorted(nearest, reverse=True)]) / _LINES

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Neighbours:
        """Raises KeyError, TypeError or ValueError where `data` is not what `to_data` gave."""
        return cls(InvertedIndex.from_data(data))

    def to_data(self) -> dict[str, Any]:
        return self._index.to_data()
