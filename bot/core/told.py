"""What the answers tell: "how long?" after a film means the entry whose answer holds such a word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from bot.core.model import Entry
from bot.core.text import words
from bot.core.weights import Rarity

_REFERENCE = re.compile(r"{[^}]*}")
_STEM = 5
"""Letters that stand for a longer word, so that its endings make no difference."""


class Told:
    """The words of every entry's title and answer in all languages; each entry is read when it is first asked for."""

    def __init__(self, entries: Mapping[str, Entry], rarity: Rarity) -> None:
        self._entries, self._rarity = entries, rarity
        self._stems_of = lru_cache(maxsize=None)(self._read)

    def share(self, entry: str, said: Sequence[str]) -> float:
        """How much of what was said the entry's answer says too, weighted by rarity, 0 to 1."""
        told, hits, total = self._stems_of(entry), 0.0, 0.0
        for word in said:
            rarity = self._rarity.of("w:" + word)
            total += rarity
            if word[:_STEM] in told:
                hits += rarity
        return hits / total if total else 0.0

    def _read(self, entry: str) -> frozenset[str]:
        texts = [*self._entries[entry].title.values(), *self._entries[entry].answer.values()]
        return frozenset(word[:_STEM] for text in texts for word in words(_REFERENCE.sub(" ", text)))
