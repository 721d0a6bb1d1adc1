"""What each entry gains from the one that was just shown: what "how long?" may mean after a film.

It gains from its ties to that entry, from how often people ask for it next, and from what they meant when they said
similar words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import mul

from bot.core.knowledge import Entry, Knowledge
from bot.core.scoring.features import word_feature
from bot.core.scoring.follow_up_weights import FollowUpWeights
from bot.core.scoring.inverted import Telling
from bot.core.scoring.precedents import Nearness
from bot.core.scoring.rarity import Rarity
from bot.core.text import normal_forms

_SMALL_TOPIC = 15
"""Entries of a topic; in a larger one it says less that two entries share it."""
_REFERENCE = re.compile(r"{[^}]*}")
_LETTERS_OF_STEM = 5
"""Letters that stand for a longer word, so that its endings make no difference."""

_HELD = 32
"""Entries whose ties are kept in a cache."""

_UNTIED = (0.0,) * 8
"""The ties of an entry that only precedents speak for."""

Tie = tuple[float, ...]


class ContextTies:
    def __init__(self, knowledge: Knowledge, rarity: Rarity, weights: FollowUpWeights) -> None:
        self._knowledge, self._entries, self._help = knowledge, knowledge.entries, knowledge.help_entry
        self._rarity, self._weights = rarity, weights
        self._stems: dict[str, int] = {}
        """Those of all answers that have been read, each with the place of the bit that stands for it."""
        self._stems_of = lru_cache(maxsize=None)(self._read)
        self._near = lru_cache(_HELD)(self._find)

    def gains(self, shown: Entry, words: Sequence[str], question: Telling) -> dict[str, float]:
        """What the margin of every entry gains for a question with these words and features (`question`)."""
        gains = self._weights.transitions.after(shown.id)
        for entry, tie in self.of(shown, words, question).items():
            gains[entry] = gains.get(entry, 0.0) + sum(map(mul, self._weights.ties, tie))
        return gains

    def of(self, shown: Entry, words: Sequence[str], question: Telling) -> dict[str, Tie]:
        """The ties of every entry that is tied to the one shown, in this order.

        Whether the entry is of the same topic (a small or a large one), or of the topic of a related entry; whether it
        is related itself, or names the one shown as related; whether it is the very one, and the same by the number of
        words (the fewer are said, the likelier it is still spoken of); how much of the words its own answer says, 0–1;
        and how near the precedents are in which it was meant.
        """
        near, fewness, precedents = self._near(shown.id), 1 / max(len(words), 1), self._precedents(shown, question)
        said = [self._stems_of(entry) for entry in near]
        rarities = self._rarities(words)
        tied = {
            entry: (*tie, fewness if entry == shown.id else 0.0, _share(stems, rarities))
            for (entry, tie), stems in zip(near.items(), said, strict=True)
        }
        nothing = Nearness()
        return {
            entry: (*tied.get(entry, _UNTIED), *precedents.get(entry, nothing))
            for entry in dict.fromkeys((*tied, *precedents))
        }

    def _precedents(self, shown: Entry, question: Telling) -> Mapping[str, Nearness]:
        """None just after the numbers of help: calm talks do not tell what "what do I do" means there. What was asked
        after anything of one film is not asked of it now, where another one was shown.
        """
        if shown.id == self._help:
            return {}
        near = self._weights.precedents.near(shown.id, question)
        return {
            entry: one._replace(after_any=0.0) if self._is_another_thing(entry, shown) else one
            for entry, one in near.items()
            if entry in self._entries
        }

    def _is_another_thing(self, entry: str, shown: Entry) -> bool:
        """Whether it is about another thing of the kind of the one shown."""
        topic, own = self._knowledge.topic_of(self._entries[entry]), self._knowledge.topic_of(shown)
        return topic is not None and own is not None and topic.is_single and topic.kind == own.kind and topic != own

    def _find(self, shown_id: str) -> dict[str, Tie]:
        """What does not depend on the question."""
        shown, entries = self._entries[shown_id], self._entries.values()
        same = [e.id for e in entries if e.topic == shown.topic]
        is_small = len(same) <= _SMALL_TOPIC
        linked = {self._entries[r].topic for r in shown.related if r in self._entries} - {shown.topic}
        groups = (
            same if is_small else (),
            () if is_small else same,
            [e.id for e in entries if e.topic in linked],
            [r for r in shown.related if r in self._entries],
            [e.id for e in entries if shown.id in e.related],
            (shown.id,),
        )
        tied = dict.fromkeys(entry for group in groups for entry in group)
        return {entry: tuple(float(entry in group) for group in groups) for entry in tied}

    def share_in_answer(self, entry: str, words: Sequence[str]) -> float:
        """How much of what was said an entry's answer says, 0 to 1."""
        stems = self._stems_of(entry)
        return _share(stems, self._rarities(words))

    def _rarities(self, words: Sequence[str]) -> list[tuple[int, float]]:
        """The stem of each word, nought where no answer that has been read has it, and how rare the word is."""
        places = (self._stems.get(word[:_LETTERS_OF_STEM]) for word in words)
        bits = [0 if place is None else 1 << place for place in places]
        return [(bit, self._rarity.of(word_feature(word))) for bit, word in zip(bits, words, strict=True)]

    def _read(self, entry: str) -> int:
        """The stems of an entry's title and answer in all languages, as the bits of one number, which takes a tenth of
        a dict's memory; read when they are first asked for.
        """
        texts = [*self._entries[entry].title.values(), *self._entries[entry].answer.values()]
        words = {word[:_LETTERS_OF_STEM] for text in texts for word in normal_forms(_REFERENCE.sub(" ", text))}
        return sum([1 << self._stems.setdefault(stem, len(self._stems)) for stem in words])


def _share(stems: int, rarities: Sequence[tuple[int, float]]) -> float:
    hits = [rarity for stem, rarity in rarities if stems & stem]
    return sum(hits) / sum([rarity for _, rarity in rarities]) if hits else 0.0
