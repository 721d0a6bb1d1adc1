"""A row of small weights for every feature, held as bytes: a byte a label, or three a weight where that is shorter.

Read at run time without numpy: a row is given as one large whole number with a lane for every label, so that a row is
multiplied and added in one step of the interpreter instead of one for every label.
"""

from __future__ import annotations

from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from operator import sub
from typing import Any

LARGEST = 127
"""The largest weight; each is a whole number from minus this to this."""
LANE = 4
"""Bytes that one label takes in a row that is read."""
_ZERO = 128
"""Stands for the weight 0 in a byte."""
_SHORT = 3
"""Bytes of one weight in a short row: the label's number in two, and the weight."""


class Rows:
    """`width` labels; the row of feature `number` lies from `starts[number]` to the next start."""

    def __init__(self, width: int, starts: array[int], stored: bytes) -> None:
        if not starts or starts[-1] != len(stored) or not _are_rows(width, starts):
            raise ValueError("the rows of weights do not fit together")
        self.ones = int.from_bytes((b"\1" + bytes(LANE - 1)) * width, "little")
        """A row with 1 for every label."""
        self._width, self._starts, self._stored = width, starts, stored
        self._zeros = _ZERO * self.ones
        self._nothing = bytes([_ZERO]) * width

    @classmethod
    def of(cls, width: int, rows: Iterable[Mapping[int, int]]) -> Rows:
        """`rows` tell the weight of each label, by its number, that has one."""
        starts, stored = array("I", [0]), bytearray()
        for row in rows:
            stored += _short(row) if _SHORT * len(row) < width else _long(row, width)
            starts.append(len(stored))
        return cls(width, starts, bytes(stored))

    def __len__(self) -> int:
        return len(self._starts) - 1

    def sum(self, strengths: Iterable[tuple[int, int]]) -> int:
        """The rows of these features, each times a whole number."""
        total = times = 0
        for number, strength in strengths:
            stored = self._stored[self._starts[number] : self._starts[number + 1]]
            if stored:
                lanes = bytearray(LANE * self._width)
                lanes[::LANE] = stored if len(stored) == self._width else self._spread(stored)
                total += strength * int.from_bytes(lanes, "little")
                times += strength
        return total - times * self._zeros

    def weight(self, number: int, label: int) -> int:
        stored = self._stored[self._starts[number] : self._starts[number + 1]]
        row = stored if len(stored) == self._width else self._spread(stored)
        return row[label] - _ZERO

    def _spread(self, stored: bytes) -> bytearray:
        row = bytearray(self._nothing)
        for low, high, weight in zip(stored[::_SHORT], stored[1::_SHORT], stored[2::_SHORT], strict=True):
            row[low | high << 8] = weight
        return row

    @classmethod
    def from_data(cls, width: int, data: Mapping[str, Any]) -> Rows:
        """Raises KeyError, TypeError or ValueError where `data` is not what `to_data` gave."""
        return cls(width, unpacked("I", data["starts"]), b64decode(data["rows"], validate=True))

    def to_data(self) -> dict[str, str]:
        return {"starts": packed(self._starts), "rows": b64encode(self._stored).decode()}


def _are_rows(width: int, starts: array[int]) -> bool:
    """Whether each is long, or short."""
    sizes = set(map(sub, starts[1:], starts))
    return all(size == width or (0 <= size < width and size % _SHORT == 0) for size in sizes)


def packed(numbers: array[int]) -> str:
    """For a JSON file: base64 of a little-endian array."""
    return b64encode(numbers.tobytes()).decode()


def unpacked(kind: str, text: str) -> array[int]:
    numbers: array[int] = array(kind)
    numbers.frombytes(b64decode(text, validate=True))
    return numbers


def _short(row: Mapping[int, int]) -> bytes:
    return b"".join(bytes((label & 255, label >> 8, _ZERO + weight)) for label, weight in row.items())


def _long(row: Mapping[int, int], width: int) -> bytes:
    return bytes(_ZERO + row.get(label, 0) for label in range(width))


def rounded(weights: Sequence[float], scale: float) -> list[int]:
    """As whole numbers of `1 / scale`, as they are stored."""
    return [max(-LARGEST, min(LARGEST, round(weight * scale))) for weight in weights]
