"""Words that say outright that somebody is in danger: the patterns of the crisis classes, and which class they show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from bot.core.crisis_classes import (
    DANGER,
    DISCLOSURE,
    DISTRESS,
    OTHER,
    PERPETRATOR,
    SUICIDE,
    SUICIDE_OTHER,
    WEIGHTIEST_FIRST,
)
from bot.core.understanding.patterns import Found, Patterns, PatternWords


class CrisisRules:
    """The rules of all crisis classes, to be looked for in a text."""

    def __init__(self, listed: Mapping[str, Iterable[str]], words: PatternWords) -> None:
        """`listed` has the rules of each class."""
        gravest_first = {crisis: listed[crisis] for crisis in sorted(listed, key=_rank)}
        self._patterns = Patterns(gravest_first, words)

    def first_in(self, words: Sequence[str]) -> Found | None:
        """The rule of the gravest class that applies to a text of these words."""
        applying = self._patterns.all_in(words)
        meant = (found for found in applying if not _gives_way(found, applying))
        return min(meant, key=lambda found: _rank(found.owner), default=None)

    def first_in_any(self, readings: Iterable[Sequence[str]]) -> Found | None:
        """The same of the first of these readings of a text to which one applies."""
        return next(filter(None, map(self.first_in, readings)), None)


def _shares_a_word(places: frozenset[int], others: frozenset[int]) -> bool:
    return not places.isdisjoint(others)


def _is_part(places: frozenset[int], others: frozenset[int]) -> bool:
    return places < others


class _GivesWay(NamedTuple):
    """A rule of one class is not meant where one of another class finds more in the same words."""

    crisis: str
    to: str
    where: Callable[[frozenset[int], frozenset[int]], bool]
    """Of the places of its words in a text, and of the words of the other."""


_GIVING_WAY = (
    # Another wants it: in "she wants to kill herself" whoever writes may seem to say "kill herself" of themselves.
    _GivesWay(SUICIDE, SUICIDE_OTHER, _shares_a_word),
    # One at home says it to them: "my husband tells me to die" holds "tells me to die", which many may say in a chat.
    _GivesWay(SUICIDE, DISCLOSURE, _is_part),
    # It is one person whom they will not live with: "I don't want to live with him" holds "I don't want to live".
    _GivesWay(SUICIDE, DISTRESS, _is_part),
    # Its author did it: "I beat up a boy and the police want me" holds "beat up … me".
    _GivesWay(DISCLOSURE, PERPETRATOR, _shares_a_word),
    # It was done to another: «күйеуім енемді ұрады» holds «күйеуім … ұрады», by itself said of its author.
    _GivesWay(DISCLOSURE, OTHER, _is_part),
    # They threaten their own life: «өзін өлтіремін дейді» holds «өлтіремін дейді», by itself a threat to another.
    _GivesWay(DANGER, SUICIDE_OTHER, _is_part),
    # Its author threatens a woman of their own: «қарындасымның аяғын сындырамын» holds «аяғын сындырамын», which by
    # itself may be said of whoever hurt its author.
    _GivesWay(DANGER, PERPETRATOR, _is_part),
)


def _gives_way(found: Found, applying: Sequence[Found]) -> bool:
    """Whether it is not meant beside the others that apply."""
    return any(
        row.where(found.places, other.places)
        for row in _GIVING_WAY
        if row.crisis == found.owner
        for other in applying
        if other.owner == row.to
    )


def _rank(crisis: str) -> int:
    return WEIGHTIEST_FIRST.index(crisis) if crisis in WEIGHTIEST_FIRST else len(WEIGHTIEST_FIRST)
