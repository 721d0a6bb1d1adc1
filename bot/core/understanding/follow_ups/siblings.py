"""The same question about another one of a kind: the other film, the other speakers, "and Maria?"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from bot.core.entry_ids import parts_of
from bot.core.knowledge import Entry, Knowledge
from bot.core.scoring.features import Evidence, bare, name_feature
from bot.core.text import forms_of
from bot.core.understanding.word_lists import WordLists

NamesOf = Callable[[str], Collection[str]]
"""The names that a word may be, as features."""


class Siblings:
    """Finds them by the entries of one knowledge and the words of its languages."""

    def __init__(self, knowledge: Knowledge, lists: WordLists) -> None:
        self._knowledge, self._other, self._swap = (
            knowledge,
            lists.after_answer.other_words,
            lists.after_answer.swap_words,
        )

    def asked_for(self, words: Sequence[str], shown: Entry) -> list[str]:
        """The siblings of the entry shown, where the words ask for the other one."""
        return [] if self._other.isdisjoint(words) else self.of(shown)

    def named(self, words: Sequence[str], names_of: NamesOf, shown: Entry) -> str | None:
        """What was shown, of another one, where nothing is said but its name: "and Maria?" after what Peter said."""
        named = [word for word in words if word not in self._swap]
        if not any(map(names_of, named)):
            return None
        same = (self._knowledge.entries[e] for e in self.of(shown) if parts_of(e).aspect == parts_of(shown.id).aspect)
        return next((e.id for e in same if all(self._is_name(w, str(e.topic), names_of) for w in named)), None)

    def of_each_named(self, words: Sequence[str], names_of: NamesOf, entry: str) -> list[str]:
        """The entries that tell the same of each thing of its kind that these words name, by words that can be no other
        name; nothing where fewer than two are named, or the thing of this entry is none of them.
        """
        entries = self._knowledge.entries
        named = {bare(name) for names in map(set, map(names_of, words)) if len(names) == 1 for name in names}
        if entries[entry].topic not in named:
            return []
        same = {e.topic: e.id for e in map(entries.__getitem__, reversed((entry, *self.of(entries[entry]))))}
        others = [e for topic, e in same.items() if topic in named and self.is_another(e, entries[entry])]
        return [entry, *reversed(others)] if others else []

    def _is_name(self, word: str, topic: str, names_of: NamesOf) -> bool:
        """Whether a word is a name of this topic, in any of its forms, or a part of one."""
        return name_feature(topic) in names_of(word) or word in forms_of(self._knowledge.topics[topic].names)

    def names_another(self, evidence: Evidence, shown: Entry) -> bool:
        """Whether a question itself names a person, a film or a city other than the one shown."""
        topics = self._knowledge.topics
        return any(name != shown.topic and topics[name].is_single for name in map(bare, evidence.names))

    def is_another(self, entry: str, shown: Entry) -> bool:
        """Whether an entry is about another thing of the kind that the entry shown is about."""
        own, other = self._knowledge.topic_of(shown), self._knowledge.topic_of(self._knowledge.entries[entry])
        if own is None or other is None or not own.is_single:
            return False
        return other.kind == own.kind and other.id != own.id

    def is_of(self, entry: str, shown: Entry) -> bool:
        """Whether an entry is about the very thing that the entry shown is about."""
        topic = self._knowledge.topic_of(shown)
        return topic is not None and topic.is_single and self._knowledge.entries[entry].topic == topic.id

    def of(self, shown: Entry) -> list[str]:
        """The entries that tell the same of each other thing of the family: for a film's director the directors of the
        other films, or the film itself where it has no such entry.
        """
        topic = self._knowledge.topic_of(shown)
        if topic is None or not topic.is_single:
            return []
        own, entries = parts_of(shown.id), self._knowledge.entries
        family = [parts for parts in map(parts_of, entries) if parts.family == own.family]
        others = dict.fromkeys(parts.thing for parts in family if parts.thing not in ("", own.thing))
        same = [own.of_another(other) for other in others]
        nearest = [e if e in entries else parts_of(e).whole for e in same]
        return [e for e in nearest if e in entries]
