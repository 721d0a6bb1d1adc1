"""Whom or what a question leaves out: "who spoke besides Maria", «какие фильмы, кроме первого», «Мариядан басқа кім»,
and "not her" after somebody who was shown.

By its words such a question is about the very thing that it excludes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import chain

from bot.core.knowledge import Entry, Knowledge
from bot.core.text import forms_of
from bot.core.understanding.follow_ups.siblings import Siblings
from bot.core.understanding.matching import Match, Outcome
from bot.core.understanding.message import Words
from bot.core.understanding.word_lists import WordLists, longest_first

_ASKS_NOTHING = 1
"""So many words beside what is excluded ask for nothing themselves: "besides"."""
_BEFORE_REFUSAL = 1
"""So many words may stand before "not her": "no"."""

EntryOf = Callable[[Sequence[str]], str | None]
"""The entry that words ask for by themselves."""


class Excluding:
    """Knows what stands beside the thing that is excluded, in the languages of one knowledge."""

    def __init__(self, knowledge: Knowledge, siblings: Siblings, lists: WordLists) -> None:
        self._knowledge, self._siblings, self._lists = knowledge, siblings, lists

    def others(self, words: Sequence[str], outcome: Outcome, entry_of: EntryOf) -> list[str]:
        """What is left of the kind where the words exclude the one thing that `outcome` found."""
        entries = self._knowledge.entries
        named = ((part, entries[entry]) for part in self._parts(words) if (entry := entry_of(part)))
        part, excluded = next(named, ((), None))
        topic = self._knowledge.topic_of(excluded) if excluded else None
        if excluded is None or topic is None or not topic.is_single:
            return []
        found = entries[outcome.entry] if isinstance(outcome, Match) else None
        if found and found.topic == topic.id:
            return self._siblings.of(found)
        asks_nothing_else = found is None or len(words) - len(part) <= _ASKS_NOTHING
        return self._siblings.of(excluded) if asks_nothing_else else []

    def refused(self, words: Sequence[str], shown: Entry) -> list[str]:
        """What is left of the kind where they say no more than that the one shown is not meant."""
        is_refusal = any(tuple(words[start:]) in self._refusing for start in range(_BEFORE_REFUSAL + 1))
        return self._siblings.of(shown) if is_refusal else []

    @cached_property
    def _refusing(self) -> Sequence[Words]:
        return longest_first(self._lists.after_answer.refusing_phrases)

    @cached_property
    def _before(self) -> frozenset[str]:
        """They exclude what stands behind them: "besides"."""
        return self._excluding(by_ending=False)

    @cached_property
    def _behind(self) -> frozenset[str]:
        """They exclude what stands before them with one of the endings: «басқа»."""
        return self._excluding(by_ending=True)

    def _excluding(self, *, by_ending: bool) -> frozenset[str]:
        groups = [info.after_answer for info in self._lists.languages]
        listed = (group.excluding_words for group in groups if bool(group.excluded_endings) == by_ending)
        return forms_of(chain.from_iterable(listed))

    def _parts(self, words: Sequence[str]) -> Iterator[Sequence[str]]:
        """The words that may name what is excluded: behind "besides", before «басқа».

        Spelling correction may have cut off the ending of a rare name.
        """
        endings = tuple(self._lists.after_answer.excluded_endings)
        for index, word in enumerate(words):
            if word in self._before:
                yield words[index + 1 :]
            if index and word in self._behind and words[index - 1].endswith(endings):
                yield words[: index - 1] if words[index - 1] in endings else words[:index]
