"""What people meant when they said something similar in a training dialogue: k nearest neighbours over turns."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from bot.core.entry_ids import parts_of
from bot.core.scoring.inverted import InvertedIndex, Telling
from bot.core.scoring.rows import array_of
from bot.core.scoring.weights import Rarity, Vector

_MOST_TELLING = 16
"""Features of a question that are followed."""
_LEAST = 0.15
"""Likeness below which a turn says nothing."""


class Precedent(NamedTuple):
    """One turn that was learned from."""

    shown: str
    """The entry that was shown before it."""
    meant: str
    said: Vector
    """Its raw features."""


class Nearness(NamedTuple):
    """Likeness, 0 to 1, of a question to the nearest turn in which an entry was meant."""

    after_the_same: float = 0.0
    """After the very entry that is shown now."""
    after_any: float = 0.0
    by_analogy: float = 0.0
    """In which was meant of another film or city what this entry is of the one shown now, or the one shown again."""


class Precedents:
    def __init__(
        self, entries: Sequence[str] = (), turns: array[int] | None = None, index: InvertedIndex | None = None
    ) -> None:
        """`turns`: of each line of the index the places of the entry shown and of the one meant, side by side."""
        self._entries = list(entries)
        self._turns = turns if turns is not None else array("H")
        self._index = InvertedIndex() if index is None else index
        if len(self._turns) != 2 * len(self._index) or max(self._turns, default=-1) >= len(self._entries):
            raise ValueError("there should be two entries for each turn")

    @classmethod
    def of(cls, precedents: Iterable[Precedent], rarity: Rarity) -> Precedents:
        entries: dict[str, int] = {}
        index, turns = InvertedIndex(), array("H")
        for precedent in precedents:
            index.add(precedent.said, rarity)
            turns.extend(entries.setdefault(entry, len(entries)) for entry in (precedent.shown, precedent.meant))
        index.close()
        return cls(list(entries), turns, index)

    def near(self, shown: str, question: Telling) -> dict[str, Nearness]:
        """For each entry that was meant in any turn like it."""
        likeness: dict[tuple[int, int], float] = defaultdict(float)
        for line, like in self._alike(question):
            turn = self._turns[2 * line], self._turns[2 * line + 1]
            likeness[turn] = max(likeness[turn], like)
        near: dict[str, Nearness] = defaultdict(Nearness)
        for (before, meant), like in likeness.items():
            was_shown, entry = self._entries[before], self._entries[meant]
            if was_shown == shown:
                near[entry] = near[entry]._replace(after_the_same=max(near[entry].after_the_same, like))
            near[entry] = near[entry]._replace(after_any=max(near[entry].after_any, like))
            alike = analogue(was_shown, entry, shown)
            if alike:
                near[alike] = near[alike]._replace(by_analogy=max(near[alike].by_analogy, like))
        return near

    def _alike(self, question: Telling) -> Iterable[tuple[int, float]]:
        totals: dict[int, float] = defaultdict(float)
        for start, end, weight in self._index.postings(question, _MOST_TELLING):
            for line in self._index.numbers[start:end]:
                totals[line] += weight
        norms = self._index.norms
        likeness = ((line, total / norms[line]) for line, total in totals.items())
        return ((line, min(1.0, like)) for line, like in likeness if like >= _LEAST)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Precedents:
        """Raises KeyError, TypeError or ValueError where `data` is not what `to_data` gave."""
        return cls(data["entries"].split(), array_of("H", data["turns"]), InvertedIndex.from_data(data["index"]))

    def to_data(self) -> dict[str, Any]:
        return {"entries": " ".join(self._entries), "turns": self._turns, "index": self._index.to_data()}


def analogue(before: str, meant: str, shown: str) -> str | None:
    """What is to the entry shown now as the one meant was to the one shown before: the director of this film, of that
    one; the one shown itself where that was meant again. It need not exist; None where there is no analogy.
    """
    if meant == before:
        return shown
    first, second, now = parts_of(before), parts_of(meant), parts_of(shown)
    is_alike = first.family == second.family == now.family and bool(first.thing) and first.thing == second.thing
    return second.of_another(now.thing) if is_alike and now.thing not in ("", first.thing) else None
