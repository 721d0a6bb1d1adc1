"""A sign of distress: what the recogniser makes of a cry for help."""

from __future__ import annotations

from math import inf
from typing import Literal, NamedTuple

from bot.core.crisis_classes import DISTRESS
from bot.core.scoring.margins import probability_of
from bot.core.scoring.thresholds import Level

FoundBy = Literal[
    "safe word",
    "rule",
    "example",
    "learned",
    "part",
    "after help",
    "correction",
    "farewell",
    "earnest",
    "arrival",
    "variant",
    "age",
    "own story",
]
"""How a sign was found.

`safe word`: the whole message is one. `rule`: a rule applies. `example`: the message is an example word for word, of a
knowledge that was never fitted. `learned`, `part`: by what was learned, in the message or in a part of it. `own story`:
it finds its author in the answer that was just shown. The others belong to a talk about help. `after help`: too faint
to tell a class, but help was just shown. `variant`: it goes on with the words of a variant. `correction`: it was said
whom it is about. `farewell`: it takes leave after the words for despair. `earnest`: it says that nobody jokes, or asks
to hear that it is over. `arrival`: it says that whoever hurts its author has come. `age`: it only says that a child
writes, or that none does.
"""


_PLAIN_CLASS = 2.0
"""Alarm from which a sign plainly shows its class."""


class Sign(NamedTuple):
    """A crisis class, how it was found, and whether help comes first or as one soft line."""

    crisis: str
    level: Level
    found_by: FoundBy
    alarm: float = inf
    """The logarithm of the odds of a crisis; infinite for what is said outright."""
    rule: str = ""
    """The words of the rule that found it; where the rule names a list, the word of the list that was said."""
    variant: str | None = None
    """The id of the variant of its class in whose words help comes; None for those of the class itself."""
    again: bool = False
    """Whether its author has just read the words of that variant, and tells nothing new."""
    to_child: bool = False
    """Whether a child writes, as far as it said to be one."""

    @property
    def comes_first(self) -> bool:
        """Whether it brings help first."""
        return self.level == "first"

    @property
    def is_outright(self) -> bool:
        """Whether it was said in so many words, whatever was learned."""
        return self.found_by in ("safe word", "rule", "example")

    @property
    def tells_its_class(self) -> bool:
        """Whether it is so plain that the words of its class are said even where help was just shown."""
        return self.is_outright or (self.alarm >= _PLAIN_CLASS and self.crisis != DISTRESS)

    @property
    def probability(self) -> float:
        return probability_of(self.alarm)


def first_of(sign: Sign | None) -> Sign | None:
    """The sign as far as it brings help first."""
    return sign if sign and sign.comes_first else None


def louder(*signs: Sign | None) -> Sign | None:
    """The loudest of these, the first of equals; None where there is none."""
    return max((sign for sign in signs if sign), key=_loudness, default=None)


def _loudness(sign: Sign) -> float:
    return sign.alarm
