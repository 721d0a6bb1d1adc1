"""A row of small weights for every feature, as bytes: one a label, or two or three a weight where that is shorter.

Read at run time without numpy: a row is given as one large whole number with a lane for every label, so that a row is
multiplied and added in one step of the interpreter instead of one for every label.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.core.scoring.arrays import SIZES, LongList, array_of, long_list_of, shortest
from bot.core.scoring.starts import BLOCK, Starts

LARGEST = 127
"""The largest weight; each is a whole number from minus this to this."""
LANE = 4
"""Bytes that one label takes in a row that is read."""
_ZERO = 128
"""Stands for the weight 0 in a byte."""
_NARROW = 256
"""The most labels whose numbers take one byte each in a short row, and not two."""
_SHARE = 3
"""If less than one label in so many has a weight, the row is a short one: to read one takes longer."""
_SPARSE = 2
"""If at most one feature in so many has a row, those that have one are listed."""


class Rows:
    """`width` labels, and a row for each feature, by its number.

    Where few features have a row, only theirs are held: `listed` are their numbers, in order.
    """

    def __init__(self, width: int, starts: Starts, stored: LongList, listed: array[int] | None = None) -> None:
        if starts.end != len(stored) or (listed is not None and len(listed) != len(starts)):
            raise ValueError("the rows of weights do not fit together")
        self.ones = int.from_bytes((b"\1" + bytes(LANE - 1)) * width, "little")
        """A row with 1 for every label."""
        self._width, self._starts, self._stored, self._listed = width, starts, stored, listed
        self._zeros = _ZERO * self.ones
        self._nothing = bytes([_ZERO]) * width

    @classmethod
    def of(cls, width: int, rows: Iterable[Mapping[int, int]]) -> Rows:
        """`rows` tell the weight of each label, by its number, that has one."""
        starts, stored = array("I", [0]), array("B")
        rows = list(rows)
        listed = array("I", [number for number, row in enumerate(rows) if row])
        is_sparse = len(listed) * _SPARSE <= len(rows)
        for row in filter(None, rows) if is_sparse else rows:
            stored.frombytes(_short(row, width) if _SHARE * len(row) < width else _long(row, width))
            starts.append(len(stored))
        return cls(width, Starts.of(starts), stored, shortest(listed) if is_sparse else None)

    def fits(self, features: int) -> bool:
        """Whether these are rows of so many features."""
        if self._listed is None:
            return len(self._starts) == features
        return max(self._listed, default=-1) < features

    def sum(self, strengths: Sequence[tuple[int, int]]) -> int:
        """The rows of these features, each times a whole number."""
        held, width = self._stored, self._width
        lanes = bytearray(LANE * width)
        if self._listed is not None:
            strengths = _of_listed(self._listed, strengths)
        total = times = 0
        blocks, offsets = self._starts.blocks, self._starts.offsets
        for number, strength in strengths:
            after = number + 1
            # As `spans` does it, which takes a tenth longer for the whole.
            start, end = blocks[number >> BLOCK] + offsets[number], blocks[after >> BLOCK] + offsets[after]
            if start != end:
                stored = held[start:end]
                lanes[::LANE] = stored if len(stored) == width else self._spread(stored)
                total += strength * int.from_bytes(lanes, "little")
                times += strength
        return total - times * self._zeros

    def weight(self, number: int, label: int) -> int:
        indexes = [number] if self._listed is None else [row for row, _ in _of_listed(self._listed, [(number, 1)])]
        span = next(self._starts.spans(indexes), None)
        if span is None:
            return 0
        stored = self._stored[span[0] : span[1]]
        row = stored if len(stored) == self._width else self._spread(stored)
        return row[label] - _ZERO

    def _spread(self, stored: Sequence[int]) -> bytearray:
        row = bytearray(self._nothing)
        if self._width <= _NARROW:
            for label, weight in zip(stored[::2], stored[1::2], strict=True):
                row[label] = weight
            return row
        for low, high, weight in zip(stored[::3], stored[1::3], stored[2::3], strict=True):
            row[low | high << 8] = weight
        return row

    @classmethod
    def from_data(cls, width: int, data: Mapping[str, Any]) -> Rows:
        """Raises KeyError, TypeError or ValueError where `data` is not what `to_data` gave."""
        listed = array_of(SIZES, data["listed"]) if "listed" in data else None
        return cls(width, Starts.from_data(data), long_list_of("B", data["rows"]), listed)

    def to_data(self) -> dict[str, Any]:
        listed = {} if self._listed is None else {"listed": self._listed}
        return {**self._starts.to_data(), "rows": self._stored, **listed}


def _of_listed(listed: array[int], strengths: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The indexes of those features that have a row, instead of their numbers."""
    size, found = len(listed), []
    for number, strength in strengths:
        index = bisect_left(listed, number)
        if index < size and listed[index] == number:
            found.append((index, strength))
    return found


def _short(row: Mapping[int, int], width: int) -> bytes:
    size = 1 if width <= _NARROW else 2
    return b"".join([label.to_bytes(size, "little") + bytes([_ZERO + weight]) for label, weight in row.items()])


def _long(row: Mapping[int, int], width: int) -> bytes:
    return bytes(_ZERO + row.get(label, 0) for label in range(width))


def rounded(weights: Sequence[float], scale: float) -> list[int]:
    """As whole numbers of `1 / scale`, as they are stored."""
    return [max(-LARGEST, min(LARGEST, round(weight * scale))) for weight in weights]
