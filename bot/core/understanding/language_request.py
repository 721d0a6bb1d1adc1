"""Whether a message asks for nothing but another language: "in English please", «орысша айтшы», «на казахском»."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from bot.core.model import Language, LanguageInfo
from bot.core.text import forms_of, normal_forms
from bot.core.understanding.word_lists import WordLists


class LanguageRequests:
    """Knows by the languages of one knowledge how each is asked for in any of them."""

    def __init__(self, languages: Collection[LanguageInfo], lists: WordLists) -> None:
        named = ((tuple(normal_forms(phrase)), info.code) for info in languages for phrase in info.asked_for_phrases)
        self._named = dict(sorted(named, key=lambda pair: len(pair[0]), reverse=True))
        self._asking = forms_of(word for info in languages for word in info.asking_for_words)
        asking = lists.asking - lists.question
        self._beside = lists.pointing | lists.courteous | lists.joining | lists.agreeing | asking
        self._lists = lists

    def asked_for(self, text: str) -> Language | None:
        """The language that is asked for; None where anything else is said, or "in Russian?" may ask about a film."""
        words = normal_forms(text)
        for language, beside in self._around_names(words):
            asks = not self._asking.isdisjoint(beside)
            if self._beside.union(self._asking).issuperset(beside) and (asks or not self._lists.ask(text, words)):
                return language
        return None

    def _around_names(self, words: Sequence[str]) -> Iterator[tuple[Language, Sequence[str]]]:
        """The languages that are named, the longest name first, each with the words around its name."""
        for name, language in self._named.items():
            for start in range(len(words) - len(name) + 1):
                if tuple(words[start : start + len(name)]) == name:
                    yield language, [*words[:start], *words[start + len(name) :]]
