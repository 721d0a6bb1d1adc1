"""What is said in a talk about help: a message as it came, and what is made of it before anything is looked for in
it.
"""

from __future__ import annotations

from typing import NamedTuple

from bot.core.understanding.distress.sign import Sign, first_of
from bot.core.understanding.matching import NoMatch, Outcome
from bot.core.understanding.message import Message
from bot.core.understanding.talk import Context
from bot.core.understanding.zone import SaysOnly


class Told(NamedTuple):
    """It needs no search: what it is about is known, or known to be nothing."""

    outcome: Outcome
    sign: Sign | None
    """The sign of distress that counts."""


class Cry(NamedTuple):
    """Part of it cries for help; what else it is about is still to be found."""

    sign: Sign


Said = Told | Cry | SaysOnly


class Remark(NamedTuple):
    """A message in a talk about help."""

    message: Message
    alone: Outcome
    """What it is about by itself."""
    sign: Sign | None
    """The sign that it shows by itself."""
    talk: Context

    @property
    def cries(self) -> bool:
        return first_of(self.sign) is not None

    @property
    def softly(self) -> Sign | None:
        """Its sign as one that brings no help first."""
        return self.sign and self.sign._replace(level="soft")

    def asks_nothing(self, sign: Sign | None = None) -> Told:
        """That nothing is asked in it, and that this sign counts."""
        return Told(NoMatch(self.alone.ranking), sign)
