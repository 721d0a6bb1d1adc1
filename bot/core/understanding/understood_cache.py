"""Short texts that many people send, understood once and kept in memory.

Without a chat, for as long as the process runs, and never what shows distress.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.core.model import Language
from bot.core.understanding.courtesies import is_courtesy
from bot.core.understanding.crisis import Sign
from bot.core.understanding.matching import Match, Outcome
from bot.core.understanding.message import Message

MOST_HELD, LONGEST_HELD = 256, 200
"""Texts that are held, and the characters of one that is."""
_MOST_AFTER = 4
"""Entries after which it is held what one text is about."""


Shown = tuple[str, str]
"""The entry that was shown, and how far a talk about help has gone."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a text is about after what was shown before it."""

    outcome: Outcome
    matches: tuple[Match, ...]
    """Where it asks several things, each of them."""


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
    in_turn: tuple[Match, ...] = ()
    """What its sentences ask, where each is clear by itself."""
    message: Message | None = None
    """What was read, as long as the text is in hand."""

    def matches_with(self, outcome: Outcome) -> tuple[Match, ...]:
        """What its sentences ask; nothing where they do not go with what the whole is taken for."""
        if not isinstance(outcome, Match) or is_courtesy(outcome):
            return self.in_turn
        return self.in_turn if any(part.entry == outcome.entry for part in self.in_turn) else ()


class UnderstoodCache:
    """The texts that were understood lately."""

    def __init__(self) -> None:
        self._texts: dict[str, Understood] = {}
        self._after: dict[str, dict[Shown, Subject]] = {}
        """Of each text that is held, what it is about after an entry."""

    def get(self, text: str) -> Understood | None:
        return self._texts.get(text)

    def keep(self, text: str, understood: Understood) -> None:
        """In place of the text that was asked for longest ago, if there are too many."""
        if len(text) > LONGEST_HELD or understood.sign is not None:
            return
        self._texts.pop(text, None)
        self._texts[text] = replace(understood, message=None)
        self._after.setdefault(understood.text, {})
        if len(self._texts) > MOST_HELD:
            gone = self._texts.pop(next(iter(self._texts)))
            self._after.pop(gone.text, None)

    def after(self, understood: Understood, shown: Shown, find: Callable[[], Subject]) -> Subject:
        """What a text is about after an entry was shown; of one that is held it is found once."""
        held = self._after.get(understood.text)
        if held is None:
            return find()
        if shown not in held:
            if len(held) == _MOST_AFTER:
                held.clear()
            held[shown] = find()
        return held[shown]
