"""Likeness of a question to the single phrases of an entry: cosine over whole words, meanings and names.

The phrases are indexed once, by `senim fit`, in a few flat arrays; an entry whose phrases have changed since is
indexed when the knowledge is loaded, so that an editor's phrase of this morning counts at once.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest
from math import sqrt
from operator import gt, itemgetter, truediv
from typing import Any
from zlib import crc32

from bot.core.features import MEANING_WEIGHT, NAME_WEIGHT, FeatureKind, kind_of
from bot.core.model import Entry
from bot.core.rows import packed, unpacked
from bot.core.text import words
from bot.core.weights import Rarity, Table, Vector

_NORM_SCALE = 1000
_FEATURES = 1_000
"""Features of which it is held ready where their phrases are listed."""
_BASE: Mapping[FeatureKind, float] = {"word": 1.0, "meaning": MEANING_WEIGHT, "name": NAME_WEIGHT}
"""Raw weight by kind of feature; pieces of words are left to the linear model."""

Postings = list[tuple[int, int, float]]
"""For each telling feature of a question that any phrase has: where its phrases are listed, and its weight."""
MOST_TELLING = 16
"""Features of a question that are followed: the others are so common that they tell phrases apart no more."""


class Phrases:
    """Every phrase, numbered so that those of one entry lie side by side. `add` entries, then `close`."""

    def __init__(self) -> None:
        self._ranges: dict[str, tuple[int, int]] = {}
        self._digests: dict[str, int] = {}
        self._norms = array("H")
        self._table = Table(array("I"))
        self._starts = array("I", [0])
        self._numbers = array("I")
        self._texts, self._places = array("I"), array("I")
        """Checksums of whole phrases, sorted, and the number of the phrase beside each."""
        self._open: dict[str, array[int]] = {}
        self._open_texts: list[int] = []
        self._listed = lru_cache(_FEATURES)(self._find)

    def add(self, entry: Entry, vectors: Iterable[Vector], rarity: Rarity) -> None:
        """`vectors` are the raw features of the entry's phrases, in their order."""
        start = len(self._norms)
        for vector in vectors:
            whole = {f: base * rarity.of(f) for f in vector if (base := _BASE.get(kind_of(f)))}
            for feature in whole:
                self._open.setdefault(feature, array("I")).append(len(self._norms))
            norm = sqrt(sum(x * x for x in whole.values()))
            self._norms.append(max(1, min(65535, round(norm * _NORM_SCALE))))
        self._open_texts += [_checksum(words(phrase)) for phrase in phrases_of(entry)]
        self._ranges[entry.id] = (start, len(self._norms))
        self._digests[entry.id] = _digest(entry)

    def close(self) -> None:
        self._table = Table.of(self._open)
        by_number: list[array[int]] = [array("I") for _ in range(len(self._table))]
        for feature, numbers in self._open.items():
            by_number[self._table.number(feature)].extend(numbers)
        self._open = {}
        self._starts, self._numbers = array("I", [0]), array("H" if len(self._norms) < 65536 else "I")
        for numbers in by_number:
            self._numbers.extend(sorted(numbers))
            self._starts.append(len(self._numbers))
        numbered = sorted((checksum, number) for number, checksum in enumerate(self._open_texts))
        self._texts = array("I", [checksum for checksum, _ in numbered])
        self._places = array("I", [number for _, number in numbered])
        self._open_texts = []

    def holds(self, entry: Entry) -> bool:
        """Whether the entry's phrases are still those that were indexed."""
        return self._digests.get(entry.id) == _digest(entry)

    def __bool__(self) -> bool:
        return bool(self._ranges)

    def __contains__(self, entry: str) -> bool:
        return entry in self._ranges

    def postings(self, question: Mapping[str, float], rarity: Rarity) -> Postings:
        found = []
        for feature, x in question.items():
            if listed := self._listed(feature):
                found.append((*listed, x * _BASE[kind_of(feature)] * rarity.of(feature) * _NORM_SCALE))
        return nlargest(MOST_TELLING, found, key=itemgetter(2))

    def _find(self, feature: str) -> tuple[int, int] | None:
        """Where the phrases with this feature are listed."""
        number = self._table.number(feature)
        return (self._starts[number], self._starts[number + 1]) if number >= 0 else None

    def nearest(self, postings: Postings, entry: str) -> tuple[float, int]:
        """Likeness (0 to 1) of the nearest phrase of an entry, and its number among them."""
        first, after = self._ranges[entry]
        totals = [0.0] * (after - first)
        numbers, norms = self._numbers, self._norms
        for start, end, weight in postings:
            start = bisect_left(numbers, first, start, end)
            for number in numbers[start : bisect_left(numbers, after, start, end)]:
                totals[number - first] += weight
        likeness = list(map(truediv, totals, norms[first:after]))
        best = max(likeness, default=0.0)
        return min(1.0, best), likeness.index(best) if best else 0

    def word_for_word(self, said: Sequence[str]) -> str | None:
        """The entry one of whose phrases has just these words; another text is taken for one once in 80,000 times."""
        checksum = _checksum(said)
        i = bisect_left(self._texts, checksum)
        if i == len(self._texts) or self._texts[i] != checksum:
            return None
        return next(e for e, (first, after) in self._ranges.items() if first <= self._places[i] < after)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Phrases:
        """Raises KeyError, TypeError or ValueError where `data` is not what `to_data` gave."""
        index, start = cls(), 0
        for entry, count, digest in zip(data["entries"], data["phrases"], data["digests"], strict=True):
            index._ranges[entry] = (start, start + count)
            index._digests[entry] = digest
            start += count
        index._norms = unpacked("H", data["norms"])
        if 0 in index._norms:
            index._norms = array("H", (norm or 1 for norm in index._norms))
        index._table, index._starts = Table(unpacked("I", data["features"])), unpacked("I", data["starts"])
        index._numbers = unpacked(data["number_type"], data["numbers"])
        index._texts, index._places = unpacked("I", data["texts"]), unpacked("I", data["places"])
        if not index._fits(start):
            raise ValueError("the arrays of the phrases do not fit together")
        return index

    def _fits(self, count: int) -> bool:
        """Whether the arrays hold so many phrases, and point to no others."""
        starts = self._starts
        return (
            count == len(self._norms) == len(self._texts) == len(self._places)
            and len(starts) == len(self._table) + 1
            and not any(map(gt, starts, starts[1:]))
            and starts[-1] == len(self._numbers)
            and max(self._places, default=-1) < count
        )

    def to_data(self) -> dict[str, Any]:
        return {
            "entries": list(self._ranges),
            "phrases": [after - first for first, after in self._ranges.values()],
            "digests": list(self._digests.values()),
            "norms": packed(self._norms),
            "features": packed(self._table.checksums),
            "starts": packed(self._starts),
            "number_type": self._numbers.typecode,
            "numbers": packed(self._numbers),
            "texts": packed(self._texts),
            "places": packed(self._places),
        }


def phrases_of(entry: Entry) -> list[str]:
    return [phrase for listed in entry.phrases.values() for phrase in listed]


def unit(features: Vector, rarity: Rarity) -> dict[str, float]:
    """The whole words, meanings and names of a question, weighed and brought to length one."""
    whole = {f: x * rarity.of(f) for f, x in features.items() if kind_of(f) in _BASE}
    length = sqrt(sum(x * x for x in whole.values())) or 1.0
    return {f: x / length for f, x in whole.items()}


def _digest(entry: Entry) -> int:
    return crc32("\n".join(phrases_of(entry)).encode())


def _checksum(said: Sequence[str]) -> int:
    return crc32(" ".join(said).encode())
