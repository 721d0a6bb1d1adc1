"""Entries that were added after the last fit, each represented by its pooled phrases alone (Rocchio's method, 1971).

In a folder that was never fitted every entry is found this way, and so are entries that came in such numbers that
learning each of them (`newcomers.py`) would take too long; the weights of those that were learned lie here, too.
However many entries there are, the work for one question stays bounded: its rarest features are followed first, and the
commonest, which tell least, are left out once enough entries were met.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import nlargest
from math import sqrt

from bot.core.scoring.features import Vector
from bot.core.scoring.rarity import Rarity

STRONGEST, STRONGEST_LEARNED = 250, 2_000
"""Features that are kept of one centroid, and of one entry that was learned."""
MOST_MET = 6_000
"""Entries that the features of one question may point to, all together."""
_SLOPE, _OFFSET = 30.0, 0.0
"""Bring a cosine (0 to 1) onto the scale of learned margins."""


class Centroids:
    """`add` all, then ask."""

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity
        self._labels: list[str] = []
        self._offsets: list[float] = []
        self._numbers: dict[str, array[int]] = {}
        self._weights: dict[str, array[float]] = {}

    def add(self, label: str, samples: Iterable[Vector]) -> None:
        total: defaultdict[str, float] = defaultdict(float)
        for raw in samples:
            for feature, x in self._rarity.normalised(raw).items():
                total[feature] += x
        length = sqrt(sum(x * x for x in total.values())) or 1.0
        strongest = nlargest(STRONGEST, total.items(), key=lambda item: item[1])
        self.add_weights(label, _OFFSET, {feature: _SLOPE * x / length for feature, x in strongest})

    def add_weights(self, label: str, offset: float, weights: Mapping[str, float]) -> None:
        """Adds a label by the weights that were learned of an entry."""
        for feature, weight in nlargest(STRONGEST_LEARNED, weights.items(), key=lambda item: abs(item[1])):
            self._numbers.setdefault(feature, array("I")).append(len(self._labels))
            self._weights.setdefault(feature, array("f")).append(weight)
        self._labels.append(label)
        self._offsets.append(offset)

    def margins(self, raw: Vector) -> dict[str, float]:
        """The margins of the entries that were met by following the question's features."""
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
        return {self._labels[number]: self._offsets[number] + total for number, total in totals.items()}

    def _rarest_first(self, question: Mapping[str, float]) -> list[tuple[str, float]]:
        known = [item for item in question.items() if item[0] in self._numbers]
        return sorted(known, key=lambda item: len(self._numbers[item[0]]))
