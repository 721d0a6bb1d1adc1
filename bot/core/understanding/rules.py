"""Words that say outright that somebody is in danger, wherever in a message they stand: "he … me", «мені … ұрады»."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from bot.core.crisis_classes import WEIGHTIEST_FIRST
from bot.core.text import normal_forms

_MOST_BETWEEN = 3
"""Words that may stand between two words of a rule that brings help."""


class RuleWord(NamedTuple):
    """One word of a rule, in its normal form."""

    form: str
    open_ended: bool
    """Whether any ending may follow."""

    def fits(self, word: str) -> bool:
        return word == self.form or (self.open_ended and word.startswith(self.form))


class Rule(NamedTuple):
    crisis: str
    words: str
    """As they stand in the knowledge."""
    first: RuleWord
    others: tuple[RuleWord, ...]


class _Tables(NamedTuple):
    """The rules by what they begin with."""

    by_word: Mapping[str, Sequence[Rule]]
    open_ended: Sequence[Rule]
    """Rules whose first word may have any ending."""
    stems: tuple[str, ...]
    """Of those."""


class Rules:
    """The rules of all crisis classes, to be looked for in a text."""

    def __init__(
        self, listed: Mapping[str, Iterable[str]], negations: frozenset[str], between: int = _MOST_BETWEEN
    ) -> None:
        """`listed` has the rules of each crisis class; `negations`, in their normal form, deny what follows.

        At most `between` words may stand between two words of a rule.
        """
        self._listed, self._negations, self._between = listed, negations, between

    @cached_property
    def _tables(self) -> _Tables:
        """Made for the first text, not for the start, of which the normal forms would take a thirtieth."""
        by_word: dict[str, list[Rule]] = {}
        open_ended: list[Rule] = []
        for crisis in sorted(self._listed, key=_rank):
            for rule in self._listed[crisis]:
                words = [_word(word) for word in rule.split()]
                if all(word.form for word in words):  # a bare * would fit every word
                    table = open_ended if words[0].open_ended else by_word.setdefault(words[0].form, [])
                    table.append(Rule(crisis, rule, words[0], tuple(words[1:])))
        return _Tables(by_word, open_ended, tuple(rule.first.form for rule in open_ended))

    def first_in(self, words: Sequence[str]) -> Rule | None:
        """The rule of the gravest class that applies to a text of these words."""
        by_word, _, stems = self._tables
        opening = [place for place, word in enumerate(words) if word in by_word or word.startswith(stems)]
        applying = [rule for place in opening for rule in self._at(words, place)]
        return min(applying, key=lambda rule: _rank(rule.crisis), default=None)

    def _at(self, words: Sequence[str], place: int) -> list[Rule]:
        """The rules that begin at this word; after "not" none does."""
        if place and words[place - 1] in self._negations:
            return []
        by_word, open_ended, stems = self._tables
        opening = list(by_word.get(words[place], ()))
        if words[place].startswith(stems):
            opening += (rule for rule in open_ended if rule.first.fits(words[place]))
        return [rule for rule in opening if self._follow(words[place + 1 :], rule.others)]

    def _follow(self, words: Sequence[str], others: Sequence[RuleWord]) -> bool:
        """Whether these words come next, in this order, with at most a few words between them and none that denies."""
        if not others:
            return True
        for place, word in enumerate(words[: self._between + 1]):
            if others[0].fits(word) and self._follow(words[place + 1 :], others[1:]):
                return True
            if word in self._negations:
                return False
        return False


@lru_cache(2_000)
def _word(listed: str) -> RuleWord:
    """Held, since most words stand in several rules."""
    return RuleWord("".join(normal_forms(listed.rstrip("*"))), listed.endswith("*"))


def _rank(crisis: str) -> int:
    return WEIGHTIEST_FIRST.index(crisis) if crisis in WEIGHTIEST_FIRST else len(WEIGHTIEST_FIRST)
