"""A sparse linear model: how much each feature speaks for or against each label.

It is learned elsewhere (`bot.fitting`) and only read here. Labels that came after the learning, an entry that an
editor added this morning, get the weights of their phrases' centroid until the next fit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log, sqrt
from typing import Any

from bot.core.features import PAIR

SCALE = 64
"""Stored weights are whole numbers, this many to one."""
_CENTROID_SLOPE, _CENTROID_OFFSET = 4.0, -1.6
"""Bring a centroid's cosine (0 to 1) onto the scale of learned margins (about -1 to 1)."""

Vector = Mapping[str, float]


@dataclass(slots=True)
class LinearModel:
    labels: list[str]
    bias: list[float]
    idf: dict[str, float]
    rarest: float
    """The inverse document frequency of a feature that was never seen."""
    weights: dict[str, list[int]] = field(default_factory=dict)
    """Feature to a flat list: label number, weight, label number, weight, …"""

    def normalised(self, raw: Vector) -> dict[str, float]:
        """Unit length; what the model does not know counts towards the length, so that strange texts score low.

        Pairs of words are the exception: most are new, and say nothing.
        """
        weighed = {f: x * self.idf.get(f, self.rarest) for f, x in raw.items() if f in self.idf or f[:2] != PAIR}
        length = sqrt(sum(x * x for x in weighed.values())) or 1.0
        return {f: x / length for f, x in weighed.items() if f in self.idf}

    def scores(self, raw: Vector) -> list[float]:
        """One margin per label, in the order of `labels`; above 0 speaks for it."""
        totals = list(self.bias)
        for feature, x in self.normalised(raw).items():
            pairs = self.weights.get(feature)
            if pairs:
                x /= SCALE
                for i in range(0, len(pairs), 2):
                    totals[pairs[i]] += pairs[i + 1] * x
        return totals

    def parts(self, raw: Vector, label: str) -> list[tuple[str, float]]:
        """What each feature adds to one label's margin, strongest first."""
        number = self.labels.index(label)
        found = []
        for feature, x in self.normalised(raw).items():
            pairs = self.weights.get(feature, [])
            for i in range(0, len(pairs), 2):
                if pairs[i] == number:
                    found.append((feature, pairs[i + 1] * x / SCALE))
        return sorted(found, key=lambda part: -abs(part[1]))

    def add_centroids(self, samples: Mapping[str, Iterable[Vector]]) -> None:
        """Labels that were not learned, from their samples alone (Rocchio's method)."""
        for label, vectors in samples.items():
            total: Counter[str] = Counter()
            for raw in vectors:
                for feature in raw:
                    self.idf.setdefault(feature, self.rarest)
                total.update(self.normalised(raw))
            length = sqrt(sum(x * x for x in total.values())) or 1.0
            number = len(self.labels)
            self.labels.append(label)
            self.bias.append(_CENTROID_OFFSET)
            for feature, x in total.items():
                weight = round(x / length * _CENTROID_SLOPE * SCALE)
                if weight:
                    self.weights.setdefault(feature, []).extend((number, weight))

    def without(self, labels: Iterable[str]) -> LinearModel:
        """The model without some labels: entries that were removed since it was learned."""
        gone = set(labels)
        if not gone:
            return self
        kept = [i for i, label in enumerate(self.labels) if label not in gone]
        renumbered = {old: new for new, old in enumerate(kept)}
        weights = {f: _renumber(pairs, renumbered) for f, pairs in self.weights.items()}
        return LinearModel([self.labels[i] for i in kept], [self.bias[i] for i in kept], self.idf, self.rarest, weights)

    @classmethod
    def empty(cls, texts: Sequence[Vector]) -> LinearModel:
        """No label yet, only how rare each feature is among the texts."""
        counts = Counter(feature for raw in texts for feature in raw)
        counts = Counter({f: n for f, n in counts.items() if n > 1 or f[:2] != PAIR})
        total = len(texts) + 1
        idf = {feature: log(total / (count + 0.5)) + 1 for feature, count in counts.items()}
        return cls([], [], idf, log(total) + 1)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> LinearModel:
        """Raises KeyError or TypeError where `data` is not what `to_data` gave."""
        idf = {feature: value / SCALE for feature, value in data["idf"].items()}
        bias = [value / SCALE for value in data["bias"]]
        return cls(list(data["labels"]), bias, idf, data["rarest"] / SCALE, dict(data["weights"]))

    def to_data(self) -> dict[str, Any]:
        """Plain whole numbers, for a JSON file."""
        return {
            "labels": self.labels,
            "bias": [round(value * SCALE) for value in self.bias],
            "idf": {feature: round(value * SCALE) for feature, value in self.idf.items()},
            "rarest": round(self.rarest * SCALE),
            "weights": self.weights,
        }


def _renumber(pairs: list[int], numbers: Mapping[int, int]) -> list[int]:
    flat = []
    for i in range(0, len(pairs), 2):
        if pairs[i] in numbers:
            flat += [numbers[pairs[i]], pairs[i + 1]]
    return flat
