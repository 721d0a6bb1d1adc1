"""Arrays of whole numbers, as they lie in memory and in the file."""

from __future__ import annotations

from array import array


def array_of(kinds: str, value: object) -> array[int]:
    """`value`, which must be an array of one of these kinds (`array.typecode`). Raises TypeError."""
    if not isinstance(value, array) or value.typecode not in kinds:
        raise TypeError("this should be an array of whole numbers")
    return value


def shortest(numbers: array[int]) -> array[int]:
    """In two bytes each where they fit."""
    return array("H", numbers) if max(numbers, default=0) < 1 << 16 else numbers
