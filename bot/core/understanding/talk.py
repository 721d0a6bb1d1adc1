"""What a chat was about when a message came: what a text may go on with, and how far a talk about help has gone."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple

from bot.core.commands import SCREENS
from bot.core.knowledge import Entry, Knowledge
from bot.core.model import Memory, is_remembered

Stage = Literal["none", "just shown", "goes on"]
"""`just shown`: the numbers of help were shown last, asked for or because of an alarm. `goes on`: they were shown
lately, and since then nothing but what goes with help.
"""


class Context(NamedTuple):
    """All of a talk that may tell what a text says or is about there: what is found in one is held for all of them."""

    leading: str
    """The id of what a text may go on with; empty where there is nothing."""
    stage: Stage
    helped_with: str
    """The class in whose words help came, as far as the talk is about help and it is known; else empty."""


class Talk(NamedTuple):
    """What a chat was about when a message came."""

    memory: Memory
    at: datetime
    shown: Entry | None
    """The entry that was shown last, where a follow-up may refer to it."""
    leading: Entry | None
    """What a text may go on with: just after the numbers what stands behind More of their class, else what was shown.

    Somebody who hit, and asks "what now", asks another thing than whoever was hit.
    """
    stage: Stage

    @property
    def context(self) -> Context:
        return Context(self.leading.id if self.leading else "", self.stage, self.helped_with)

    @property
    def helped_with(self) -> str:
        """As in its context."""
        return "" if self.stage == "none" else self.memory.helped_with or ""

    @property
    def helped_as(self) -> str | None:
        """The variant in whose words help came, in the same way."""
        return None if self.stage == "none" else self.memory.helped_as

    @property
    def of_child(self) -> bool:
        """Whether help came for a child, in the same way."""
        return self.stage != "none" and self.memory.is_of_child

    def turned_to(self, entry: Entry | None) -> Talk:
        """The talk once it is about this entry, whatever it was about before."""
        return self._replace(leading=entry, stage="none")


class Talks:
    """Knows by one knowledge what a chat was about."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge, self._entries = knowledge, knowledge.entries
        self._screens = frozenset(knowledge.menu.commands.get(name) for name in SCREENS)

    def talk_at(self, memory: Memory, at: datetime) -> Talk:
        """What a chat of this memory is about at this time."""
        shown = self.leading_on(memory.shown) if memory.shown and is_remembered(memory.shown_at, at) else None
        stage = self._stage(memory, shown, at)
        behind_more = self._behind_more(memory) if stage == "just shown" else None
        return Talk(memory, at, shown, behind_more or shown, stage)

    def leading_on(self, entry_id: str) -> Entry | None:
        """The entry with this id if a follow-up may refer to it: it is no screen, and its topic has follow-ups."""
        entry = self._entries.get(entry_id)
        if entry is None or entry.id in self._screens:
            return None
        topic = self._knowledge.topic_of(entry)
        return entry if topic and topic.follow_up else None

    def _stage(self, memory: Memory, shown: Entry | None, at: datetime) -> Stage:
        if shown is None:
            return "none"
        if shown.id == self._knowledge.help_entry:
            return "just shown"
        return "goes on" if shown.goes_with_help and is_remembered(memory.helped_at, at) else "none"

    def _behind_more(self, memory: Memory) -> Entry | None:
        """What stands behind More of the numbers, as far as their class is known."""
        crisis = self._knowledge.crisis.get(memory.helped_with or "")
        return self._entries.get(crisis.more) if crisis else None
