"""What a person chooses of what was offered: "1", "the second one", «а вторая кто», «первая, где она работает?», «иә».

Where the bot asked which entry is meant, its buttons are counted. Below an answer a figure counts the buttons, too. A
word counts the things that the answer lists, the ambassadors for example, or after one of them still the ambassadors.
An ordinal inside a question of its own ("when was the first film shown") chooses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from itertools import zip_longest
from typing import NamedTuple

from bot.core.entry_ids import parts_of
from bot.core.limits import CERTAIN
from bot.core.model import Entry, Knowledge, Memory, is_remembered
from bot.core.text import normal_forms
from bot.core.understanding.follow_up import FollowUps
from bot.core.understanding.matching import Match, NoMatch, Outcome, is_word_for_word
from bot.core.understanding.word_lists import WordLists

_LAST = -1
_LONGEST_CHOICE = 12
"""Words; a longer message tells or asks something, and an ordinal in it chooses nothing."""
_BEFORE_ENDING = re.compile(r"(?<![^\W_])([1-9])(?=[^\W\d_])")
"""«2й», "1st"."""
_FEWEST_OF_REST = 2
"""Words that must stand beside an ordinal; fewer are read together with it: "first of", «бірінші рет»."""
_TYPED_WORD = re.compile(r"[^\W_]+(?:['’ʼ`´‘][^\W_]+)*")
_SETS_APART = re.compile(r"[,.:;?!…—–\n]| - ")
_SYMBOLS_AROUND = " ,.:;?!…—–-\n"


class Choice(NamedTuple):
    entry: Entry
    rest: str = ""
    """What is asked about it; empty where it is only pointed at."""
    named: bool = False
    """Whether one thing of several was surely chosen: it is shown even where the rest is not understood."""


class _Word(NamedTuple):
    """A word of a text that may point."""

    form: str
    span: tuple[int, int]
    """Where it stands in the text."""
    place: int | None
    """The place that it names: from 0, or the last."""
    points: bool
    """Whether it names a place, or stands beside a word that does and asks nothing itself."""
    ends: bool
    """Whether punctuation sets the next word apart from it."""


class _Pointer(NamedTuple):
    """The words that point, and what stands beside them."""

    place: int | None
    """From 0, or the last; None for the only one."""
    figure: bool
    """Whether it is nothing but a figure."""
    rest: str
    apart: bool
    """Whether they come first, and punctuation sets the rest apart."""
    firm: bool
    """Whether these words can only point, as "the second one", «біріншісі» and what is set apart."""


class Choosing:
    """Reads choices by the words of one knowledge's languages."""

    def __init__(self, knowledge: Knowledge, follow_ups: FollowUps, lists: WordLists) -> None:
        self._knowledge, self._entries, self._follow_ups = knowledge, knowledge.entries, follow_ups
        languages = knowledge.languages.values()
        listed = [(place, line.split()) for info in languages for place, line in enumerate(info.ordinals)]
        listed += [(_LAST, list(info.last_words)) for info in languages]
        self._places = {form: place for place, line in listed for form in _forms(line)}
        self._open_ended = {form: place for place, line in listed for form in _forms(line, open_ended=True)}
        self._negations, self._yes = lists.negations, lists.agreeing
        self._pointing = self._yes | lists.pointing

    @cached_property
    def _lists(self) -> list[list[str]]:
        """The things of each entry that lists some."""
        return [things for entry in self._entries.values() if (things := self._listed_by(entry))]

    def choice(self, text: str, plain: Outcome, memory: Memory, shown: Entry | None, at: datetime) -> Choice | None:
        """What a text chooses of what was offered; None where it chooses nothing.

        `plain` is what the text says by itself, `shown` the entry that a follow-up may refer to.
        """
        if not memory.offered or not is_remembered(memory.asked_at or memory.shown_at, at):
            return None
        is_due, pointer = memory.asked_at is not None, self._pointer(text)
        if pointer is None or (pointer.place is not None and _speaks_for_itself(plain, pointer, is_due=is_due)):
            return None
        if not is_due and not pointer.figure and self._follow_ups.asks_for_another(text, shown):
            return None
        entry = self._pointed_at(pointer, memory, None if is_due else shown)
        if entry and shown and not is_due and entry.id == parts_of(shown.id).whole:
            return None  # after the second of two, «а второй?» asks for the other one
        if entry is None or not pointer.rest:
            return Choice(entry) if entry else None
        is_thing = bool(self._kind_of(entry))
        likely = pointer.firm or (isinstance(plain, NoMatch) and len(normal_forms(pointer.rest)) >= _FEWEST_OF_REST)
        points = pointer.apart or (is_thing and likely)
        return Choice(entry, pointer.rest, named=is_thing and pointer.firm) if points else None

    def _pointed_at(self, pointer: _Pointer, memory: Memory, shown: Entry | None) -> Entry | None:
        if pointer.place is None:
            only = memory.asked_at is not None and len(memory.offered) == 1
            return self._entries.get(memory.offered[0]) if only else None
        counted: Sequence[str] = memory.offered if pointer.figure else self._things(shown) or memory.offered
        return self._entries.get(counted[pointer.place]) if pointer.place < len(counted) else None

    def _things(self, shown: Entry | None) -> list[str]:
        """What words count after an entry: the things that it lists, or those among which it is listed itself."""
        if shown is None:
            return []
        if not self._kind_of(shown):
            return self._listed_by(shown)
        whole = parts_of(shown.id).whole
        return next((things for things in self._lists if whole in things), [])

    def _listed_by(self, entry: Entry) -> list[str]:
        """The things of one kind that an entry lists, where there are several; it may have fewer buttons."""
        if self._kind_of(entry):
            return []
        related = [self._entries[r] for r in entry.related if r in self._entries]
        kinds = [kind for entry in related if (kind := self._kind_of(entry))]
        things = [entry.id for entry in related if self._kind_of(entry) == kinds[0]] if kinds else []
        return things if len(things) > 1 else []

    def _kind_of(self, entry: Entry) -> str:
        """The kind of the one thing that an entry is about; empty where it is about no single one."""
        topic = self._knowledge.topic_of(entry)
        return topic.kind if topic and topic.is_single else ""

    # ---- reading --------------------------------------------------------------------------------

    def _pointer(self, text: str) -> _Pointer | None:
        """The words that point at one thing, or agree to the only one; None where none do, or something is denied."""
        text = _BEFORE_ENDING.sub(r"\1 ", text.replace("№", " "))
        typed = list(_TYPED_WORD.finditer(text))
        if len(typed) > _LONGEST_CHOICE:
            return None
        words = list(self._words(text, typed))
        places = {word.place for word in words if word.place is not None}
        if len(places) > 1 or any(word.form in self._negations for word in words):
            return None
        return self._at_a_place(text, words) if places else self._at_the_only_one(words)

    def _words(self, text: str, typed: Sequence[re.Match[str]]) -> Iterator[_Word]:
        for one, following in zip_longest(typed, typed[1:]):
            form = "".join(normal_forms(one[0]))
            place = self._place_of(form)
            ends = following is not None and _SETS_APART.search(text, one.end(), following.start()) is not None
            yield _Word(form, one.span(), place, points=place is not None or form in self._pointing, ends=ends)

    def _at_the_only_one(self, words: Sequence[_Word]) -> _Pointer | None:
        is_yes = all(word.points for word in words) and any(word.form in self._yes for word in words)
        return _Pointer(None, figure=False, rest="", apart=False, firm=True) if is_yes else None

    def _at_a_place(self, text: str, words: Sequence[_Word]) -> _Pointer | None:
        before, pointing, behind = _around_the_place(words)
        named = next(word for word in pointing if word.place is not None)
        figure, is_alone = named.form.isdecimal(), not before and not behind
        apart = not before and not is_alone and pointing[-1].ends
        if figure and not is_alone and not (apart and behind[0].form.isalpha()):
            return None  # "1 December", "2:10"
        rest = "" if is_alone else _without(text, pointing)
        firm = apart or pointing[-1] is not named or named.form not in self._places
        return _Pointer(named.place, figure=figure and len(words) == 1, rest=rest, apart=apart, firm=firm)

    def _place_of(self, form: str) -> int | None:
        if len(form) == 1 and form.isdecimal() and form != "0":
            return int(form) - 1
        if form in self._places:
            return self._places[form]
        return next((place for start, place in self._open_ended.items() if form.startswith(start)), None)


def _around_the_place(words: Sequence[_Word]) -> tuple[Sequence[_Word], Sequence[_Word], Sequence[_Word]]:
    """What stands before the words that point, these, and what stands behind; punctuation behind one ends them."""
    start = next(number for number, word in enumerate(words) if word.place is not None)
    end = start + 1
    while start > 0 and words[start - 1].points:
        start -= 1
    while end < len(words) and words[end].points and not words[end - 1].ends:
        end += 1
    return words[:start], words[start:end], words[end:]


def _without(text: str, words: Sequence[_Word]) -> str:
    """A text without some words in a row, and without the punctuation around what is left."""
    return f"{text[: words[0].span[0]]}{text[words[-1].span[1] :]}".strip(_SYMBOLS_AROUND)


def _speaks_for_itself(plain: Outcome, pointer: _Pointer, *, is_due: bool) -> bool:
    """Whether a text with an ordinal is surely a question of its own; "the third one" is none where a choice is due."""
    if not isinstance(plain, Match) or pointer.figure:
        return False
    if pointer.rest:
        return is_word_for_word(plain) or plain.ranking.probability >= CERTAIN
    return is_word_for_word(plain) and not is_due


def _forms(listed: Iterable[str], *, open_ended: bool = False) -> frozenset[str]:
    """The normal forms of the words that end with `*`, or of all others."""
    return frozenset(
        form for word in listed if word.endswith("*") == open_ended for form in normal_forms(word.rstrip("*"))
    )
