"""Whether a question speaks of somebody by a pronoun: "what did she say?", «оның қызметі қандай?».

Words are read by their sound, whatever alphabet they are typed in: "on" sounds as the Russian «он» for "he", and the
Kazakh particle «ше» as "she".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from bot.core.understanding.word_lists import WordLists


class Pronouns:
    """Knows the pronouns of one knowledge's languages."""

    def __init__(self, lists: WordLists, *, and_others: bool = False) -> None:
        """`and_others`: with the other words that tell of somebody else."""
        self._lists, self._and_others = lists, and_others

    @cached_property
    def _languages(self) -> list[tuple[frozenset[str], frozenset[str]]]:
        """Of each language its pronouns and its common words."""
        told_by = _of_somebody_else if self._and_others else _pronouns
        return [(told_by(lists), lists.common) for lists in self._lists.of_each.values()]

    def are_in(self, words: Sequence[str]) -> bool:
        """Whether the words hold a pronoun of the language that most of their common words are of."""
        spoken = [len(common.intersection(words)) for _, common in self._languages]
        return any(
            count == max(spoken) and not pronouns.isdisjoint(words)
            for count, (pronouns, _) in zip(spoken, self._languages, strict=True)
        )


def _pronouns(lists: WordLists) -> frozenset[str]:
    return lists.after_answer.follow_up_words


def _of_somebody_else(lists: WordLists) -> frozenset[str]:
    """«Не» sounds as «нее», and denies far more often."""
    others = lists.people.kin_words | lists.people.another_words
    return (lists.after_answer.follow_up_words | others) - lists.sentences.negations
