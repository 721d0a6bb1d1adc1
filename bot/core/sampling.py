"""Samples of a list, the same ones every time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def spread(items: Sequence[T], most: int) -> Sequence[T]:
    """At most `most` of the items, evenly spread."""
    return items[:: -(-len(items) // most)] if items else items
