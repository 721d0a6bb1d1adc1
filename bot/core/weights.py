"""A linear model over sparse features: how much each feature speaks for or against each label.

It is learned elsewhere (`bot.fitting`) and only read here. Features are kept as 32-bit checksums in a sorted array and
weights as bytes beside it: three hundred thousand weights cost a megabyte and load in no time, where a dict of strings
would cost thirty.
"""

from __future__ import annotations

from array import array
from base64 import b64decode, b64encode
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from math import log, sqrt
from typing import Any, NamedTuple
from zlib import crc32

LARGEST = 127
"""The largest stored weight; each is a whole number of `1 / scale`."""
_IDF_SCALE = 1000
_LANE = 4
"""Bytes that one label takes in a row."""
_ZERO = 128
"""Stands for the weight 0 in a byte."""
_BYTE = 256
_MIDDLE = 1 << 31
"""Stands for 0 in a lane, so that no lane is ever negative."""
_STEPS = 256
"""Into so many steps a unit of strength is divided; the longest message has a tenth of what would overflow a lane."""
_PARTS, _ROWS, _FEATURES = 1_000, 1_200, 500
"""Groups of features and single ones that are held ready with their rows, and single ones with their rarity alone."""

Vector = Mapping[str, float]
Group = tuple[str, ...]
"""Features that always come together, as those of one word."""


class Bag:
    """The features of a text: each of a group weighs 1 where it occurs, unless `weights` says what it does in all."""

    def __init__(self, groups: Sequence[Group] = (), weights: Vector | None = None) -> None:
        self.groups = groups
        self.counts = Counter(chain.from_iterable(groups))
        self.weights = {feature: 1 + log(count) for feature, count in self.counts.items() if count > 1}
        self.weights |= weights or {}

    def __contains__(self, feature: str) -> bool:
        return feature in self.counts or feature in self.weights

    def of(self, feature: str) -> float:
        """The weight of a feature; 0 where the text lacks it."""
        return self.weights.get(feature) or float(feature in self.counts)

    @property
    def raw(self) -> dict[str, float]:
        return dict.fromkeys(self.counts, 1.0) | self.weights


class _Part(NamedTuple):
    """What a group of features adds to every label, and to the square of the text's length."""

    row: int
    squares: float


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


class Rarity:
    """How rare each feature is among the texts that were learned from: its inverse document frequency."""

    def __init__(self, table: Table, idf: array[int], rarest: float) -> None:
        self.table, self.idf, self.rarest = table, idf, rarest
        self.place = lru_cache(_FEATURES)(self._place)
        """The number of a feature (-1 for a strange one) and its inverse document frequency."""

    @classmethod
    def of_texts(cls, texts: Iterable[Vector]) -> Rarity:
        counts: Counter[str] = Counter()
        total = 1
        for raw in texts:
            counts.update(raw.keys())
            total += 1
        table = Table.of(feature for feature, count in counts.items() if count > 1)
        idf = array("H", bytes(2 * len(table)))
        for feature, count in counts.items():
            if count > 1:
                idf[table.number(feature)] = round((log(total / (count + 0.5)) + 1) * _IDF_SCALE)
        return cls(table, idf, log(total) + 1)

    def of(self, feature: str) -> float:
        return self.place(feature)[1]

    def normalised(self, raw: Vector) -> dict[str, float]:
        """Unit length; what was never seen counts towards the length, so that strange texts score low."""
        weighed = {feature: x * self.of(feature) for feature, x in raw.items()}
        length = sqrt(sum(x * x for x in weighed.values())) or 1.0
        return {feature: x / length for feature, x in weighed.items()}

    def _place(self, feature: str) -> tuple[int, float]:
        number = self.table.number(feature)
        return number, self.idf[number] / _IDF_SCALE if number >= 0 else self.rarest


class LinearModel:
    """`labels` in the order of the margins that `scores` gives."""

    def __init__(self, rarity: Rarity) -> None:
        self.rarity = rarity
        self.labels: list[str] = []
        self.bias: list[float] = []
        self.scale = 1.0
        self._starts = array("I", bytes(4 * (len(rarity.table) + 1)))
        self._label_numbers = array("H")
        self._weights = array("b")
        self._look_up = lru_cache(_ROWS)(self._find)
        self._part = lru_cache(_PARTS)(self._add_up)

    def scores(self, bag: Bag) -> list[float]:
        """One margin per label."""
        lanes, unit = self._added(bag)
        return [bias + (lane - _MIDDLE) * unit for bias, lane in zip(self.bias, lanes, strict=True)]

    def glance(self, bag: Bag, wanted: Sequence[int]) -> tuple[list[float], int, float]:
        """Margins of the labels with these numbers alone; and the number and margin of one that is much spoken for."""
        lanes, unit = self._added(bag)
        strong = lanes.index(max(lanes))
        margins = [self.bias[number] + (lanes[number] - _MIDDLE) * unit for number in (*wanted, strong)]
        return margins[:-1], strong, margins[-1]

    def _added(self, bag: Bag) -> tuple[array[int], float]:
        """What all features add to each label, and the worth of one step.

        Each feature's row of weights is one large whole number with a lane for every label, so that a row is
        multiplied and added in one step of the interpreter instead of one for every label. What a word adds is the
        same in every text, and is held ready.
        """
        total, squares = _MIDDLE * self._ones, 0.0
        for group in bag.groups:
            row, square = self._part(group)
            total += row
            squares += square
        for feature, x in bag.weights.items():
            idf, row = self._look_up(feature)
            count = bag.counts.get(feature, 0)
            squares += (x * x - count) * idf * idf
            if row:
                total += (round(x * idf * _STEPS) - count * round(idf * _STEPS)) * row
        lanes = array("I", total.to_bytes(_LANE * len(self.labels), "little"))
        return lanes, 1 / (_STEPS * self.scale * (sqrt(squares) or 1.0))

    def parts(self, raw: Vector, label: str) -> list[tuple[str, float]]:
        """What each feature adds to one label's margin, strongest first."""
        if label not in self.labels:
            return []
        wanted = self.labels.index(label)
        found = []
        for feature, x in self.rarity.normalised(raw).items():
            number = self.rarity.place(feature)[0]
            span = range(self._starts[number], self._starts[number + 1]) if number >= 0 else range(0)
            weights = [self._weights[i] / self.scale for i in span if self._label_numbers[i] == wanted]
            if weights:
                found.append((feature, sum(weights) * x))
        return sorted(found, key=lambda part: -abs(part[1]))

    def set_weights(self, labels: Sequence[str], bias: Sequence[float], weights: Mapping[str, Vector]) -> None:
        """What was learned: the weight of each label, for each feature that has any."""
        self.labels, self.bias = list(labels), list(bias)
        numbers = {label: number for number, label in enumerate(self.labels)}
        largest = max((abs(w) for per_label in weights.values() for w in per_label.values()), default=1.0)
        self.scale = round(LARGEST / largest, 3)
        by_number = {self.rarity.table.number(feature): per_label for feature, per_label in weights.items()}
        self._starts = array("I", [0])
        for number in range(len(self.rarity.table)):
            for label, weight in by_number.get(number, {}).items():
                self._label_numbers.append(numbers[label])
                self._weights.append(max(-LARGEST, min(LARGEST, round(weight * self.scale))))
            self._starts.append(len(self._weights))

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> LinearModel:
        """Raises KeyError, TypeError or ValueError where `data` is not what `to_data` gave."""
        model = cls(Rarity(Table(unpacked("I", data["features"])), unpacked("H", data["idf"]), data["rarest"]))
        model.labels, model.bias, model.scale = list(data["labels"]), list(data["bias"]), float(data["scale"])
        model._starts = unpacked("I", data["starts"])
        model._label_numbers, model._weights = unpacked("H", data["label_numbers"]), unpacked("b", data["weights"])
        if len(model.labels) <= _BYTE:  # half a megabyte less
            model._label_numbers = array("B", model._label_numbers.tobytes()[::2])
        sizes = {len(model.rarity.table), len(model.rarity.idf), len(model._starts) - 1}
        fits = model._starts[-1] == len(model._weights) == len(model._label_numbers)
        if len(sizes) > 1 or not fits or len(model.labels) != len(model.bias):
            raise ValueError("the arrays of a linear model do not fit together")
        return model

    def to_data(self) -> dict[str, Any]:
        """For a JSON file: names as text, numbers as base64 of little-endian arrays."""
        return {
            "labels": self.labels,
            "bias": [round(value, 3) for value in self.bias],
            "scale": self.scale,
            "rarest": round(self.rarity.rarest, 3),
            "features": packed(self.rarity.table.checksums),
            "idf": packed(self.rarity.idf),
            "starts": packed(self._starts),
            "label_numbers": packed(array("H", self._label_numbers)),
            "weights": packed(self._weights),
        }

    @cached_property
    def _ones(self) -> int:
        """A row with 1 for every label."""
        return int.from_bytes((b"\1" + bytes(_LANE - 1)) * len(self.labels), "little")

    def _add_up(self, group: Group) -> _Part:
        total, squares = 0, 0.0
        for idf, row in map(self._look_up, group):
            squares += idf * idf
            if row:
                total += round(idf * _STEPS) * row
        return _Part(total, squares)

    def _find(self, feature: str) -> tuple[float, int]:
        """The inverse document frequency of a feature, and its row; 0 for a feature that was not learned."""
        number, idf = self.rarity.place(feature)
        if number < 0:
            return idf, 0
        weights = bytearray([_ZERO]) * len(self.labels)
        span = slice(self._starts[number], self._starts[number + 1])
        for label, weight in zip(self._label_numbers[span], self._weights[span], strict=True):
            weights[label] = _ZERO + weight
        row = bytearray(_LANE * len(self.labels))
        row[::_LANE] = weights
        return idf, int.from_bytes(row, "little") - _ZERO * self._ones


def packed(numbers: array[int]) -> str:
    return b64encode(numbers.tobytes()).decode()


def unpacked(kind: str, text: str) -> array[int]:
    numbers: array[int] = array(kind)
    numbers.frombytes(b64decode(text, validate=True))
    return numbers
