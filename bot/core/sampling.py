"""Some of many, always the same ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def spread(items: Sequence[T], most: int) -> Sequence[T]:
    """At most so many, evenly taken."""
    return items[:: -(-len(items) // most)] if items else items
