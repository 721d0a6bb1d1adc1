"""Where each of many stretches of a long array begins, in little more than two bytes each.

The start of a block of stretches is held in four bytes, and within a block only how far behind it each of them begins.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bot.core.scoring.arrays import SIZES, array_of, shortest

BLOCK = 5
"""Bits of a stretch's number that tell its index in its block."""

Span = tuple[int, int]
"""Where a stretch begins and ends."""


class Starts:
    """Stretches by number, side by side: each ends where the next begins."""

    def __init__(self, blocks: array[int], offsets: array[int]) -> None:
        if not offsets or len(blocks) != (len(offsets) - 1 >> BLOCK) + 1:
            raise ValueError("there should be a block for so many stretches")
        self.blocks, self.offsets = blocks, offsets

    @classmethod
    def of(cls, starts: Sequence[int]) -> Starts:
        """`starts`, and after them where the last stretch ends."""
        blocks = array("I", starts[:: 1 << BLOCK])
        offsets = array("I", [start - blocks[index >> BLOCK] for index, start in enumerate(starts)])
        return cls(blocks, shortest(offsets))

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @property
    def end(self) -> int:
        """Where the last stretch ends."""
        return self.blocks[-1] + self.offsets[-1]

    def spans(self, numbers: Iterable[int]) -> Iterator[Span | None]:
        """Where these stretches lie; None for -1."""
        blocks, offsets = self.blocks, self.offsets
        for number in numbers:
            if number < 0:
                yield None
            else:
                after = number + 1
                yield blocks[number >> BLOCK] + offsets[number], blocks[after >> BLOCK] + offsets[after]

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Starts:
        """Raises KeyError, TypeError or ValueError where `data` is not what `to_data` gave."""
        return cls(array_of("I", data["blocks"]), array_of(SIZES, data["starts"]))

    def to_data(self) -> dict[str, array[int]]:
        return {"blocks": self.blocks, "starts": self.offsets}
