"""Words that count wherever in a message they stand: "he … me", «мені … ұрады». Each pattern has an owner: a crisis
class, a variant or an entry. Those of a class that set off help by themselves are its rules.

Where patterns differ in one word alone, one stands for all: `he choked|strangled me`, `{whoever_harms:en} choked me`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from bot.core.knowledge import Language
from bot.core.text import normal_forms

_MOST_BETWEEN = 3
"""Words that may stand between two words of a pattern, where nothing else is said."""

_END = "."
"""Ends a pattern whose words must end a message, side by side."""
_OR = "|"
"""Parts words any one of which may stand at one place of a pattern."""
NamedLists = Mapping[str, Mapping[Language, Sequence[str]]]
"""Words that patterns name together, by an id and a language: "on" is no Russian "he"."""
_NO_LISTS: NamedLists = {}
_NOTHING: Mapping[str, str] = {}
"""One object for all: of two thousand words most have no stem."""


class PatternWord(NamedTuple):
    """One word of a pattern, or any one of several: how each is listed, by its normal form."""

    whole: Mapping[str, str]
    stems: Mapping[str, str]
    """Stems, which any ending may follow."""

    @classmethod
    def any_of(cls, words: Sequence[PatternWord]) -> PatternWord:
        if len(words) == 1:
            return words[0]
        whole = {form: listed for word in words for form, listed in word.whole.items()}
        stems = {stem: listed for word in words for stem, listed in word.stems.items()}
        return cls(whole or _NOTHING, stems or _NOTHING)

    def fitting(self, word: str) -> str | None:
        """The listed word that a word of a text is."""
        listed = self.whole.get(word)
        if listed is None and self.stems:
            return next((listed for stem, listed in self.stems.items() if word.startswith(stem)), None)
        return listed


class PatternWords:
    """What may stand at one place of a pattern, and what may not: `negations`, in their normal form, deny what follows.

    One object serves all patterns of a knowledge: they share most.
    """

    def __init__(self, negations: frozenset[str], lists: NamedLists = _NO_LISTS) -> None:
        """`lists` has the words that `{ID:LANGUAGE}` stands for."""
        self.negations, self.lists = negations, lists
        self._by_name = {name_of_list(i, code): words for i, by in lists.items() for code, words in by.items()}
        self._known: dict[str, PatternWord] = {}

    def of(self, part: str) -> PatternWord:
        """What a part of a pattern stands for; it has no form where that is no word, or a list that is not there.

        Alternatives are put together anew each time: remembered for good, they would take more than they save.
        """
        if _OR in part:
            return PatternWord.any_of([self._alone(word) for word in alternatives(part)])
        if part not in self._known:
            self._known[part] = self._alone(part)
        return self._known[part]

    def _alone(self, word: str) -> PatternWord:
        if not is_list(word):
            return _word(word)
        return PatternWord.any_of([_word(one) for part in self._by_name.get(word, ()) for one in alternatives(part)])


class Pattern(NamedTuple):
    owner: str
    words: str
    """As they stand in the knowledge."""
    first: PatternWord
    others: tuple[PatternWord, ...]
    ends: bool = False
    """Whether its words must end the message, side by side: "they took turns" says more than "they took turns on the
    slide".
    """


class Found(NamedTuple):
    """A pattern that applies to a text."""

    pattern: Pattern
    words: str
    """Its words; where it names a list, the word of the list that was found."""
    places: frozenset[int]
    """The places of these words in the text."""

    @property
    def owner(self) -> str:
        return self.pattern.owner

    def is_end_of(self, words: Sequence[str]) -> bool:
        """Whether these words end a text, side by side."""
        return self.places == set(range(len(words) - len(self.places), len(words)))


class _Tables(NamedTuple):
    """The patterns by what they begin with."""

    by_word: Mapping[str, Sequence[Pattern]]
    open_ended: Sequence[Pattern]
    """Patterns whose first word may have any ending."""
    stems: tuple[str, ...]
    """The stems of their first words."""


class Patterns:
    """Patterns that are looked for in a text together."""

    def __init__(self, listed: Mapping[str, Iterable[str]], words: PatternWords, between: int = _MOST_BETWEEN) -> None:
        """`listed` has the patterns of each owner; at most `between` words may stand between two words of one."""
        self._listed, self._words, self._between = listed, words, between

    @cached_property
    def _tables(self) -> _Tables:
        """Made for the first text, since a start would take a thirtieth longer: the words have to be brought into their
        normal form.
        """
        word_of = cache(self._words.of)  # alternatives are remembered until the tables are made, single words for all
        by_word: dict[str, list[Pattern]] = {}
        open_ended: list[Pattern] = []
        for owner, patterns in self._listed.items():
            for typed in patterns:
                words = list(map(word_of, typed.removesuffix(_END).split()))
                if not all(word.whole or word.stems for word in words):  # a bare * would fit every word
                    continue
                pattern = Pattern(owner, typed, words[0], tuple(words[1:]), ends=typed.endswith(_END))
                for form in words[0].whole:
                    by_word.setdefault(form, []).append(pattern)
                if words[0].stems:
                    open_ended.append(pattern)
        stems = tuple({stem for pattern in open_ended for stem in pattern.first.stems})
        return _Tables({form: tuple(found) for form, found in by_word.items()}, open_ended, stems)

    def first_in(self, words: Sequence[str]) -> Found | None:
        """The first that applies to a text of these words."""
        return next(iter(self.all_in(words)), None)

    def all_in(self, words: Sequence[str]) -> list[Found]:
        """All that apply, in the order of the text."""
        by_word, _, stems = self._tables
        opening = [place for place, word in enumerate(words) if word in by_word or word.startswith(stems)]
        at_places = (found for place in opening for found in self._at(words, place))
        return [found for found in at_places if not found.pattern.ends or found.is_end_of(words)]

    def _at(self, words: Sequence[str], place: int) -> list[Found]:
        """Those that begin at this word; after "not" none does."""
        if place and words[place - 1] in self._words.negations:
            return []
        by_word, open_ended, stems = self._tables
        word, after = words[place], words[place + 1 :]
        opening = by_word.get(word, ())
        if word.startswith(stems):
            opening = [*opening, *(pattern for pattern in open_ended if pattern.first.fitting(word))]
        followed = ((pattern, self._following(after, pattern.others, place + 1)) for pattern in opening)
        return [
            Found(
                pattern, " ".join((pattern.first.fitting(word) or word, *others.values())), frozenset((place, *others))
            )
            for pattern, others in followed
            if others is not None
        ]

    def _following(self, words: Sequence[str], others: Sequence[PatternWord], start: int) -> dict[int, str] | None:
        """Where the other words of a pattern follow, and how each is listed: in order, with at most a few words between
        and none that denies. `start` is the place of the first of `words`.

        None where one of them does not follow.
        """
        if not others:
            return {}
        first, *rest = others
        for place, word in enumerate(words[: self._between + 1]):
            listed = first.fitting(word)
            at = start + place
            if listed is not None and (after := self._following(words[place + 1 :], rest, at + 1)) is not None:
                return {at: listed, **after}
            if word in self._words.negations:
                return None
        return None


def alternatives(part: str) -> list[str]:
    """The words or lists any one of which may stand at this place of a pattern."""
    return part.split(_OR)


def is_list(word: str) -> bool:
    """Whether a word of a pattern names a list."""
    return word.startswith("{")


def name_of_list(name: str, language: Language) -> str:
    """As patterns name it."""
    return f"{{{name}:{language}}}"


def _word(listed: str) -> PatternWord:
    """Without a form where it has no letters."""
    form = "".join(normal_forms(listed.rstrip("*")))
    itself = {form: listed} if form else _NOTHING
    return PatternWord(_NOTHING, itself) if listed.endswith("*") else PatternWord(itself, _NOTHING)
