"""What many people ask in the same few words, understood once.

In memory only, without a chat, for as long as the process runs, and never what shows distress.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.core.crisis import Sign
from bot.core.matching import Outcome
from bot.core.model import Language

MOST, LONGEST = 256, 100
"""Texts that are held, and the characters of one that is."""
_MOST_AFTER = 4
"""Entries after which it is held what one text is about."""


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


class Held:
    """The texts that were understood lately."""

    def __init__(self) -> None:
        self._texts: dict[str, Understood] = {}

    def __contains__(self, text: str) -> bool:
        return text in self._texts

    def get(self, text: str) -> Understood | None:
        return self._texts.get(text)

    def keep(self, text: str, understood: Understood) -> None:
        """In place of the text that was asked for longest ago, if there are too many."""
        if len(text) > LONGEST or understood.sign is not None:
            return
        self._texts.pop(text, None)
        self._texts[text] = understood
        if len(self._texts) > MOST:
            del self._texts[next(iter(self._texts))]
