"""Words that count wherever in a message they stand: "he … me", «мені … ұрады». Each pattern has an owner: a crisis
class, a variant or an entry. Those of a class that set off help by themselves are its rules.

Where patterns differ in one word alone, one stands for all: `he choked|strangled me`, `{whoever_harms:en} choked me`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import chain
from typing import NamedTuple

from bot.core.knowledge import Language
from bot.core.text import normal_forms

_MOST_BETWEEN = 3
"""Words that may stand between two words of a pattern, where nothing else is said."""

_END = "."
"""Ends a pattern whose words must end a message, side by side."""
_OR = "|"
"""Parts words any one of which may stand at one place of a pattern."""
_ANY_ENDING = "*"
"""Marks a stem, which any ending may follow."""
_STEM = re.compile(r" ([^ *]+)\*")
NamedLists = Mapping[str, Mapping[Language, Sequence[str]]]
"""Words that patterns name together, by an id and a language: "on" is no Russian "he"."""
_NO_LISTS: NamedLists = {}
Forms = str
"""The normal forms of what may stand at one place of a pattern, with a space on either side of each: as single strings
they would take several times the memory.
"""


class PatternWords:
    """What may stand at one place of a pattern, and what may not: `negations`, in their normal form, deny what follows.

    One object serves all patterns of a knowledge.
    """

    def __init__(self, negations: frozenset[str], lists: NamedLists = _NO_LISTS) -> None:
        """`lists` has the words that `{ID:LANGUAGE}` stands for."""
        self.negations, self.lists = negations, lists
        self._by_name = {name_of_list(i, code): words for i, by in lists.items() for code, words in by.items()}

    def forms_at(self, part: str) -> Forms:
        """Of what a part of a pattern stands for; empty where that is no word, or a list that is not there."""
        forms = " ".join(dict.fromkeys(filter(None, map(_form, self._words_at(part)))))
        return f" {forms} " if forms else ""

    def listed(self, part: str, word: str) -> str:
        """Which of the words that a part of a pattern stands for a word of a text is, as it is listed."""
        return next(listed for listed in self._words_at(part) if fits(word, f" {_form(listed)} "))

    def _words_at(self, part: str) -> Iterator[str]:
        for word in alternatives(part):
            if is_list(word):
                yield from chain.from_iterable(map(alternatives, self._by_name.get(word, ())))
            else:
                yield word


class Pattern(NamedTuple):
    owner: str
    words: str
    """As they stand in the knowledge."""
    others: str
    """The forms at each place but the first, a line each: as strings of their own they would take twice the memory."""

    @property
    def ends(self) -> bool:
        """Whether its words must end the message, side by side: "they took turns" says more than "they took turns on
        the slide".
        """
        return self.words.endswith(_END)


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


class Patterns:
    """Patterns that are looked for in a text together."""

    def __init__(self, listed: Mapping[str, Iterable[str]], words: PatternWords, between: int = _MOST_BETWEEN) -> None:
        """`listed` has the patterns of each owner; at most `between` words may stand between two words of one."""
        self._listed, self._words, self._between = listed, words, between

    @cached_property
    def _by_form(self) -> Mapping[str, Sequence[Pattern]]:
        """By each form of what may stand first. Made for the first text, since a start would take a thirtieth longer:
        the words have to be brought into their normal form.
        """
        forms_at = cache(self._words.forms_at)
        by_form: defaultdict[str, list[Pattern]] = defaultdict(list)
        for owner, patterns in self._listed.items():
            for typed in patterns:
                first, *others = map(forms_at, _parts(typed))
                if not (first and all(others)):  # a bare * would fit every word
                    continue
                pattern = Pattern(owner, typed, "\n".join(others))
                for form in first.split():
                    by_form[form].append(pattern)
        held = ((form, tuple(patterns)) for form, patterns in by_form.items())
        same: dict[tuple[Pattern, ...], tuple[Pattern, ...]] = {}  # the words of a list begin the same patterns
        return {form: same.setdefault(patterns, patterns) for form, patterns in held}

    @cached_property
    def _stems(self) -> tuple[str, ...]:
        """Those that may stand first."""
        return tuple(form.removesuffix(_ANY_ENDING) for form in self._by_form if form.endswith(_ANY_ENDING))

    def first_in(self, words: Sequence[str]) -> Found | None:
        """The first that applies to a text of these words."""
        return next(iter(self.all_in(words)), None)

    def first_in_any(self, readings: Iterable[Sequence[str]]) -> Found | None:
        """The first that applies to a text that is read in these ways."""
        return next(filter(None, map(self.first_in, readings)), None)

    def all_in(self, words: Sequence[str]) -> list[Found]:
        """All that apply, in the order of the text."""
        opening = [place for place, word in enumerate(words) if word in self._by_form or word.startswith(self._stems)]
        at_places = (found for place in opening for found in self._at(words, place))
        return [found for found in at_places if not found.pattern.ends or found.is_end_of(words)]

    def _at(self, words: Sequence[str], place: int) -> list[Found]:
        """Those that begin at this word; after "not" none does."""
        if place and words[place - 1] in self._words.negations:
            return []
        word, after = words[place], words[place + 1 :]
        opening = chain.from_iterable(self._by_form.get(form, ()) for form in _forms_of(word))
        followed = ((pattern, self._following(after, pattern.others.splitlines(), place + 1)) for pattern in opening)
        return [self._found(pattern, words, (place, *others)) for pattern, others in followed if others is not None]

    def _following(self, words: Sequence[str], others: Sequence[Forms], start: int) -> tuple[int, ...] | None:
        """Where the other words of a pattern follow: in order, with at most a few words between and none that denies.
        `start` is the place of the first of `words`.

        None where one of them does not follow.
        """
        if not others:
            return ()
        first, *rest = others
        for place, word in enumerate(words[: self._between + 1]):
            at = start + place
            if fits(word, first) and (after := self._following(words[place + 1 :], rest, at + 1)) is not None:
                return at, *after
            if word in self._words.negations:
                return None
        return None

    def _found(self, pattern: Pattern, words: Sequence[str], places: Sequence[int]) -> Found:
        listed = map(self._words.listed, _parts(pattern.words), [words[place] for place in places])
        return Found(pattern, " ".join(listed), frozenset(places))


def fits(word: str, forms: Forms) -> bool:
    """Whether a word of a text has one of these forms."""
    return f" {word} " in forms or (_ANY_ENDING in forms and word.startswith(tuple(_STEM.findall(forms))))


def alternatives(part: str) -> list[str]:
    """The words or lists any one of which may stand at this place of a pattern."""
    return part.split(_OR)


def is_list(word: str) -> bool:
    """Whether a word of a pattern names a list."""
    return word.startswith("{")


def name_of_list(name: str, language: Language) -> str:
    """As patterns name it."""
    return f"{{{name}:{language}}}"


def _parts(typed: str) -> list[str]:
    """What stands at each place of a pattern."""
    return typed.removesuffix(_END).split()


def _forms_of(word: str) -> list[str]:
    """As which a pattern may list a word: itself, or a stem."""
    return [word, *(word[:end] + _ANY_ENDING for end in range(1, len(word) + 1))]


def _form(listed: str) -> str:
    """Without a form where it has no letters."""
    form = "".join(normal_forms(listed.rstrip(_ANY_ENDING)))
    return form + _ANY_ENDING if form and listed.endswith(_ANY_ENDING) else form
