"""Likeness of a question to the single phrases of an entry: cosine over whole words, meanings and names.

The phrases are indexed once, by `senim fit`, in a few flat arrays; an entry whose phrases have changed since is
indexed when the knowledge is loaded, so that an editor's phrase of this morning counts at once.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any
from zlib import crc32

from bot.core.knowledge import Entry
from bot.core.scoring.arrays import SIZES, array_of, shortest
from bot.core.scoring.features import Vector
from bot.core.scoring.inverted import MOST_SHORT, InvertedIndex, Postings, Telling
from bot.core.scoring.rarity import Rarity, Table, checksum_of
from bot.core.text import normal_forms

_MOST_TELLING = 16
"""Features of a question that are followed: the others are so common that they tell phrases apart no more."""


class Phrases:
    """Every phrase, numbered so that those of one entry lie side by side. `add` entries, then `close`.

    They lie in as many indexes as it takes for their numbers to fit into two bytes each.
    """

    def __init__(self) -> None:
        self._indexes = [InvertedIndex()]
        self._ranges: dict[str, tuple[int, int, int]] = {}
        """Of each entry its index, its first phrase there, and the one after its last."""
        self._digests: dict[str, int] = {}
        self._texts, self._owners = Table.of(()), array("B")
        """Whole phrases, and the number of the (first) entry whose phrase each is."""
        self._open_texts: list[tuple[int, int]] = []

    def add(self, entry: Entry, vectors: Iterable[Vector], rarity: Rarity) -> None:
        """`vectors` are the raw features of the entry's phrases, in their order."""
        phrases = phrases_of(entry)
        if len(self._indexes[-1]) + len(phrases) > MOST_SHORT:
            self._indexes.append(InvertedIndex())
        index = self._indexes[-1]
        start = len(index)
        for vector in vectors:
            index.add(vector, rarity)
        self._open_texts += [(checksum_of(_joined(normal_forms(phrase))), len(self._ranges)) for phrase in phrases]
        self._ranges[entry.id] = (len(self._indexes) - 1, start, len(index))
        self._digests[entry.id] = _digest(entry)

    def close(self) -> None:
        for index in self._indexes:
            index.close()
        owners = dict(sorted(self._open_texts, reverse=True))
        self._texts = Table.of_checksums(owners)
        self._owners = shortest(array("I", [owners[checksum] for checksum in sorted(owners)]))
        self._open_texts = []

    def holds(self, entry: Entry) -> bool:
        """Whether the entry's phrases are still those that were indexed."""
        return self._digests.get(entry.id) == _digest(entry)

    def __bool__(self) -> bool:
        return bool(self._ranges)

    def __contains__(self, entry: str) -> bool:
        return entry in self._ranges

    def postings(self, question: Telling) -> list[Postings]:
        """What `nearest` takes: for each index the postings of the same features, those that any phrase of any index
        has.
        """
        in_each = zip(*(index.spans(question) for index in self._indexes), strict=True)
        told = ((spans, weight) for spans, (_, weight) in zip(in_each, question, strict=True) if any(spans))
        found = list(islice(told, _MOST_TELLING))
        return [
            [(index.numbers[span[0] : span[1]], weight) for spans, weight in found if (span := spans[which])]
            for which, index in enumerate(self._indexes)
        ]

    def nearest(self, postings: Sequence[Postings], entry: str) -> tuple[float, int]:
        """Likeness (0 to 1) of the nearest phrase of an entry, and its number among them."""
        which, first, after = self._ranges[entry]
        norms = self._indexes[which].norms
        totals: dict[int, float] = {}
        total_of = totals.get
        for numbers, weight in postings[which]:
            start = bisect_left(numbers, first)
            for number in numbers[start : bisect_left(numbers, after, start)]:
                totals[number] = total_of(number, 0.0) + weight
        best, nearest = 0.0, first
        for number, total in totals.items():
            likeness = total / norms[number]
            if likeness > best or (likeness == best and number < nearest):
                best, nearest = likeness, number
        return min(1.0, best), nearest - first

    def word_for_word(self, words: Sequence[str]) -> str | None:
        """The entry one of whose phrases has just these words; another text is taken for one once in 80,000 times."""
        number = self._texts.number(_joined(words))
        return next(islice(self._ranges, self._owners[number], None)) if number >= 0 else None

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Phrases:
        """Raises KeyError, TypeError or ValueError where `data` is not what `to_data` gave."""
        phrases, counts = cls(), [0] * len(data["indexes"])
        for entry, which, count, digest in zip(
            data["entries"], data["places"], data["phrases"], data["digests"], strict=True
        ):
            phrases._ranges[entry] = (which, counts[which], counts[which] + count)
            phrases._digests[entry] = digest
            counts[which] += count
        phrases._indexes = [InvertedIndex.from_data(index) for index in data["indexes"].values()]
        phrases._texts, phrases._owners = Table.from_data(data["texts"]), array_of(SIZES, data["owners"])
        if not phrases._fits(counts):
            raise ValueError("the arrays of the phrases do not fit together")
        return phrases

    def _fits(self, counts: Sequence[int]) -> bool:
        """Whether there are so many phrases in each index, and an entry to each; some have the same words."""
        is_listed = len(self._texts) == len(self._owners) <= sum(counts)
        return (
            is_listed
            and list(map(len, self._indexes)) == list(counts)
            and max(self._owners, default=-1) < len(self._ranges)
        )

    def to_data(self) -> dict[str, Any]:
        return {
            "entries": list(self._ranges),
            "places": [which for which, _, _ in self._ranges.values()],
            "phrases": [after - first for _, first, after in self._ranges.values()],
            "digests": list(self._digests.values()),
            "indexes": {str(which): index.to_data() for which, index in enumerate(self._indexes)},
            "texts": self._texts.to_data(),
            "owners": self._owners,
        }


def phrases_of(entry: Entry) -> list[str]:
    return [phrase for listed in entry.phrases.values() for phrase in listed]


def _digest(entry: Entry) -> int:
    return crc32("\n".join(phrases_of(entry)).encode())


def _joined(words: Sequence[str]) -> str:
    return " ".join(words)
