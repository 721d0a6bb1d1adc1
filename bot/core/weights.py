"""A sparse linear model: how much each feature speaks for or against each label.

It is learned elsewhere (`bot.fitting`) and only read here. Labels that came after the learning, an entry that an
editor added this morning, get the weights of their phrases' centroid until the next fit.

Features are kept as 32-bit checksums in a sorted array, weights in flat arrays beside it: three hundred thousand
weights cost a megabyte and a half and load in no time, where a dict of strings would cost thirty.
"""

from __future__ import annotations

from array import array
from base64 import b64decode, b64encode
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt
from typing import Any
from zlib import crc32

from bot.core.features import PAIR

SCALE = 32
"""Stored weights are whole numbers, this many to one."""
LARGEST = 127 / SCALE
_IDF_SCALE = 1000
_CENTROID_SLOPE, _CENTROID_OFFSET = 4.0, -1.6
"""Bring a centroid's cosine (0 to 1) onto the scale of learned margins (about -1 to 1)."""

Vector = Mapping[str, float]


class Table:
    """Features by number: the place of each one's checksum in a sorted array."""

    def __init__(self, checksums: array[int]) -> None:
        self.checksums = checksums

    @classmethod
    def of(cls, features: Iterable[str]) -> Table:
        """Two features with one checksum share a number; among 50,000 that is one chance in three."""
        return cls(array("I", sorted({crc32(feature.encode()) for feature in features})))

    def __len__(self) -> int:
        return len(self.checksums)

    def number(self, feature: str) -> int:
        """-1 for a feature that is not in the table."""
        checksum = crc32(feature.encode())
        place = bisect_left(self.checksums, checksum)
        return place if place < len(self.checksums) and self.checksums[place] == checksum else -1


class LinearModel:
    """`labels` in the order of the margins that `scores` gives."""

    def __init__(self, table: Table, idf: array[int], rarest: float) -> None:
        self.table = table
        self._idf = idf
        self.rarest = rarest
        """The inverse document frequency of a feature that was never seen, or once."""
        self.labels: list[str] = []
        self.bias: list[float] = []
        self._starts = array("I", bytes(4 * (len(table) + 1)))
        self._label_numbers = array("H")
        self._weights = array("b")
        self._later: dict[str, list[tuple[int, float]]] = {}

    @classmethod
    def of_texts(cls, texts: Sequence[Vector]) -> LinearModel:
        """No label yet, only how rare each feature is among the texts."""
        counts = Counter(feature for raw in texts for feature in raw)
        total = len(texts) + 1
        table = Table.of(feature for feature, count in counts.items() if count > 1)
        idf = array("H", bytes(2 * len(table)))
        for feature, count in counts.items():
            if count > 1:
                idf[table.number(feature)] = round((log(total / (count + 0.5)) + 1) * _IDF_SCALE)
        return cls(table, idf, log(total) + 1)

    def rarity(self, feature: str) -> float:
        """Inverse document frequency."""
        number = self.table.number(feature)
        return self._idf[number] / _IDF_SCALE if number >= 0 else self.rarest

    def knows(self, feature: str) -> bool:
        return self.table.number(feature) >= 0 or feature in self._later

    def normalised(self, raw: Vector) -> dict[str, float]:
        """Unit length; what the model does not know counts towards the length, so that strange texts score low.

        Pairs of words are the exception: most are new, and say nothing.
        """
        weighed = {f: x * self.rarity(f) for f, x in raw.items() if f[:2] != PAIR or self.knows(f)}
        length = sqrt(sum(x * x for x in weighed.values())) or 1.0
        return {f: x / length for f, x in weighed.items()}

    def scores(self, raw: Vector) -> list[float]:
        """One margin per label; above 0 speaks for it."""
        totals = list(self.bias)
        numbers, weights, starts = self._label_numbers, self._weights, self._starts
        for feature, x in self.normalised(raw).items():
            number = self.table.number(feature)
            if number >= 0:
                start, end, scaled = starts[number], starts[number + 1], x / SCALE
                for label, weight in zip(numbers[start:end], weights[start:end], strict=True):
                    totals[label] += weight * scaled
            for label, later in self._later.get(feature, ()):
                totals[label] += later * x
        return totals

    def parts(self, raw: Vector, label: str) -> list[tuple[str, float]]:
        """What each feature adds to one label's margin, strongest first."""
        wanted = self.labels.index(label)
        found = []
        for feature, x in self.normalised(raw).items():
            number = self.table.number(feature)
            span = range(self._starts[number], self._starts[number + 1]) if number >= 0 else range(0)
            weights = [self._weights[i] / SCALE for i in span if self._label_numbers[i] == wanted]
            weights += [weight for n, weight in self._later.get(feature, ()) if n == wanted]
            if weights:
                found.append((feature, sum(weights) * x))
        return sorted(found, key=lambda part: -abs(part[1]))

    def set_weights(self, labels: Sequence[str], bias: Sequence[float], weights: Mapping[str, Vector]) -> None:
        """What was learned: the weight of each label, for each feature that has any."""
        self.labels, self.bias = list(labels), list(bias)
        numbers = {label: number for number, label in enumerate(self.labels)}
        by_number = {self.table.number(feature): per_label for feature, per_label in weights.items()}
        self._starts = array("I", [0])
        for number in range(len(self.table)):
            for label, weight in by_number.get(number, {}).items():
                self._label_numbers.append(numbers[label])
                self._weights.append(round(max(-LARGEST, min(LARGEST, weight)) * SCALE))
            self._starts.append(len(self._weights))

    def add_centroids(self, samples: Mapping[str, Iterable[Vector]]) -> None:
        """Labels that were not learned, from their samples alone (Rocchio's method)."""
        for label, vectors in samples.items():
            total: Counter[str] = Counter()
            for raw in vectors:
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
        model = cls(Table(unpacked("I", data["features"])), unpacked("H", data["idf"]), data["rarest"])
        model.labels, model.bias = list(data["labels"]), list(data["bias"])
        model._starts = unpacked("I", data["starts"])
        model._label_numbers, model._weights = unpacked("H", data["label_numbers"]), unpacked("b", data["weights"])
        sizes = {len(model.table), len(model._idf), len(model._starts) - 1}
        if len(sizes) > 1 or model._starts[-1] != len(model._weights):
            raise ValueError("the arrays of a linear model do not fit together")
        return model

    def to_data(self) -> dict[str, Any]:
        """For a JSON file: names as text, numbers as base64 of little-endian arrays."""
        return {
            "labels": self.labels,
            "bias": [round(value, 3) for value in self.bias],
            "rarest": round(self.rarest, 3),
            "features": packed(self.table.checksums),
            "idf": packed(self._idf),
            "starts": packed(self._starts),
            "label_numbers": packed(self._label_numbers),
            "weights": packed(self._weights),
        }


def packed(numbers: array[int]) -> str:
    return b64encode(numbers.tobytes()).decode()


def unpacked(kind: str, text: str) -> array[int]:
    numbers: array[int] = array(kind)
    numbers.frombytes(b64decode(text, validate=True))
    return numbers
