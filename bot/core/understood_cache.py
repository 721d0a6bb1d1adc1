"""What many people ask in the same few words, understood once.

In memory only, without a chat, for as long as the process runs, and never what shows distress. Of a text that was only
asked whether it alarms nothing is held but its hash, which is another in every process.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from bot.core.crisis import Sign
from bot.core.matching import Outcome
from bot.core.model import Language

MOST_HELD, LONGEST_HELD = 256, 100
"""Texts that are held, and the characters of one that is."""
_MOST_AFTER = 4
"""Entries after which it is held what one text is about."""

K = TypeVar("K")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Understood:
    """What a text says by itself."""

    text: str
    """In the keyboard layout that was meant."""
    language: Language | None
    """What it is in, as far as it shows."""
    sign: Sign | None
    plain: Outcome
    """What it is about, whatever was shown before."""
    _after: dict[str, Outcome] = field(default_factory=dict)

    def after(self, shown: str, find: Callable[[], Outcome]) -> Outcome:
        """What it is about after an entry was shown; found when it is first asked for."""
        if shown not in self._after:
            if len(self._after) == _MOST_AFTER:
                self._after.clear()
            self._after[shown] = find()
        return self._after[shown]


class UnderstoodCache:
    """The texts that were understood lately."""

    def __init__(self) -> None:
        self._texts: dict[str, Understood] = {}
        self._calm: dict[int, None] = {}
        """Hashes of those of which it is known that they alarm nobody, before they were understood."""

    def is_calm(self, text: str) -> bool:
        return text in self._texts or hash(text) in self._calm

    def keep_calm(self, text: str) -> None:
        """For the many who ask the same while the first of them still waits for an answer."""
        _keep(self._calm, hash(text), None)

    def get(self, text: str) -> Understood | None:
        return self._texts.get(text)

    def keep(self, text: str, understood: Understood) -> None:
        """In place of the text that was asked for longest ago, if there are too many."""
        if len(text) > LONGEST_HELD or understood.sign is not None:
            return
        _keep(self._texts, text, understood)


def _keep(held: dict[K, T], key: K, value: T) -> None:
    held.pop(key, None)
    held[key] = value
    if len(held) > MOST_HELD:
        del held[next(iter(held))]
