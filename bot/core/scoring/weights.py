"""A linear model over sparse features: how much each feature speaks for or against each label.

It is learned elsewhere (`bot.measuring.fitting`) and only read here. Features are kept as checksums in a sorted array,
three bytes each, and weights as bytes beside it (`rows.py`): four hundred thousand weights cost a megabyte and load in
no time, where a dict of strings would cost thirty.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from math import exp, log, sqrt
from typing import Any, NamedTuple
from zlib import crc32

from bot.core.scoring.arrays import SIZES, array_of, shortest
from bot.core.scoring.rows import LANE, LARGEST, Rows, rounded

_IDF_SCALE = 1000
_MIDDLE = 1 << 31
"""Stands for 0 in a lane while it is added up; its bit turned, the lane is a number with a sign."""
_STEPS = 256
"""Into so many steps a unit of strength is divided; the longest message has a tenth of what would overflow a lane."""
_PARTS_HELD, _ROWS_HELD, _FEATURES_HELD, _GROUPS_HELD = 1_000, 300, 500, 30
"""Groups of features and single ones that are held ready with their rows, and single ones and groups with their rarity
alone.
"""
_BUCKET, _BUCKETS = 22, 1 << 10
"""Bits of a checksum below those that tell its bucket; to search in a whole table takes three times as long."""
_LAST_BITS, _LASTS, _MIDDLES = 6, (1 << 6) - 1, (1 << 16) - 1
"""The last bits of a checksum, all of them set, and all of those between them and the bucket's set."""

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


class _GroupSum(NamedTuple):
    """What a group of features adds to every label, and to the square of the text's length."""

    row: int
    squares: float


class AddedUp(NamedTuple):
    """What all features of a text add to each label."""

    lanes: list[int]
    unit: float
    """The worth of one step."""
    bias: Sequence[float]

    def margins(self) -> list[float]:
        """One per label."""
        unit = self.unit
        return [bias + lane * unit for bias, lane in zip(self.bias, self.lanes, strict=True)]

    def glance(self, wanted: Sequence[int]) -> tuple[list[float], int, float]:
        """Margins of the labels with these numbers alone; and the number and margin of one that is much spoken for."""
        strong = self.lanes.index(max(self.lanes))
        margins = [self.bias[number] + self.lanes[number] * self.unit for number in (*wanted, strong)]
        return margins[:-1], strong, margins[-1]


def checksum_of(feature: str) -> int:
    return crc32(feature.encode())


class Table:
    """Features by number: the index of each one's checksum in a sorted array.

    The first bits of a checksum tell its bucket, the next sixteen are searched for there, and the last lie beside them:
    a table takes three bytes a feature in place of the four of whole checksums.
    """

    def __init__(self, middles: array[int], lasts: array[int], buckets: array[int]) -> None:
        """`buckets`: where each of them begins, and where the last one ends."""
        if len(middles) != len(lasts) or len(buckets) != _BUCKETS + 1 or buckets[-1] != len(middles):
            raise ValueError("the arrays of a table do not fit together")
        if list(buckets) != sorted(buckets):
            raise ValueError("the buckets of a table are not in order")
        self._middles, self._lasts, self._buckets = middles, lasts, buckets

    @classmethod
    def of(cls, features: Iterable[str]) -> Table:
        """Two features with one checksum share a number; among 50,000 that is one chance in three."""
        return cls.of_checksums(map(checksum_of, features))

    @classmethod
    def of_checksums(cls, checksums: Iterable[int]) -> Table:
        whole = sorted(set(checksums))
        middles = array("H", [checksum >> _LAST_BITS & _MIDDLES for checksum in whole])
        buckets = array("I", [bisect_left(whole, bucket << _BUCKET) for bucket in range(_BUCKETS + 1)])
        return cls(middles, array("B", [checksum & _LASTS for checksum in whole]), shortest(buckets))

    def __len__(self) -> int:
        return len(self._middles)

    def number(self, feature: str) -> int:
        """-1 for a feature that is not in the table."""
        return next(self.numbers((checksum_of(feature),)))

    def numbers(self, checksums: Iterable[int]) -> Iterator[int]:
        """The numbers of several features by their checksums, in half of the time."""
        middles, lasts, buckets = self._middles, self._lasts, self._buckets
        for checksum in checksums:
            bucket, middle = checksum >> _BUCKET, checksum >> _LAST_BITS & _MIDDLES
            end = buckets[bucket + 1]
            index = bisect_left(middles, middle, buckets[bucket], end)
            while index < end and middles[index] == middle:
                if lasts[index] == checksum & _LASTS:
                    yield index
                    break
                index += 1
            else:
                yield -1

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Table:
        """Raises KeyError, TypeError or ValueError where `data` is not what `to_data` gave."""
        return cls(array_of("H", data["features"]), array_of("B", data["lasts"]), array_of(SIZES, data["buckets"]))

    def to_data(self) -> dict[str, array[int]]:
        return {"features": self._middles, "lasts": self._lasts, "buckets": self._buckets}


class Rarity:
    """How rare each feature is among the texts that were learned from: its inverse document frequency."""

    def __init__(self, table: Table, idf: array[int], rarest: float) -> None:
        self.table, self.idf, self.rarest = table, idf, rarest
        self.look_up = lru_cache(_FEATURES_HELD)(self._looked_up)
        """The number of a feature (-1 for a strange one) and its inverse document frequency."""
        self.look_up_all = lru_cache(_GROUPS_HELD)(self._all_looked_up)
        """The number and the inverse document frequency of each feature of a group, which both models ask for."""

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

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Rarity:
        """Raises KeyError, TypeError or ValueError where `data` is not what `to_data` gave."""
        made = cls(Table.from_data(data), array_of("H", data["idf"]), float(data["rarest"]))
        if len(made.table) != len(made.idf):
            raise ValueError("each feature has an inverse document frequency")
        return made

    def to_data(self) -> dict[str, Any]:
        return {"rarest": round(self.rarest, 3), **self.table.to_data(), "idf": self.idf}

    def of(self, feature: str) -> float:
        return self.look_up(feature)[1]

    def lines(self, feature: str) -> int:
        """About how many of the texts that were learned from have it; 0 for one alone, as for a strange one."""
        number = self.table.number(feature)
        return round(exp(self.rarest - self.idf[number] / _IDF_SCALE) - 0.5) if number >= 0 else 0

    def normalised(self, raw: Vector) -> dict[str, float]:
        """Unit length; what was never seen counts towards the length, so that strange texts score low."""
        weighed = {feature: x * self.of(feature) for feature, x in raw.items()}
        length = sqrt(sum(x * x for x in weighed.values())) or 1.0
        return {feature: x / length for feature, x in weighed.items()}

    def _all_looked_up(self, features: Group) -> list[tuple[int, float]]:
        idf, rarest = self.idf, self.rarest
        numbers = self.table.numbers([crc32(feature.encode()) for feature in features])
        return [(number, idf[number] / _IDF_SCALE if number >= 0 else rarest) for number in numbers]

    def _looked_up(self, feature: str) -> tuple[int, float]:
        number = self.table.number(feature)
        return number, self.idf[number] / _IDF_SCALE if number >= 0 else self.rarest


class LinearModel:
    """`labels` in the order of the margins that `scores` gives."""

    def __init__(
        self,
        rarity: Rarity,
        rows: Rows | None = None,
        labels: Iterable[str] = (),
        bias: Iterable[float] = (),
        scale: float = 1.0,
    ) -> None:
        self.rarity, self.labels, self.bias, self.scale = rarity, list(labels), list(bias), scale
        self._rows = Rows.of(0, [{}] * len(rarity.table)) if rows is None else rows
        self._middle = _MIDDLE * self._rows.ones
        self._look_up = lru_cache(_ROWS_HELD)(self._find)
        self._part = lru_cache(_PARTS_HELD)(self._add_up)

    @classmethod
    def of(
        cls, rarity: Rarity, labels: Sequence[str], bias: Sequence[float], weights: Mapping[str, Vector]
    ) -> LinearModel:
        """Of what was learned: the weight of each label, for each feature that has any."""
        numbers = {label: number for number, label in enumerate(labels)}
        largest = max((abs(w) for per_label in weights.values() for w in per_label.values()), default=1.0)
        scale = round(LARGEST / largest, 3)
        rows: list[dict[int, int]] = [{} for _ in range(len(rarity.table))]
        for feature, per_label in weights.items():
            whole = rounded(list(per_label.values()), scale)
            rows[rarity.table.number(feature)] = dict(zip(map(numbers.__getitem__, per_label), whole, strict=True))
        return cls(rarity, Rows.of(len(labels), rows), labels, bias, scale)

    def scores(self, bag: Bag) -> list[float]:
        """One margin per label."""
        return self.add_up(bag).margins()

    def add_up(self, bag: Bag) -> AddedUp:
        """What a word adds is the same in every text, and is held ready."""
        total, squares = self._middle, 0.0
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
        lanes = array("i", (total ^ self._middle).to_bytes(LANE * len(self.labels), "little"))
        return AddedUp(lanes.tolist(), 1 / (_STEPS * self.scale * (sqrt(squares) or 1.0)), self.bias)

    def parts(self, raw: Vector, label: str) -> list[tuple[str, float]]:
        """What each feature adds to one label's margin, strongest first."""
        if label not in self.labels:
            return []
        wanted = self.labels.index(label)
        parts = []
        for feature, x in self.rarity.normalised(raw).items():
            number = self.rarity.look_up(feature)[0]
            weight = self._rows.weight(number, wanted) if number >= 0 else 0
            if weight:
                parts.append((feature, weight / self.scale * x))
        return sorted(parts, key=lambda part: -abs(part[1]))

    @classmethod
    def from_data(cls, data: Mapping[str, Any], rarity: Rarity) -> LinearModel:
        """Raises KeyError, TypeError or ValueError where `data` is not what `to_data` gave, of features so rare."""
        labels, bias, scale = data["labels"], [float(value) for value in data["bias"]], float(data["scale"])
        rows = Rows.from_data(len(labels), data)
        if not rows.fits(len(rarity.table)) or len(labels) != len(bias) or scale <= 0:
            raise ValueError("the parts of a linear model do not fit together")
        if not all(isinstance(label, str) for label in labels):
            raise TypeError("labels are text")
        return cls(rarity, rows, labels, bias, scale)

    def relabelled(self, labels: Sequence[str]) -> LinearModel:
        """The same weights under other names."""
        return LinearModel(self.rarity, self._rows, labels, self.bias, self.scale)

    def to_data(self) -> dict[str, Any]:
        """For a file, without the rarity, which models share: names as text, numbers as arrays."""
        return {
            "labels": self.labels,
            "bias": [round(value, 3) for value in self.bias],
            "scale": self.scale,
            **self._rows.to_data(),
        }

    def _add_up(self, group: Group) -> _GroupSum:
        found = self.rarity.look_up_all(group)
        row = self._rows.sum([(number, round(idf * _STEPS)) for number, idf in found if number >= 0])
        return _GroupSum(row, sum([idf * idf for _, idf in found]))

    def _find(self, feature: str) -> tuple[float, int]:
        """The inverse document frequency of a feature, and its row; 0 for a feature that was not learned."""
        number, idf = self.rarity.look_up(feature)
        return idf, self._rows.sum([(number, 1)]) if number >= 0 else 0
