"""Words that say outright that somebody is in danger: the patterns of the crisis classes, and which class they show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from bot.core.crisis_classes import DANGER, DISCLOSURE, OTHER, PERPETRATOR, SUICIDE, SUICIDE_OTHER, WEIGHTIEST_FIRST
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
        meant = (found for found in applying if not any(gives_way(found, applying) for gives_way in _GIVING_WAY))
        return min(meant, key=lambda found: _rank(found.owner), default=None)


def _is_what_another_wants(found: Found, applying: Sequence[Found]) -> bool:
    """Whether it is said of another: "she wants to kill herself" holds "to kill herself", which by itself may be
    said by its author of themselves.
    """
    return found.owner == SUICIDE and not found.places.isdisjoint(_places_of(SUICIDE_OTHER, applying))


def _is_against_themselves(found: Found, applying: Sequence[Found]) -> bool:
    """Whether somebody threatens to take their own life: «өзін өлтіремін дейді» holds «өлтіремін дейді», which by
    itself is a threat to another.
    """
    of_another = (other.places for other in applying if other.owner == SUICIDE_OTHER)
    return found.owner == DANGER and any(found.places < places for places in of_another)


def _is_a_threat_to_their_own(found: Found, applying: Sequence[Found]) -> bool:
    """Whether its author threatens a woman of their own: «қарындасымның аяғын сындырамын» holds «аяғын сындырамын»,
    which by itself may be said of whoever hurt its author.
    """
    of_own = (other.places for other in applying if other.owner == PERPETRATOR)
    return found.owner == DANGER and any(found.places < places for places in of_own)


def _is_what_they_did(found: Found, applying: Sequence[Found]) -> bool:
    """Whether its author did it: "I beat up a boy and the police want me" holds "beat up … me"."""
    return found.owner == DISCLOSURE and not found.places.isdisjoint(_places_of(PERPETRATOR, applying))


def _is_done_to_another(found: Found, applying: Sequence[Found]) -> bool:
    """Whether it was another who was hit: «күйеуім енемді ұрады» holds «күйеуім … ұрады», which by itself is said of
    its author.
    """
    to_another = (other.places for other in applying if other.owner == OTHER)
    return found.owner == DISCLOSURE and any(found.places < places for places in to_another)


_GIVING_WAY = (
    _is_what_another_wants,
    _is_against_themselves,
    _is_a_threat_to_their_own,
    _is_what_they_did,
    _is_done_to_another,
)
"""Whether a rule is not meant beside the others that apply."""


def _places_of(crisis: str, applying: Iterable[Found]) -> Iterable[int]:
    return chain.from_iterable(found.places for found in applying if found.owner == crisis)


def _rank(crisis: str) -> int:
    return WEIGHTIEST_FIRST.index(crisis) if crisis in WEIGHTIEST_FIRST else len(WEIGHTIEST_FIRST)
