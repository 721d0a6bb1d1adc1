"""The words of a text that point at one thing of several: "1", "the second one", «а вторая кто», «соңғысы», «иә».

What they point at is the matter of `choosing.py`; here nothing is known of what was offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Literal, NamedTuple

from bot.core.text import normal_forms
from bot.core.understanding.word_lists import WordLists

_LAST = -1
_LONGEST_CHOICE = 12
"""Words; a longer message tells or asks something, and an ordinal in it chooses nothing."""
_BEFORE_ENDING = re.compile(r"(?<![^\W_])([1-9])(?=[^\W\d_])")
"""«2й», "1st"."""
_TYPED_WORD = re.compile(r"[^\W_]+(?:['’ʼ`´‘][^\W_]+)*")
_SETS_APART = re.compile(r"[,.:;?!…—–\n]| - ")
_SYMBOLS_AROUND = " ,.:;?!…—–-\n"

Strength = Literal["figure", "set apart", "sure", "weak"]
"""How surely the words point. `figure`: the text is nothing but a figure. `set apart`: they come first, and punctuation
sets the rest apart. `sure`: these words can only point, as "the second one" and «біріншісі». `weak`: a mere ordinal,
which may belong to what stands beside it.
"""


class Pointer(NamedTuple):
    """The words that point, and what stands beside them."""

    nth: int | None
    """From 0, or the last (-1); None for the only one."""
    strength: Strength
    rest: str = ""
    """The text without them."""


class _Word(NamedTuple):
    """A word of a text that may point."""

    form: str
    span: tuple[int, int]
    """Where it stands in the text."""
    nth: int | None
    """What it names: an index from 0, or the last."""
    points: bool
    """Whether it names one of several, or stands beside a word that does and asks nothing itself."""
    ends: bool
    """Whether punctuation sets the next word apart from it."""


class Pointers:
    """Reads them by the words of one knowledge's languages."""

    def __init__(self, lists: WordLists) -> None:
        listed = [(nth, line.split()) for info in lists.languages for nth, line in enumerate(info.ordinals)]
        listed += [(_LAST, list(info.last_words)) for info in lists.languages]
        self._ordinals = {form: nth for nth, line in listed for form in _forms(line)}
        self._open_ended = {form: nth for nth, line in listed for form in _forms(line, open_ended=True)}
        self._negations, beside = lists.sentences.negations, lists.choosing
        self._denying, self._yes = beside.denying_words, beside.yes_words
        self._pointing = beside.yes_words | beside.pointing_words

    def pointer_in(self, text: str) -> Pointer | None:
        """The words that point at one thing, or agree to the only one; None where none do, or something is denied."""
        text = _BEFORE_ENDING.sub(r"\1 ", text.replace("№", " "))
        typed = list(_TYPED_WORD.finditer(text))
        if len(typed) > _LONGEST_CHOICE:
            return None
        words = list(self._words(text, typed))
        if len(words) > 1 and words[0].form in self._denying:  # "no, the first": what stands behind says what is meant
            pointer = self.pointer_in(text[words[1].span[0] :])
            return pointer if pointer and pointer.nth is not None else None
        named = {word.nth for word in words if word.nth is not None}
        if len(named) > 1 or any(word.form in self._negations for word in words):
            return None
        return self._at_one_named(text, words) if named else self._at_the_only_one(words)

    def _words(self, text: str, typed: Sequence[re.Match[str]]) -> Iterator[_Word]:
        for one, following in zip_longest(typed, typed[1:]):
            form = "".join(normal_forms(one[0]))
            nth = self._nth_of(form)
            ends = following is not None and _SETS_APART.search(text, one.end(), following.start()) is not None
            yield _Word(form, one.span(), nth, points=nth is not None or form in self._pointing, ends=ends)

    def _at_the_only_one(self, words: Sequence[_Word]) -> Pointer | None:
        is_yes = all(word.points for word in words) and any(word.form in self._yes for word in words)
        return Pointer(None, "sure") if is_yes else None

    def _at_one_named(self, text: str, words: Sequence[_Word]) -> Pointer | None:
        before, pointing, behind = _around_the_one_named(words)
        named = next(word for word in pointing if word.nth is not None)
        is_figure = named.form.isdecimal()
        if not before and not behind:
            return Pointer(named.nth, "figure" if is_figure and len(words) == 1 else "sure")
        is_set_apart = not before and pointing[-1].ends
        if is_figure and not (is_set_apart and behind[0].form.isalpha()):
            return None  # "1 December", "2:10"
        is_sure = pointing[-1] is not named or named.form not in self._ordinals
        strength: Strength = "set apart" if is_set_apart else "sure" if is_sure else "weak"
        return Pointer(named.nth, strength, _without(text, pointing))

    def _nth_of(self, form: str) -> int | None:
        if len(form) == 1 and form.isdecimal() and form != "0":
            return int(form) - 1
        if form in self._ordinals:
            return self._ordinals[form]
        return next((nth for start, nth in self._open_ended.items() if form.startswith(start)), None)


def _around_the_one_named(words: Sequence[_Word]) -> tuple[Sequence[_Word], Sequence[_Word], Sequence[_Word]]:
    """What stands before the words that point, these, and what stands behind; punctuation behind one ends them."""
    start = next(number for number, word in enumerate(words) if word.nth is not None)
    end = start + 1
    while start > 0 and words[start - 1].points:
        start -= 1
    while end < len(words) and words[end].points and not words[end - 1].ends:
        end += 1
    return words[:start], words[start:end], words[end:]


def _without(text: str, words: Sequence[_Word]) -> str:
    """A text without some words in a row, and without the punctuation around what is left."""
    return f"{text[: words[0].span[0]]}{text[words[-1].span[1] :]}".strip(_SYMBOLS_AROUND)


def _forms(listed: Iterable[str], *, open_ended: bool = False) -> frozenset[str]:
    """The normal forms of the words that end with `*`, or of all others."""
    return frozenset(
        form for word in listed if word.endswith("*") == open_ended for form in normal_forms(word.rstrip("*"))
    )
