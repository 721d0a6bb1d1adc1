"""A linear model over sparse features: how much each feature speaks for or against each label.

It is learned elsewhere (`bot.measuring.fitting`) and only read here. Features are known by number (`rarity.py`), and
weights are kept as bytes in the order of these (`rows.py`): four hundred thousand weights cost a megabyte and load in
no time, where a dict of strings would cost thirty.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import sqrt
from typing import Any, NamedTuple

from bot.core.scoring.features import Bag, Group, Vector
from bot.core.scoring.rarity import Rarity
from bot.core.scoring.rows import LANE, LARGEST, Rows, rounded

_MIDDLE = 1 << 31
"""Stands for 0 in a lane while it is added up; its bit turned, the lane is a number with a sign."""
_STEPS = 256
"""Into so many steps a unit of strength is divided; the longest message has a tenth of what would overflow a lane."""
_PARTS_HELD, _ROWS_HELD = 1_000, 300
"""Groups of features and single ones that are held ready with their rows."""


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
