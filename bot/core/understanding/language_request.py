"""Whether a message asks for nothing but another language: "in english please", «орысша айтшы», «на казахском»."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from bot.core.knowledge import Language
from bot.core.text import normal_forms
from bot.core.understanding.message import Words
from bot.core.understanding.word_lists import WordLists, longest_first

_LONGEST_REQUEST = 8
"""Words; a longer message says more."""


class LanguageRequests:
    """Knows by the lists of one knowledge's languages how each is asked for in any of them."""

    def __init__(self, lists: WordLists) -> None:
        self._lists = lists

    def asked_for(self, text: str) -> Language | None:
        """The language that is asked for; None where anything else is said, or "in Russian?" may ask about a film."""
        words = normal_forms(text)
        if len(words) > _LONGEST_REQUEST or self._only_asking.intersection(words[:1]):  # "was it in Russian"
            return None
        for language, beside in self._around_names(words):
            asks = not self._lists.requests.asking_for_words.isdisjoint(beside)
            if self._beside_name.issuperset(beside) and (asks or not self._lists.ask(text, words)):
                return language
        return None

    @cached_property
    def _only_asking(self) -> frozenset[str]:
        """Words that ask, but for no language."""
        return self._lists.asking - self._lists.requests.asking_for_words

    @cached_property
    def _beside_name(self) -> frozenset[str]:
        """What may stand beside the name of a language, with which nothing else is asked for."""
        lists = self._lists
        sentences, choosing = lists.sentences, lists.choosing
        asking = lists.requests.asking_for_words | (lists.asking - sentences.question_words)
        beside = choosing.pointing_words | choosing.yes_words | lists.after_help.courtesy_words
        return asking | beside | sentences.joining_words

    @cached_property
    def _names(self) -> Mapping[Language, Sequence[Words]]:
        of_each = self._lists.of_each.items()
        return {language: longest_first(lists.requests.asked_for_phrases) for language, lists in of_each}

    def _around_names(self, words: Sequence[str]) -> Iterator[tuple[Language, Sequence[str]]]:
        """The languages that are named, each with the words around its name."""
        for language, names in self._names.items():
            for name in names:
                for start in range(len(words) - len(name) + 1):
                    if tuple(words[start : start + len(name)]) == name:
                        yield language, [*words[:start], *words[start + len(name) :]]
