"""The same question about another one of a kind: the other film, the other speakers."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.entry_ids import parts_of
from bot.core.model import Entry, Knowledge
from bot.core.understanding.word_lists import WordLists


class Siblings:
    """By the entries of one knowledge, and the words of its languages."""

    def __init__(self, knowledge: Knowledge, lists: WordLists) -> None:
        self._knowledge, self._other = knowledge, lists.other

    def asked_for(self, words: Sequence[str], shown: Entry) -> list[str]:
        """Those of the entry shown, where the words ask for the other one."""
        return [] if self._other.isdisjoint(words) else self.of(shown)

    def of(self, shown: Entry) -> list[str]:
        topic = self._knowledge.topic_of(shown)
        if topic is None or not topic.is_single:
            return []
        own, entries = parts_of(shown.id), self._knowledge.entries
        family = [parts for parts in map(parts_of, entries) if parts.family == own.family]
        others = dict.fromkeys(parts.thing for parts in family if parts.thing not in ("", own.thing))
        exact = [own.of_another(other) for other in others]
        nearest = [e if e in entries else parts_of(e).whole for e in exact]
        return [e for e in nearest if e in entries]
