"""What the words and phrases that languages list tell, whatever stands around them; one of these serves all of a
knowledge.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from bot.core.knowledge import Language, LanguageInfo
from bot.core.text import forms_of, normal_forms

_Group = TypeVar("_Group", bound=NamedTuple)


def _group(of: Callable[[LanguageInfo], _Group]) -> cached_property[_Group]:
    """The lists of one group, of all languages together."""

    def joined(lists: WordLists) -> _Group:
        groups = [of(info) for info in lists.languages]
        return type(groups[0])._make(map(_joined, zip(*groups, strict=True)))

    return cached_property(joined)


def _joined(lists: Sequence[Any]) -> Any:
    """One list of those of several languages."""
    if isinstance(lists[0], Mapping):
        return {"".join(normal_forms(short)): full for listed in lists for short, full in listed.items()}
    everything = chain.from_iterable(lists)
    return forms_of(everything) if isinstance(lists[0], frozenset) else tuple(everything)


class WordLists:
    """Of some languages together: single words in their normal form, phrases and patterns as they are written. Each
    group is made when it is first needed: a start makes only what every text asks for.
    """

    def __init__(self, languages: Collection[LanguageInfo]) -> None:
        self.languages = languages

    @cached_property
    def of_each(self) -> Mapping[Language, WordLists]:
        """The lists of each language alone, where it matters which one a word is of."""
        return {info.code: WordLists([info]) for info in self.languages}

    sentences = _group(lambda info: info.sentences)
    people = _group(lambda info: info.people)
    ages = _group(lambda info: info.ages)
    after_answer = _group(lambda info: info.after_answer)
    choosing = _group(lambda info: info.choosing)
    after_help = _group(lambda info: info.after_help)
    left = _group(lambda info: info.left)
    requests = _group(lambda info: info.requests)

    @cached_property
    def common(self) -> frozenset[str]:
        """The words that show which language is spoken."""
        return forms_of(chain.from_iterable(info.common_words for info in self.languages))

    @cached_property
    def asking(self) -> frozenset[str]:
        """All that show that something is asked."""
        return self.sentences.question_words | self.sentences.asking_words

    @cached_property
    def myself(self) -> frozenset[str]:
        """The author, as the one who acts or to whom it is done."""
        return self.people.i_words | self.people.me_words

    def ask(self, text: str, words: Collection[str]) -> bool:
        """Whether a text of these words is worded as a question."""
        return "?" in text or not self.asking.isdisjoint(words)

    def plainly_ask(self, text: str, words: Sequence[str]) -> bool:
        """Whether it even begins so: "it was my brother" only tells."""
        return "?" in text or any(word in self.asking for word in words[:1])


def longest_first(phrases: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Phrases in their normal forms."""
    return tuple(sorted((tuple(normal_forms(phrase)) for phrase in phrases), key=len, reverse=True))
