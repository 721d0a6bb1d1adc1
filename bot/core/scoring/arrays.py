"""Arrays of whole numbers, as they lie in memory and in the file."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Protocol, runtime_checkable

SIZES = "BHI"
"""Types of arrays that `shortest` makes: of one, two and four bytes a number."""
LONG_LISTS = frozenset({"numbers", "rows"})
"""Names under which what was learned gives its long lists."""


@runtime_checkable
class LongList(Protocol):
    """Numbers of which only slices are read, from a beginning to an end, so that they need not lie in memory.

    An array is one, too.
    """

    @property
    def typecode(self) -> str: ...
    def __len__(self) -> int: ...
    def __getitem__(self, part: slice, /) -> Sequence[int]: ...


def array_of(kinds: str, value: object) -> array[int]:
    """`value`, which must be an array of one of these kinds (`array.typecode`). Raises TypeError."""
    if not isinstance(value, array) or value.typecode not in kinds:
        raise TypeError("this should be an array of whole numbers")
    return value


def long_list_of(kinds: str, value: object) -> LongList:
    """`value`, which must be a list of one of these kinds. Raises TypeError."""
    if not isinstance(value, LongList) or value.typecode not in kinds:
        raise TypeError("this should be a long list of whole numbers")
    return value


def shortest(numbers: array[int]) -> array[int]:
    """In one or two bytes each where they fit."""
    largest = max(numbers, default=0)
    return array("B" if largest < 1 << 8 else "H" if largest < 1 << 16 else "I", numbers)
