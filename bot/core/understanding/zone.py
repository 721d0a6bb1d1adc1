"""The zones: the kinds of reply that a decision leads to, each with what that reply alone needs."""

from __future__ import annotations

from enum import Enum
from typing import Literal, NamedTuple, assert_never

from bot.core.knowledge import Entry, Language
from bot.core.understanding.distress.sign import Sign
from bot.core.understanding.matching import Match, Suggestions

ZoneName = Literal[
    "help first",
    "not me",
    "in language",
    "to private",
    "several",
    "answer",
    "choices",
    "closing",
    "undecided",
    "address given",
    "numbers again",
    "unanswered",
]


class HelpFirst(NamedTuple):
    sign: Sign
    beside: Entry | None = None
    """What is asked as well: below the help, or behind More where it is about help."""
    offered: tuple[str, ...] = ()
    """Entries about help that the words may mean as well, each behind a button of its own."""
    matches: tuple[Match, ...] = ()
    """Where several things are asked as well, each of them."""


class InLanguage(NamedTuple):
    """It asks for nothing but another language, in which what was said last comes again."""

    language: Language


class Several(NamedTuple):
    """Several things are asked."""

    matches: tuple[Match, ...]


class Answer(NamedTuple):
    asked: Match


class Choices(NamedTuple):
    """One of several things may be asked."""

    offered: Suggestions


class Unanswered(NamedTuple):
    """It is not understood, or asks what nothing answers."""

    for_organisers: bool = False
    """Whether it may be sent to the organisers."""


class Fixed(Enum):
    """The zones whose reply needs nothing but their name."""

    _value_: ZoneName
    NOT_ME = "not me"
    """It only says that help was not meant for its author."""
    TO_PRIVATE = "to private"
    """It is written in a group, where the reply would expose its author."""
    CLOSING = "closing"
    """It only greets or takes leave just after help."""
    UNDECIDED = "undecided"
    """It only says, after help, that its author loves the other or doubts."""
    ADDRESS_GIVEN = "address given"
    """It only leaves an address or a telephone number, so that somebody may come or call back."""
    NUMBERS_AGAIN = "numbers again"
    """It is not understood in a talk about help: the numbers are the answer."""


SaysOnly = Literal[Fixed.NOT_ME, Fixed.CLOSING, Fixed.UNDECIDED]
"""What a text says after help that asks nothing."""
Calm = (
    Several
    | Answer
    | Choices
    | Unanswered
    | Literal[Fixed.CLOSING, Fixed.UNDECIDED, Fixed.ADDRESS_GIVEN, Fixed.NUMBERS_AGAIN]
)
"""Those in which help does not come first, nor is taken back."""
Zone = HelpFirst | InLanguage | Calm | Fixed


def name_of(zone: Zone) -> ZoneName:
    """What `senim explain` and the desk call it; each has a reason of its own."""
    match zone:
        case Fixed():
            return zone.value
        case HelpFirst():
            return "help first"
        case InLanguage():
            return "in language"
        case Several():
            return "several"
        case Answer():
            return "answer"
        case Choices():
            return "choices"
        case Unanswered():
            return "unanswered"
        case _:
            assert_never(zone)
