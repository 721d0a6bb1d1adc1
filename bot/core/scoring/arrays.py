"""Arrays of whole numbers, as they lie in memory and in the file."""

from __future__ import annotations

from array import array

SIZES = "BHI"
"""Types of arrays that `shortest` makes: of one, two and four bytes a number."""


def array_of(kinds: str, value: object) -> array[int]:
    """`value`, which must be an array of one of these kinds (`array.typecode`). Raises TypeError."""
    if not isinstance(value, array) or value.typecode not in kinds:
        raise TypeError("this should be an array of whole numbers")
    return value


def shortest(numbers: array[int]) -> array[int]:
    """In one or two bytes each where they fit."""
    largest = max(numbers, default=0)
    return array("B" if largest < 1 << 8 else "H" if largest < 1 << 16 else "I", numbers)
