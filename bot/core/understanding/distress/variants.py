"""Which variant of its class's reply is meant for the author of a text: who has swallowed something needs other words
than who thinks of dying.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.core.model import CrisisClass
from bot.core.understanding.distress.rules import NamedLists, Rules


class _Meant(NamedTuple):
    """For whom one variant is meant."""

    when: Rules
    not_for: Rules

    def includes(self, readings: Sequence[Sequence[str]]) -> bool:
        """Whether it is meant for the author of a text that is read in these ways."""
        return any(map(self.when.first_in, readings)) and not any(map(self.not_for.first_in, readings))


class Variants:
    """The variants of all crisis classes, by the rules of whom they are meant for."""

    def __init__(self, crisis: Mapping[str, CrisisClass], negations: frozenset[str], lists: NamedLists) -> None:
        self._meant = {
            name: [
                _Meant(
                    Rules({name: variant.when}, negations, lists),
                    Rules({name: variant.not_for}, negations, lists, between=0),
                )
                for variant in known.variants
            ]
            for name, known in crisis.items()
        }

    def place_of(self, crisis: str, *readings: Sequence[str]) -> int | None:
        """The place of the first variant of a class that is meant; the readings are the words of one text, as they are
        typed and as they are corrected.
        """
        return next((place for place, one in enumerate(self._meant.get(crisis, ())) if one.includes(readings)), None)

    def may_go_on(self, crisis: str, place: int, *readings: Sequence[str]) -> bool:
        """Whether a variant that was said before may still be meant: nothing tells that it is not."""
        meant = self._meant.get(crisis, ())
        return place < len(meant) and not any(map(meant[place].not_for.first_in, readings))
