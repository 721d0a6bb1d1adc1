"""Whom or what a question leaves out: "who spoke besides Maria", «какие фильмы, кроме первого», «Мариядан басқа кім»,
and "not her" after somebody who was shown.

By its words such a question is about the very thing that it excludes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from bot.core.model import Entry, Knowledge
from bot.core.text import forms_of, normal_forms
from bot.core.understanding.follow_ups.siblings import Siblings
from bot.core.understanding.matching import Match, Outcome

_ASKS_NOTHING = 1
"""So many words beside what is excluded ask for nothing themselves: "besides"."""
_BEFORE_REFUSAL = 1
"""So many words may stand before "not her": "no"."""

EntryOf = Callable[[Sequence[str]], str | None]
"""The entry that words ask for by themselves."""


class Excluding:
    """Knows what stands beside the thing that is excluded, in the languages of one knowledge."""

    def __init__(self, knowledge: Knowledge, siblings: Siblings) -> None:
        self._knowledge, self._siblings = knowledge, siblings
        languages = knowledge.languages.values()
        self._refusing = {tuple(normal_forms(phrase)) for info in languages for phrase in info.refusing_phrases}
        self._before, self._behind, self._endings = frozenset[str](), frozenset[str](), tuple[str, ...]()
        for info in languages:
            words = forms_of(info.excluding_words)
            if info.excluded_endings:
                self._behind |= words
                self._endings += tuple(forms_of(info.excluded_endings))
            else:
                self._before |= words

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

    def _parts(self, words: Sequence[str]) -> Iterator[Sequence[str]]:
        """The words that may name what is excluded: behind "besides", before «басқа».

        Spelling correction may have cut off the ending of a rare name.
        """
        for index, word in enumerate(words):
            if word in self._before:
                yield words[index + 1 :]
            if index and word in self._behind and words[index - 1].endswith(self._endings):
                yield words[: index - 1] if words[index - 1] in self._endings else words[:index]
