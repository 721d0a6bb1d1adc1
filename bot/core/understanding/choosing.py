"""What a person chooses of what was offered: "1", "the second one", «а вторая кто», «первая, где она работает?», «иә».

Where the bot asked which entry is meant, its buttons are counted. Below an answer a figure counts the buttons, while
words count the things that the answer lists, the first of the ambassadors, or those among which the thing shown is
listed. An ordinal inside a question of its own ("when was the first film shown") chooses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property
from itertools import pairwise
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
"""Words of the rest, below which an ordinal is read as part of it: "first of", «бірінші рет»."""
_TYPED_WORD = re.compile(r"[^\W_]+(?:['’ʼ`´‘][^\W_]+)*")
_SETS_APART = re.compile(r"[,.:;?!…—–\n]| - ")
_SYMBOLS_AROUND = " ,.:;?!…—–-\n"


class Choice(NamedTuple):
    entry: Entry
    rest: str = ""
    """What is asked about it; empty where it is only pointed at."""
    named: bool = False
    """Whether one thing of several was surely chosen: it is shown even where the rest is not understood."""


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
        text = _BEFORE_ENDING.sub(r"\1 ", text.replace("№", " "))
        typed = list(_TYPED_WORD.finditer(text))
        if len(typed) > _LONGEST_CHOICE:
            return None
        forms = ["".join(normal_forms(word[0])) for word in typed]
        places = [self._place_of(form) for form in forms]
        pointed = {place for place in places if place is not None}
        if len(pointed) > 1 or self._negations.intersection(forms):
            return None
        if not pointed:
            only_yes = self._yes.intersection(forms) and self._pointing.issuperset(forms)
            return _Pointer(None, figure=False, rest="", apart=False, firm=True) if only_yes else None
        at = next(number for number, place in enumerate(places) if place is not None)
        points = [form in self._pointing or places[number] is not None for number, form in enumerate(forms)]
        apart = [bool(_SETS_APART.search(text, one.end(), next.start())) for one, next in pairwise(typed)]
        start, end = _run(at, points, apart)
        beside = [*_TYPED_WORD.finditer(text, 0, typed[start].start()), *_TYPED_WORD.finditer(text, typed[end].end())]
        rest = f"{text[: typed[start].start()]}{text[typed[end].end() :]}".strip(_SYMBOLS_AROUND) if beside else ""
        figure, is_apart = forms[at].isdigit(), start == 0 and end < len(apart) and apart[end]
        if figure and rest and not (is_apart and forms[end + 1].isalpha()):
            return None  # "1 December", "2:10"
        firm = is_apart or end > at or forms[at] not in self._places
        return _Pointer(places[at], figure=figure and len(forms) == 1, rest=rest, apart=is_apart, firm=firm)

    def _place_of(self, form: str) -> int | None:
        if len(form) == 1 and form.isdigit() and form != "0":
            return int(form) - 1
        if form in self._places:
            return self._places[form]
        return next((place for start, place in self._open_ended.items() if form.startswith(start)), None)


def _run(at: int, points: Sequence[bool], apart: Sequence[bool]) -> tuple[int, int]:
    """The first and the last of the pointing words around one; punctuation behind it ends them."""
    start, end = at, at
    while start > 0 and points[start - 1]:
        start -= 1
    while end + 1 < len(points) and points[end + 1] and not apart[end]:
        end += 1
    return start, end


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
