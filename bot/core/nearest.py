"""Likeness of a question to the single phrases of an entry: cosine over whole words, meanings and names.

The phrases are indexed once, by `senim fit`, in a few flat arrays; an entry whose phrases have changed since is
indexed when it is first needed, so that an editor's phrase of this morning counts at once.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from math import sqrt
from typing import Any
from zlib import crc32

from bot.core.features import MEANING_WEIGHT, NAME_WEIGHT, Lexicon, weigh
from bot.core.model import Entry
from bot.core.weights import LinearModel, Table, packed, unpacked

_NORM_SCALE = 1000
_BASE = {"w": 1.0, "=": MEANING_WEIGHT, "@": NAME_WEIGHT}
"""Raw weight by kind of feature; pieces of words are left to the linear model."""


class Phrases:
    """Every phrase, numbered so that those of one entry lie side by side."""

    def __init__(self) -> None:
        self._ranges: dict[str, tuple[int, int]] = {}
        self._digests: dict[str, int] = {}
        self._norms = array("H")
        self._table = Table(array("I"))
        self._starts = array("I", [0])
        self._numbers = array("I")

    @classmethod
    def of_entries(cls, entries: Iterable[Entry], model: LinearModel, lexicon: Lexicon) -> Phrases:
        index, postings = cls(), dict[str, list[int]]()
        for entry in entries:
            start = len(index._norms)
            for phrase in phrases_of(entry):
                whole = _whole(weigh(lexicon.read(phrase)), model)
                for feature in whole:
                    postings.setdefault(feature, []).append(len(index._norms))
                norm = sqrt(sum(x * x for x in whole.values()))
                index._norms.append(min(65535, round(norm * _NORM_SCALE)))
            index._ranges[entry.id] = (start, len(index._norms))
            index._digests[entry.id] = _digest(entry)
        index._table = Table.of(postings)
        by_number: list[list[int]] = [[] for _ in range(len(index._table))]
        for feature, numbers in postings.items():
            by_number[index._table.number(feature)] += numbers
        index._numbers = array("H" if len(index._norms) < 65536 else "I")
        for numbers in by_number:
            index._numbers.extend(sorted(numbers))
            index._starts.append(len(index._numbers))
        return index

    def holds(self, entry: Entry) -> bool:
        """Whether the entry's phrases are still those that were indexed."""
        return self._digests.get(entry.id) == _digest(entry)

    def postings(self, question: Mapping[str, float], model: LinearModel) -> list[tuple[int, int, float]]:
        """For each feature of a question that any phrase has: where its phrases are listed, and its weight."""
        found = []
        for feature, x in question.items():
            number = self._table.number(feature)
            if number >= 0:
                weight = x * _BASE[feature[0]] * model.rarity(feature) * _NORM_SCALE
                found.append((self._starts[number], self._starts[number + 1], weight))
        return found

    def nearest(self, postings: Iterable[tuple[int, int, float]], entry: str) -> tuple[float, int]:
        """Likeness (0 to 1) of the nearest phrase of an entry, and its number among them."""
        first, after = self._ranges[entry]
        totals: dict[int, float] = {}
        numbers, norms = self._numbers, self._norms
        for start, end, weight in postings:
            i = bisect_left(numbers, first, start, end)
            while i < end and numbers[i] < after:
                number = numbers[i]
                totals[number] = totals.get(number, 0.0) + weight / (norms[number] or 1)
                i += 1
        if not totals:
            return 0.0, 0
        best = max(totals, key=totals.__getitem__)
        return min(1.0, totals[best]), best - first

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Phrases:
        """Raises KeyError, TypeError or ValueError where `data` is not what `to_data` gave."""
        index, start = cls(), 0
        for entry, count, digest in zip(data["entries"], data["phrases"], data["digests"], strict=True):
            index._ranges[entry] = (start, start + count)
            index._digests[entry] = digest
            start += count
        index._norms = unpacked("H", data["norms"])
        index._table, index._starts = Table(unpacked("I", data["features"])), unpacked("I", data["starts"])
        index._numbers = unpacked(data["number_type"], data["numbers"])
        if len(index._starts) != len(index._table) + 1 or start != len(index._norms):
            raise ValueError("the arrays of the phrases do not fit together")
        return index

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
        }


def phrases_of(entry: Entry) -> list[str]:
    return [phrase for listed in entry.phrases.values() for phrase in listed]


def unit(raw: Mapping[str, float], model: LinearModel) -> dict[str, float]:
    """The whole words, meanings and names of a question, weighed and brought to length one."""
    whole = {f: x * model.rarity(f) for f, x in raw.items() if f[0] in _BASE}
    length = sqrt(sum(x * x for x in whole.values())) or 1.0
    return {f: x / length for f, x in whole.items()}


def _whole(raw: Mapping[str, float], model: LinearModel) -> dict[str, float]:
    return {f: _BASE[f[0]] * model.rarity(f) for f in raw if f[0] in _BASE}


def _digest(entry: Entry) -> int:
    return crc32("\n".join(phrases_of(entry)).encode())
