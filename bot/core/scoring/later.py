"""Entries that were added or changed after the last fit: they are found at once.

Their phrases are indexed when the knowledge is loaded. Those for which no label was learned compete with the others
besides: each learns weights of its own, or all are represented by their pooled phrases where they are too many.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from bot.core.knowledge import Entry, Knowledge
from bot.core.scoring.centroids import Centroids
from bot.core.scoring.features import Vector, bare, kind_of, raw_features
from bot.core.scoring.labels import CRISIS_PREFIX, is_live
from bot.core.scoring.learned import Learned
from bot.core.scoring.lexicon import Lexicon
from bot.core.scoring.nearest import Phrases, phrases_of
from bot.core.scoring.newcomers import MOST, Newcomers


class LaterEntries:
    """The entries of one knowledge that came after the learning, beside what was learned before."""

    def __init__(self, knowledge: Knowledge, learned: Learned, lexicon: Lexicon) -> None:
        self._model, self._lexicon = learned.model, lexicon
        self.phrases = Phrases()
        self.words: set[str] = set()
        """All words of their phrases."""
        self._centroids = Centroids(self._model.rarity)
        if learned.is_of(knowledge) and learned.phrases:
            return
        later = [entry for entry in knowledge.entries.values() if not learned.phrases.holds(entry)]
        for entry in later:
            self._index(entry)
        self.phrases.close()
        labels = set(self._model.labels)
        self._join([entry for entry in later if entry.id not in labels], knowledge)

    def margins(self, raw: Vector) -> dict[str, float]:
        """How much speaks for each that no label was learned for."""
        return self._centroids.margins(raw)

    def _index(self, entry: Entry) -> None:
        vectors = list(self._vectors(entry))
        self.phrases.add(entry, vectors, self._model.rarity)
        self.words.update(bare(feature) for vector in vectors for feature in vector if kind_of(feature) == "word")

    def _join(self, new: Sequence[Entry], knowledge: Knowledge) -> None:
        """Entries for which no label was learned compete with the others from now on."""
        if not self._model.labels or len(new) > MOST:
            for entry in new:
                self._centroids.add(entry.id, self._vectors(entry))
        elif new:
            self._learn(new, knowledge)

    def _learn(self, new: Collection[Entry], knowledge: Knowledge) -> None:
        live = (label for label in self._model.labels if is_live(label, knowledge.entries))
        rivals = [label for label in live if not label.startswith(CRISIS_PREFIX)]
        newcomers = Newcomers(knowledge, self._model, rivals, lambda text: raw_features(self._lexicon.read(text)))
        for entry in new:
            newcomer = newcomers.learn(entry, [other for other in new if other is not entry])
            self._centroids.add_weights(entry.id, newcomer.offset, newcomer.weights)

    def _vectors(self, entry: Entry) -> Iterator[Vector]:
        return (raw_features(self._lexicon.read(phrase)) for phrase in phrases_of(entry))
