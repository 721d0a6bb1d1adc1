"""Which sign of distress is heeded in a conversation, and what is asked once help was shown.

A sign tells of one text alone; what was shown before it, and how plainly it asks for something, tells the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import inf

from bot.core.crisis import Sign
from bot.core.follow_up import is_sure_question
from bot.core.matching import Match, NoMatch, Outcome, Suggestions
from bot.core.model import Entry
from bot.core.thresholds import GRAVE

CLEARLY = 0.8
"""Probability from which a question is surely understood: a faint alarm beside it becomes one soft line."""
_LOUD = 0.5
"""Alarm that no matching outweighs."""
_PLAINLY = 0.95
"""Probability from which a question is about the event even just after help."""
_PLAIN = 2.0
"""Alarm that no phrase of an entry about help outweighs: somebody may have taught a cry for help to it."""
_FAINT = -0.5
_VERY_FEW, _FEW = 3, 5
"""Words of a follow-up that may be calm for what was shown before: more of them speak for themselves."""


class Heeding:
    """By the entries of one knowledge, of which `help` is the one that gives the numbers."""

    def __init__(self, entries: Mapping[str, Entry], help: str | None) -> None:
        self._entries, self._help = entries, help

    def is_help(self, shown: Entry | None) -> bool:
        """Whether help was shown last: its numbers, asked for or because of an alarm."""
        return shown is not None and shown.id == self._help

    def about_help(self, outcome: Outcome) -> Outcome:
        """What is asked after help: nothing but help, unless it is plain; "how long do I have" then asks of no film."""
        entries = self._entries
        if isinstance(outcome, Suggestions):
            asked = tuple(entry for entry in outcome.entries if entries[entry].sensitive)
            return replace(outcome, entries=asked) if asked else NoMatch(outcome.ranking)
        if not isinstance(outcome, Match) or entries[outcome.entry].sensitive:
            return outcome
        is_plain = outcome.ranking.probability >= _PLAINLY or outcome.ranking.evidence.names
        return outcome if is_plain else NoMatch(outcome.ranking)

    def heeded(self, sign: Sign, outcome: Outcome, shown: Entry | None) -> Sign | None:
        """The sign as it counts after what was shown; None where the question is calm."""
        if self.is_help(shown) and not self._asks_on(sign, outcome):
            return replace(sign, level="first")  # whoever was just shown help is not calm
        if self._is_calm(sign, outcome, shown):
            return None if isinstance(outcome, Match) and outcome.follows else replace(sign, level="soft")
        return sign

    def _is_calm(self, sign: Sign, outcome: Outcome, shown: Entry | None) -> bool:
        """A question that is clearly about the event outweighs a faint alarm; nothing outweighs a loud one.

        `shown`: what a few words may continue, even where it is unclear how; what is said after help alarms as ever.
        """
        if sign.rule != "examples":
            return False
        if isinstance(outcome, NoMatch) and sign.crisis in GRAVE:
            return False  # nothing outweighs it
        if not isinstance(outcome, Match) or outcome.follows:
            calm_before = shown is not None and not self.is_help(shown)
            return calm_before and sign.score < _hushed_below(len(outcome.ranking.evidence.words))
        if self._entries[outcome.entry].sensitive:
            asks_on = self.is_help(shown) and self._asks_on(sign, outcome)
            return sign.score < _PLAIN and (asks_on or is_sure_question(outcome))
        return sign.score < _LOUD and outcome.ranking.probability >= CLEARLY

    def _asks_on(self, sign: Sign, outcome: Outcome) -> bool:
        """Whether somebody who has the numbers already asks for more than the same numbers again."""
        return (
            isinstance(outcome, Match)
            and not outcome.follows
            and self._entries[outcome.entry].sensitive
            and outcome.ranking.probability >= CLEARLY
            and sign.crisis not in GRAVE
        )


def _hushed_below(count: int) -> float:
    """The alarm that a follow-up of so many words must reach to be more than the continuation of a calm talk."""
    return _LOUD if count <= _VERY_FEW else _FAINT if count <= _FEW else -inf
