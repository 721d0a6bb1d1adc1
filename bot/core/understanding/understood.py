"""What a text was understood to say by itself, whatever was shown before it."""

from __future__ import annotations

from typing import NamedTuple

from bot.core.knowledge import Language
from bot.core.understanding.courtesies import is_courtesy
from bot.core.understanding.distress.sign import Sign
from bot.core.understanding.matching import Match, Outcome
from bot.core.understanding.message import Message

_MANY = 3
"""Questions, each clear by itself, that are no one question."""


class Understood(NamedTuple):
    """What a text says by itself."""

    text: str
    """In the keyboard layout that was meant."""
    language: Language | None
    """What it is in, as far as it shows."""
    sign: Sign | None
    alone: Outcome
    """What it is about, whatever was shown before."""
    in_turn: tuple[Match, ...] = ()
    """What its sentences ask, where each is clear by itself."""
    leaves_address: bool = False
    """Whether it leaves an address or a telephone number, and asks nothing."""
    asks_for_language: Language | None = None
    """The language that is asked for, where nothing else is."""
    message: Message | None = None
    """The message as it was read, as long as it is being answered."""

    def matches_with(self, outcome: Outcome) -> tuple[Match, ...]:
        """What its sentences ask; nothing where they do not go with what the whole is taken for, which of many
        questions means nothing.
        """
        if not isinstance(outcome, Match) or is_courtesy(outcome) or len(self.in_turn) >= _MANY:
            return self.in_turn
        return self.in_turn if any(part.entry == outcome.entry for part in self.in_turn) else ()
