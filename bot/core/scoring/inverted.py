"""An inverted index: for each feature, the lines that have it; in a few flat arrays that load in no time.

Lines are compared by whole words, meanings and names; pieces of words are left to the linear model.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from math import sqrt
from operator import itemgetter
from typing import Any

from bot.core.scoring.arrays import LongList, array_of, long_list_of
from bot.core.scoring.features import MEANING_WEIGHT, NAME_WEIGHT, FeatureKind, Vector, kind_of
from bot.core.scoring.rarity import Rarity, Table, checksum_of
from bot.core.scoring.starts import Span, Starts

_NORM_SCALE = 1000
_NUMBER_TYPES = "HI"
MOST_SHORT = 65_535
"""Lines whose numbers fit into two bytes each; of more, each takes four wherever it is listed."""
_BASE: Mapping[FeatureKind, float] = {"word": 1.0, "meaning": MEANING_WEIGHT, "name": NAME_WEIGHT}
"""Raw weight by kind of feature."""

Telling = Sequence[tuple[int, float]]
"""What lines are compared by: the checksum of each feature of a text and what it weighs, the most telling first."""
Postings = list[tuple[Sequence[int], float]]
"""For each telling feature of a text that any line has: its lines, in order, and its weight."""


class InvertedIndex:
    """Lines by number, from 0. `add` them, then `close`; the cosine of a question to a line is the sum of what its
    postings weigh, divided by the line's norm.
    """

    def __init__(self) -> None:
        self.norms = array("H")
        self.numbers: LongList = array("I")
        """The lines of each feature, one feature after the other."""
        self._table = Table.of(())
        self._starts = Starts.of([0])
        self._open: dict[str, array[int]] = {}

    def __len__(self) -> int:
        return len(self.norms)

    def add(self, vector: Vector, rarity: Rarity) -> None:
        """`vector` are the raw features of the next line."""
        whole = {f: base * rarity.of(f) for f in vector if (base := _BASE.get(kind_of(f)))}
        for feature in whole:
            self._open.setdefault(feature, array("I")).append(len(self.norms))
        norm = sqrt(sum(x * x for x in whole.values()))
        self.norms.append(max(1, min(65535, round(norm * _NORM_SCALE))))

    def close(self, commonest: int | None = None) -> None:
        """Features that more lines than this have are left out."""
        kept = {f: lines for f, lines in self._open.items() if commonest is None or len(lines) <= commonest}
        self._table, self._open = Table.of(kept), {}
        by_number: list[array[int]] = [array("I") for _ in range(len(self._table))]
        for feature, lines in kept.items():
            by_number[self._table.number(feature)].extend(lines)
        starts, numbers = array("I", [0]), array("H" if len(self.norms) <= MOST_SHORT else "I")
        for listed in by_number:
            numbers.extend(sorted(listed))
            starts.append(len(numbers))
        self._starts, self.numbers = Starts.of(starts), numbers

    def postings(self, text: Telling, most: int) -> Postings:
        """The postings of the most telling features that any line has, at most so many."""
        found = ((span, weight) for span, (_, weight) in zip(self.spans(text), text, strict=True) if span)
        return [(self.numbers[start:end], weight) for (start, end), weight in islice(found, most)]

    def spans(self, text: Telling) -> Iterator[Span | None]:
        """Where the lines of each feature are listed; None where none has it."""
        return self._starts.spans(self._table.numbers(checksum for checksum, _ in text))

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> InvertedIndex:
        """Raises KeyError, TypeError or ValueError where `data` is not what `to_data` gave."""
        index = cls()
        index.norms = array_of("H", data["norms"])
        index._table, index._starts = Table.from_data(data), Starts.from_data(data)
        index.numbers = long_list_of(_NUMBER_TYPES, data["numbers"])
        if not index._fits():
            raise ValueError("the arrays of an index do not fit together")
        return index

    def to_data(self) -> dict[str, Any]:
        return {
            "norms": self.norms,
            **self._table.to_data(),
            **self._starts.to_data(),
            "numbers": self.numbers,
        }

    def _fits(self) -> bool:
        """Whether the arrays belong together."""
        return len(self._starts) == len(self._table) and self._starts.end == len(self.numbers)


def telling(features: Vector, rarity: Rarity) -> Telling:
    """The words, meanings and names of a text without the pieces of words, scaled as if all its features had length
    one.
    """
    whole = [(f, _BASE[kind], x, rarity.of(f)) for f, x in features.items() if (kind := kind_of(f)) in _BASE]
    length = sqrt(sum((x * idf) * (x * idf) for _, _, x, idf in whole)) or 1.0
    told = [(checksum_of(f), x * idf / length * base * idf * _NORM_SCALE) for f, base, x, idf in whole]
    return sorted(told, key=itemgetter(1), reverse=True)
