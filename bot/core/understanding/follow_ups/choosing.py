"""What a person chooses of what was offered: "1", "the second one", «а вторая кто», «первая, где она работает?», «иә».

Where the bot asked which entry is meant, its buttons are counted. Below an answer a figure counts the buttons, too. A
word counts the things that the answer lists, the ambassadors for example, or after one of them still the ambassadors.
An ordinal inside a question of its own ("when was the first film shown") chooses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from bot.core.entry_ids import parts_of
from bot.core.knowledge import Entry, Knowledge
from bot.core.limits import CERTAIN
from bot.core.model import is_remembered
from bot.core.text import normal_forms
from bot.core.understanding.follow_ups.follow_up import FollowUps
from bot.core.understanding.follow_ups.pointer import Pointer, Pointers
from bot.core.understanding.matching import Match, NoMatch, Outcome, is_word_for_word
from bot.core.understanding.talk import Talk
from bot.core.understanding.understood import Understood
from bot.core.understanding.word_lists import WordLists

_FEWEST_OF_REST = 2
"""Words that must stand beside a weak pointer; fewer are read together with it: "first of", «бірінші рет»."""


class Choice(NamedTuple):
    entry: Entry
    rest: str = ""
    """What is asked about it; empty where it is only pointed at."""
    named: bool = False
    """Whether one thing of several was surely chosen: it is shown even where the rest is not understood."""


class Choosing:
    """Finds what was pointed at among the entries of one knowledge."""

    def __init__(self, knowledge: Knowledge, follow_ups: FollowUps, lists: WordLists) -> None:
        self._knowledge, self._entries, self._follow_ups = knowledge, knowledge.entries, follow_ups
        self._pointers = Pointers(lists)

    def choice(self, understood: Understood, talk: Talk) -> Choice | None:
        """What a text chooses of what was offered; None where it chooses nothing."""
        memory, alone = talk.memory, understood.alone
        if not memory.offered or not is_remembered(memory.asked_at or memory.shown_at, talk.at):
            return None
        pointer = self._pointers.pointer_in(understood.text)
        if pointer is None or _speaks_for_itself(alone, pointer, is_due=memory.asked_at is not None):
            return None
        if memory.asked_at:
            entry = self._asked_for(pointer, memory.offered)
        else:
            entry = self._below_an_answer(understood.text, pointer, memory.offered, talk.shown)
        return self._chosen(entry, alone, pointer) if entry else None

    def _asked_for(self, pointer: Pointer, offered: Sequence[str]) -> Entry | None:
        """What is chosen where the bot asked which entry is meant: its buttons are counted, and a yes takes the only
        one.
        """
        if pointer.nth is None:
            return self._entries.get(offered[0]) if len(offered) == 1 else None
        return self._at(pointer.nth, offered)

    def _below_an_answer(
        self, text: str, pointer: Pointer, offered: Sequence[str], shown: Entry | None
    ) -> Entry | None:
        """What is chosen where nobody was asked to choose: a figure counts the buttons, and a word what is listed."""
        if pointer.nth is None:
            return None
        if pointer.strength != "figure" and self._follow_ups.asks_for_another(text, shown):
            return None
        entry = self._at(pointer.nth, offered if pointer.strength == "figure" else self._things(shown) or offered)
        # After the second of two, «а второй?» asks for the other one.
        is_shown = entry and shown and entry.id == parts_of(shown.id).whole
        return None if is_shown else entry

    def _at(self, index: int, counted: Sequence[str]) -> Entry | None:
        return self._entries.get(counted[index]) if index < len(counted) else None

    def _chosen(self, entry: Entry, alone: Outcome, pointer: Pointer) -> Choice | None:
        """The choice of this entry; None where what stands beside the pointer is no question about it."""
        if not pointer.rest:
            return Choice(entry)
        is_thing, is_sure = bool(self._kind_of(entry)), pointer.strength != "weak"
        is_unclear = isinstance(alone, NoMatch) and len(normal_forms(pointer.rest)) >= _FEWEST_OF_REST
        points = pointer.strength == "set apart" or (is_thing and (is_sure or is_unclear))
        return Choice(entry, pointer.rest, named=is_thing and is_sure) if points else None

    # ---- the things that are counted ------------------------------------------------------------

    @cached_property
    def _lists(self) -> list[list[str]]:
        """The things of each entry that lists some."""
        return [things for entry in self._entries.values() if (things := self._listed_by(entry))]

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


def _speaks_for_itself(alone: Outcome, pointer: Pointer, *, is_due: bool) -> bool:
    """Whether a text with an ordinal is surely a question of its own; "the third one" is none where a choice is due."""
    if pointer.nth is None or not isinstance(alone, Match) or pointer.strength == "figure":
        return False
    if pointer.rest:
        return is_word_for_word(alone) or alone.ranking.probability >= CERTAIN
    return is_word_for_word(alone) and not is_due
