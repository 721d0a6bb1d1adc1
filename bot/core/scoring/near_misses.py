"""Lines that look like a cry for help and are none, known again word for word.

A linear model draws a border between what is calm and what is not, and some of the lines that it learned from lie on
the wrong side of it; what one of them says is certain all the same.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from bot.core.knowledge import Knowledge
from bot.core.scoring.arrays import array_of
from bot.core.text import normal_forms

_BYTES = 8


class NearMisses:
    """Lines that are near misses, held as digests of eight bytes, in order."""

    def __init__(self, digests: array[int] | None = None) -> None:
        self._digests = array("Q") if digests is None else digests

    @classmethod
    def of(cls, knowledge: Knowledge) -> NearMisses:
        """The near misses of all crisis classes."""
        listed = (lines for crisis in knowledge.crisis.values() for lines in crisis.near_misses.values())
        return cls.of_lines(line for lines in listed for line in lines)

    @classmethod
    def of_lines(cls, lines: Iterable[str]) -> NearMisses:
        return cls(array("Q", sorted({_digest(normal_forms(line)) for line in lines})))

    def __contains__(self, words: Sequence[str]) -> bool:
        """Whether these words, in their normal form, are one of the lines."""
        digest = _digest(words)
        index = bisect_left(self._digests, digest)
        return index < len(self._digests) and self._digests[index] == digest

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> NearMisses:
        """Raises KeyError or TypeError where `data` is not what `to_data` gave."""
        return cls(array_of("Q", data["digests"]))

    def to_data(self) -> dict[str, Any]:
        return {"digests": self._digests}


def _digest(words: Sequence[str]) -> int:
    return int.from_bytes(blake2b(" ".join(words).encode(), digest_size=_BYTES).digest(), "little")
