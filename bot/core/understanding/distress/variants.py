"""Which variant of its class's reply is meant for the author of a text: who has swallowed something needs other words
than who thinks of dying.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.core.knowledge import CrisisClass
from bot.core.understanding.patterns import Patterns, PatternWords


class _Meant(NamedTuple):
    """For whom one variant is meant."""

    when: Patterns
    not_for: Patterns

    def includes(self, readings: Sequence[Sequence[str]]) -> bool:
        """Whether it is meant for the author of a text that is read in these ways."""
        return bool(self.when.first_in_any(readings)) and not self.not_for.first_in_any(readings)


class Variants:
    """The variants of all crisis classes, by the rules of whom they are meant for."""

    def __init__(self, crisis: Mapping[str, CrisisClass], words: PatternWords) -> None:
        self._meant = {
            name: {
                variant: _Meant(
                    Patterns({variant: said.when}, words),
                    Patterns({variant: said.not_for}, words, between=0),
                )
                for variant, said in known.variants.items()
            }
            for name, known in crisis.items()
        }

    def meant_in(self, crisis: str, readings: Sequence[Sequence[str]]) -> str | None:
        """The first variant of a class that is meant; the readings are those of one text."""
        of_class = self._meant.get(crisis, {})
        return next((variant for variant, meant in of_class.items() if meant.includes(readings)), None)

    def may_go_on(self, crisis: str, variant: str, readings: Sequence[Sequence[str]]) -> bool:
        """Whether a variant that was said before may still be meant: it is still known, and nothing tells that it is
        not.
        """
        meant = self._meant.get(crisis, {}).get(variant)
        return meant is not None and not meant.not_for.first_in_any(readings)
