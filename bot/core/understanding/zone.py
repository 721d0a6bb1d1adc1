"""The zones: the kinds of reply that a decision leads to, each with what that reply alone needs.

They are dataclasses, since two tuples without fields would be equal, and no tuple without fields is true.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, assert_never

from bot.core.model import Entry, Language
from bot.core.understanding.distress.sign import Sign
from bot.core.understanding.matching import Match, Suggestions


@dataclass(frozen=True, slots=True)
class HelpFirst:
    sign: Sign
    beside: Entry | None = None
    """What is asked as well: below the help, or behind More where it is about help."""
    matches: tuple[Match, ...] = ()
    """Where several things are asked as well, each of them."""


@dataclass(frozen=True, slots=True)
class NotMe:
    """It only says that help was not meant for its author."""


@dataclass(frozen=True, slots=True)
class InLanguage:
    """It asks for nothing but another language, in which what was said last comes again."""

    language: Language


@dataclass(frozen=True, slots=True)
class Several:
    """Several things are asked."""

    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    asked: Match


@dataclass(frozen=True, slots=True)
class Choices:
    """One of several things may be asked."""

    offered: Suggestions


@dataclass(frozen=True, slots=True)
class Closing:
    """It only greets or takes leave just after help."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """It only says, after help, that its author loves the other or doubts."""


@dataclass(frozen=True, slots=True)
class AddressGiven:
    """It only leaves an address or a telephone number, so that somebody may come or call back."""


@dataclass(frozen=True, slots=True)
class NumbersAgain:
    """It is not understood in a talk about help: the numbers are the answer."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """It is not understood, or asks what nothing answers."""

    for_organisers: bool = False
    """Whether it may be sent to the organisers."""


Calm = Several | Answer | Choices | Closing | Undecided | AddressGiven | NumbersAgain | Unanswered
"""Those in which help does not come first, nor is taken back."""
Zone = HelpFirst | NotMe | InLanguage | Calm
ZoneName = Literal[
    "help first",
    "not me",
    "in language",
    "several",
    "answer",
    "choices",
    "closing",
    "undecided",
    "address given",
    "numbers again",
    "unanswered",
]


def name_of(zone: Zone) -> ZoneName:
    """What `senim explain` and the desk call it; each has a reason of its own."""
    match zone:
        case HelpFirst():
            return "help first"
        case NotMe():
            return "not me"
        case InLanguage():
            return "in language"
        case Several():
            return "several"
        case Answer():
            return "answer"
        case Choices():
            return "choices"
        case Closing():
            return "closing"
        case Undecided():
            return "undecided"
        case AddressGiven():
            return "address given"
        case NumbersAgain():
            return "numbers again"
        case Unanswered():
            return "unanswered"
        case _:
            assert_never(zone)
