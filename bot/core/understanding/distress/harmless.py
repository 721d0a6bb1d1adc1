"""Mishaps and small children: what sounds like blows or danger, and is neither.

A near miss must be typed word for word; the rules of the class `calm` hold for the many ways of telling one thing.
They count only where nearly nothing else is said: beside a hammer and a thumb somebody may tell of a husband.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from bot.core.crisis_classes import CALM
from bot.core.text import forms_of
from bot.core.understanding.distress.rules import CrisisRules
from bot.core.understanding.patterns import Found, Patterns, PatternWords

_MOST_OTHERS = 3
"""Words that may stand beside those of a rule, none of them a person who may have done it."""
_PEOPLE = "whoever_harms"
"""The list of such persons."""


class Harmless:
    """Finds messages that a rule for calm ones accounts for."""

    def __init__(self, listed: Iterable[str], words: PatternWords) -> None:
        """`listed` are the rules of what is harmless."""
        self._rules = Patterns({CALM: listed}, words)
        self._people = forms_of(chain.from_iterable(words.lists.get(_PEOPLE, {}).values()))

    def is_all_of(self, readings: Sequence[Sequence[str]], cries: CrisisRules) -> bool:
        """Whether a text, as one reading has it, says hardly more than something harmless, and none of the cries; nor
        does another reading, since correction finds an exam in «экзаменами».

        A rule that ends in a full stop must be all of the text.
        """
        others = [words for words in readings if not self._is_all_of(words, cries)]
        return len(others) < len(readings) and cries.first_in_any(others) is None

    def _is_all_of(self, words: Sequence[str], cries: CrisisRules) -> bool:
        return any(self._accounts_for(words, found, cries) for found in self._rules.all_in(words))

    def _accounts_for(self, words: Sequence[str], found: Found, cries: CrisisRules) -> bool:
        beside = [word for index, word in enumerate(words) if index not in found.places]
        if len(beside) > (0 if found.pattern.ends else _MOST_OTHERS) or not self._people.isdisjoint(beside):
            return False
        return cries.first_in(beside) is None
