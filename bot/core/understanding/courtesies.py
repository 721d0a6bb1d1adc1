"""Greetings, thanks and the like: entries that answer no question, and give way to every one."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from bot.core.entry_ids import is_of_courtesies
from bot.core.understanding.matching import Match, NoMatch, Outcome, Suggestions
from bot.core.understanding.message import Words

_MAYBE = 0.25
"""Probability from which a courtesy is returned where nothing else is near."""
_LONGEST_COURTESY = 2
"""Words up to which a courtesy that comes first is one, whatever else may be meant."""
_FAR_BEHIND = 4.0
"""What is so far behind a courtesy is not meant, however unsure the courtesy is: «привет как дела» greets twice."""


def is_courtesy(outcome: Outcome) -> bool:
    return isinstance(outcome, Match) and is_of_courtesies(outcome.entry)


def words_beside(words: Words, courteous: Container[str], joining: Container[str]) -> Words:
    """What else stands in a text, wherever its courtesies stand, without the words that join it to them."""
    return tuple(word for word in words if word not in courteous and word not in joining)


def without_courtesies(outcome: Outcome) -> Outcome:
    """The outcome with no courtesy among its choices.

    A courtesy that comes first gives way to a question near it; else it is the answer, or nothing is.
    """
    if not isinstance(outcome, Suggestions):
        return outcome
    first, *_ = outcome.entries
    questions = tuple(entry for entry in outcome.entries if not is_of_courtesies(entry))
    if first in questions:
        return replace(outcome, entries=questions)
    totals = {candidate.entry: candidate.total for candidate in outcome.ranking.candidates}
    near = tuple(entry for entry in questions if totals[entry] > totals[first] - _FAR_BEHIND)
    if near and len(outcome.ranking.evidence.words) > _LONGEST_COURTESY:
        return replace(outcome, entries=near)
    return Match(first, outcome.ranking) if outcome.ranking.probability >= _MAYBE else NoMatch(outcome.ranking)
