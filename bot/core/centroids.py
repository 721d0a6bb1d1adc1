"""Entries that came after the learning, each known by the pooled phrases of it alone (Rocchio's method, 1971).

An entry that an editor added this morning is found by its centroid until the next `senim fit`; a folder that was never
fitted is found by nothing else. However many entries there are, the work for one question stays bounded: its rarest
features are followed first, and the commonest, which tell least, are left out once enough entries were met.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from heapq import nlargest
from math import sqrt

from bot.core.weights import Rarity, Vector

STRONGEST = 250
"""Features that are kept of one centroid."""
MOST_MET = 6_000
"""Entries that the features of one question may point to, all together."""
_SLOPE, _OFFSET = 22.0, -4.0
"""Bring a cosine (0 to 1) onto the scale of learned margins."""


class Centroids:
    """`add` all, then ask."""

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity
        self._labels: list[str] = []
        self._numbers: dict[str, array[int]] = {}
        self._weights: dict[str, array[float]] = {}

    def add(self, label: str, samples: Iterable[Vector]) -> None:
        total: Counter[str] = Counter()
        for raw in samples:
            total.update(self._rarity.normalised(raw))
        length = sqrt(sum(x * x for x in total.values())) or 1.0
        for feature, x in nlargest(STRONGEST, total.items(), key=lambda item: item[1]):
            self._numbers.setdefault(feature, array("I")).append(len(self._labels))
            self._weights.setdefault(feature, array("f")).append(x / length)
        self._labels.append(label)

    def __bool__(self) -> bool:
        return bool(self._labels)

    def margins(self, raw: Vector) -> dict[str, float]:
        """Of every entry that shares a feature with the question and was met."""
        if not self._labels:
            return {}
        totals: dict[int, float] = {}
        met = 0
        for feature, x in self._rarest_first(self._rarity.normalised(raw)):
            numbers = self._numbers[feature]
            met += len(numbers)
            if met > MOST_MET and totals:
                break
            for number, weight in zip(numbers, self._weights[feature], strict=True):
                totals[number] = totals.get(number, 0.0) + weight * x
        return {self._labels[number]: _OFFSET + _SLOPE * total for number, total in totals.items()}

    def _rarest_first(self, question: Mapping[str, float]) -> list[tuple[str, float]]:
        known = [item for item in question.items() if item[0] in self._numbers]
        return sorted(known, key=lambda item: len(self._numbers[item[0]]))
