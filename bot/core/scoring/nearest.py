"""Likeness of a question to the single phrases of an entry: cosine over whole words, meanings and names.

The phrases are indexed once, by `senim fit`, in a few flat arrays; an entry whose phrases have changed since is
indexed when the knowledge is loaded, so that an editor's phrase of this morning counts at once.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from operator import truediv
from typing import Any
from zlib import crc32

from bot.core.model import Entry
from bot.core.scoring.inverted import InvertedIndex, Postings, Telling
from bot.core.scoring.rows import array_of
from bot.core.scoring.weights import Rarity, Vector
from bot.core.text import normal_forms

_MOST_TELLING = 16
"""Features of a question that are followed: the others are so common that they tell phrases apart no more."""


class Phrases:
    """Every phrase, numbered so that those of one entry lie side by side. `add` entries, then `close`."""

    def __init__(self, index: InvertedIndex | None = None) -> None:
        self._index = InvertedIndex() if index is None else index
        self._ranges: dict[str, tuple[int, int]] = {}
        self._digests: dict[str, int] = {}
        self._texts, self._places = array("I"), array("I")
        """Checksums of whole phrases, sorted, and the number of the phrase beside each."""
        self._open_texts: list[int] = []

    def add(self, entry: Entry, vectors: Iterable[Vector], rarity: Rarity) -> None:
        """`vectors` are the raw features of the entry's phrases, in their order."""
        start = len(self._index)
        for vector in vectors:
            self._index.add(vector, rarity)
        self._open_texts += [_checksum(normal_forms(phrase)) for phrase in phrases_of(entry)]
        self._ranges[entry.id] = (start, len(self._index))
        self._digests[entry.id] = _digest(entry)

    def close(self) -> None:
        self._index.close()
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

    def postings(self, question: Telling) -> Postings:
        """What `nearest` takes."""
        return self._index.postings(question, _MOST_TELLING)

    def nearest(self, postings: Postings, entry: str) -> tuple[float, int]:
        """Likeness (0 to 1) of the nearest phrase of an entry, and its number among them."""
        first, after = self._ranges[entry]
        totals = [0.0] * (after - first)
        numbers = self._index.numbers
        for start, end, weight in postings:
            start = bisect_left(numbers, first, start, end)
            for number in numbers[start : bisect_left(numbers, after, start, end)]:
                totals[number - first] += weight
        likeness = list(map(truediv, totals, self._index.norms[first:after]))
        best = max(likeness, default=0.0)
        return min(1.0, best), likeness.index(best) if best else 0

    def word_for_word(self, words: Sequence[str]) -> str | None:
        """The entry one of whose phrases has just these words; another text is taken for one once in 80,000 times."""
        checksum = _checksum(words)
        i = bisect_left(self._texts, checksum)
        if i == len(self._texts) or self._texts[i] != checksum:
            return None
        return next(e for e, (first, after) in self._ranges.items() if first <= self._places[i] < after)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Phrases:
        """Raises KeyError, TypeError or ValueError where `data` is not what `to_data` gave."""
        phrases, start = cls(InvertedIndex.from_data(data["index"])), 0
        for entry, count, digest in zip(data["entries"], data["phrases"], data["digests"], strict=True):
            phrases._ranges[entry] = (start, start + count)
            phrases._digests[entry] = digest
            start += count
        phrases._texts, phrases._places = array_of("I", data["texts"]), array_of("I", data["places"])
        if not phrases._fits(start):
            raise ValueError("the arrays of the phrases do not fit together")
        return phrases

    def _fits(self, count: int) -> bool:
        """Whether there are so many phrases."""
        return count == len(self._index) == len(self._texts) == len(self._places)

    def to_data(self) -> dict[str, Any]:
        return {
            "entries": list(self._ranges),
            "phrases": [after - first for first, after in self._ranges.values()],
            "digests": list(self._digests.values()),
            "index": self._index.to_data(),
            "texts": self._texts,
            "places": self._places,
        }


def phrases_of(entry: Entry) -> list[str]:
    return [phrase for listed in entry.phrases.values() for phrase in listed]


def _digest(entry: Entry) -> int:
    return crc32("\n".join(phrases_of(entry)).encode())


def _checksum(words: Sequence[str]) -> int:
    return crc32(" ".join(words).encode())
