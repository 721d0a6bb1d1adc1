"""What people meant when they said something similar in a training dialogue: k nearest neighbours over turns."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Any, NamedTuple

from bot.core.entry_ids import family_of, parts_of
from bot.core.scoring.arrays import array_of
from bot.core.scoring.features import Vector
from bot.core.scoring.inverted import InvertedIndex, Telling
from bot.core.scoring.rarity import Rarity

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
    """A turn in which the corresponding entry of another film or city was meant, or the one shown was meant again."""


class Precedents:
    def __init__(
        self, entries: Sequence[str] = (), turns: array[int] | None = None, index: InvertedIndex | None = None
    ) -> None:
        """`turns`: of each line of the index the indexes of the entry shown and of the one meant, side by side."""
        self._entries = list(entries)
        self._turns = turns if turns is not None else array("H")
        self._index = InvertedIndex() if index is None else index
        if len(self._turns) != 2 * len(self._index) or max(self._turns, default=-1) >= len(self._entries):
            raise ValueError("there should be two entries for each turn")

    @cached_property
    def _families(self) -> list[str]:
        """The family of each entry: there is no analogy between two families."""
        return list(map(family_of, self._entries))

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
        """How near the precedents are of each entry that was meant in a turn like this one."""
        turns, entries, families, family = self._turns, self._entries, self._families, family_of(shown)
        likeness: dict[tuple[int, int], float] = {}
        for line, like in self._alike(question):
            turn = turns[2 * line], turns[2 * line + 1]
            if like > likeness.get(turn, 0.0):
                likeness[turn] = like
        after_the_same: dict[str, float] = {}
        after_any: dict[str, float] = {}
        by_analogy: dict[str, float] = {}
        for (before, meant), like in sorted(likeness.items(), key=itemgetter(1)):  # so that the nearest one stays
            was_shown, entry = entries[before], entries[meant]
            after_any[entry] = like
            if was_shown == shown:
                after_the_same[entry] = like
            if before == meant or families[before] == families[meant] == family:
                alike = analogue(was_shown, entry, shown)
                if alike:
                    by_analogy[alike] = like
        return {
            entry: Nearness(after_the_same.get(entry, 0.0), after_any.get(entry, 0.0), by_analogy.get(entry, 0.0))
            for entry in after_any | by_analogy
        }

    def _alike(self, question: Telling) -> Iterable[tuple[int, float]]:
        """The turns like it, each with its likeness, 0 to 1."""
        norms = self._index.norms
        totals: dict[int, float] = {}
        total_of = totals.get
        for lines, weight in self._index.postings(question, _MOST_TELLING):
            for line in lines:
                totals[line] = total_of(line, 0.0) + weight
        likeness = ((line, total / norms[line]) for line, total in totals.items())
        return ((line, min(1.0, like)) for line, like in likeness if like >= _LEAST)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Precedents:
        """Raises KeyError, TypeError or ValueError where `data` is not what `to_data` gave."""
        return cls(data["entries"].split(), array_of("H", data["turns"]), InvertedIndex.from_data(data["index"]))

    def to_data(self) -> dict[str, Any]:
        return {"entries": " ".join(self._entries), "turns": self._turns, "index": self._index.to_data()}


def analogue(before: str, meant: str, shown: str) -> str | None:
    """The entry that is to `shown` what `meant` was to `before`: the director of this film for the director of that
    one; `shown` itself where `before` was meant again. It need not exist; None where there is no analogy.
    """
    if meant == before:
        return shown
    first, second, now = parts_of(before), parts_of(meant), parts_of(shown)
    is_alike = first.family == second.family == now.family and bool(first.thing) and first.thing == second.thing
    return second.of_another(now.thing) if is_alike and now.thing not in ("", first.thing) else None
