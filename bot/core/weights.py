"""A sparse linear model: how much each feature speaks for or against each label.

It is learned elsewhere (`bot.fitting`) and only read here. Labels that came after the learning, an entry that an
editor added this morning, get the weights of their phrases' centroid until the next fit.

Weights lie in two flat arrays, so that two hundred thousand of them cost one megabyte and load in no time.
"""

from __future__ import annotations

from array import array
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt
from typing import Any

from bot.core.features import PAIR

SCALE = 32
"""Stored weights are whole numbers, this many to one."""
LARGEST = 127 / SCALE
_CENTROID_SLOPE, _CENTROID_OFFSET = 4.0, -1.6
"""Bring a centroid's cosine (0 to 1) onto the scale of learned margins (about -1 to 1)."""

Vector = Mapping[str, float]


class LinearModel:
    """`labels` in the order of the margins that `scores` gives."""

    def __init__(self, idf: dict[str, float], rarest: float) -> None:
        self.idf = idf
        self.rarest = rarest
        """The inverse document frequency of a feature that was never seen, or once."""
        self.labels: list[str] = []
        self.bias: list[float] = []
        self._places: dict[str, tuple[int, int]] = {}
        self._label_numbers = array("H")
        self._weights = array("b")
        self._later: dict[str, list[tuple[int, float]]] = {}

    @classmethod
    def of_texts(cls, texts: Sequence[Vector]) -> LinearModel:
        """No label yet, only how rare each feature is among the texts."""
        counts = Counter(feature for raw in texts for feature in raw)
        total = len(texts) + 1
        idf = {feature: log(total / (count + 0.5)) + 1 for feature, count in counts.items() if count > 1}
        return cls(idf, log(total) + 1)

    def normalised(self, raw: Vector) -> dict[str, float]:
        """Unit length; what the model does not know counts towards the length, so that strange texts score low.

        Pairs of words are the exception: most are new, and say nothing.
        """
        weighed = {f: x * self.idf.get(f, self.rarest) for f, x in raw.items() if f in self.idf or f[:2] != PAIR}
        length = sqrt(sum(x * x for x in weighed.values())) or 1.0
        return {f: x / length for f, x in weighed.items()}

    def scores(self, raw: Vector) -> list[float]:
        """One margin per label; above 0 speaks for it."""
        totals = list(self.bias)
        numbers, weights = self._label_numbers, self._weights
        for feature, x in self.normalised(raw).items():
            place = self._places.get(feature)
            if place:
                x_scaled = x / SCALE
                for i in range(place[0], place[1]):
                    totals[numbers[i]] += weights[i] * x_scaled
            for number, weight in self._later.get(feature, ()):
                totals[number] += weight * x
        return totals

    def parts(self, raw: Vector, label: str) -> list[tuple[str, float]]:
        """What each feature adds to one label's margin, strongest first."""
        number = self.labels.index(label)
        found = []
        for feature, x in self.normalised(raw).items():
            start, end = self._places.get(feature, (0, 0))
            stored = [self._weights[i] / SCALE for i in range(start, end) if self._label_numbers[i] == number]
            later = [weight for n, weight in self._later.get(feature, ()) if n == number]
            if stored or later:
                found.append((feature, sum(stored + later) * x))
        return sorted(found, key=lambda part: -abs(part[1]))

    def set_weights(self, labels: Sequence[str], bias: Sequence[float], weights: Mapping[str, Vector]) -> None:
        """What was learned: for each feature the weight of each label number (as a string key would be slow)."""
        self.labels, self.bias = list(labels), list(bias)
        numbers = {label: number for number, label in enumerate(self.labels)}
        for feature, per_label in weights.items():
            start = len(self._weights)
            for label, weight in per_label.items():
                self._label_numbers.append(numbers[label])
                self._weights.append(round(max(-LARGEST, min(LARGEST, weight)) * SCALE))
            self._places[feature] = (start, len(self._weights))

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
                self._later.setdefault(feature, []).append((number, x / length * _CENTROID_SLOPE))

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> LinearModel:
        """Raises KeyError, TypeError or ValueError where `data` is not what `to_data` gave."""
        features = data["features"].split("\n")
        rarities = array("H", b64decode(data["idf"]))
        model = cls({f: r / 1000 for f, r in zip(features, rarities, strict=True)}, data["rarest"])
        model.labels, model.bias = list(data["labels"]), list(data["bias"])
        model._label_numbers = array("H", b64decode(data["label_numbers"]))
        model._weights = array("b", b64decode(data["weights"]))
        start = 0
        for feature, count in zip(features, array("H", b64decode(data["counts"])), strict=True):
            if count:
                model._places[feature] = (start, start + count)
                start += count
        return model

    def to_data(self) -> dict[str, Any]:
        """For a JSON file: names as text, numbers as base64 of little-endian arrays."""
        features = sorted(self.idf, key=lambda f: self._places.get(f, (len(self._weights), 0)))
        return {
            "labels": self.labels,
            "bias": [round(value, 3) for value in self.bias],
            "rarest": round(self.rarest, 3),
            "features": "\n".join(features),
            "idf": _packed(array("H", [round(self.idf[f] * 1000) for f in features])),
            "counts": _packed(array("H", [e - s for s, e in (self._places.get(f, (0, 0)) for f in features)])),
            "label_numbers": _packed(self._label_numbers),
            "weights": _packed(self._weights),
        }


def _packed(numbers: array[int]) -> str:
    return b64encode(numbers.tobytes()).decode()
