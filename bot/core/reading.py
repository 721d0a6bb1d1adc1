"""What a text says, in the terms of what was learned: asked once by everything that must understand it.

One model weighs a text against all that it can be: each entry, each crisis class, and what no entry answers. That they
compete in one model is what tells "who spoke about rape law" from a cry for help.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil, exp, floor, log
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.centroids import Centroids
from bot.core.features import WORD_SIMILARITY, Evidence, Lexicon, weigh
from bot.core.model import Entry, Knowledge
from bot.core.nearest import Phrases, phrases_of
from bot.core.newcomers import MOST, Newcomers
from bot.core.text import other_layouts, words
from bot.core.weights import LinearModel, Rarity

NO_ENTRY = "none"
"""The label of texts that no entry answers."""
CRISIS = "crisis."
"""Before the name of a class, the label of a crisis class."""
ELSEWHERE = "elsewhere"
"""The label of what entries of another knowledge answer: here it tells what is calm, and nothing more."""
_KNOWN_ENOUGH = 0.5
"""Share of known words, without a slip, from which a text needs no other keyboard layout."""
_SHORTEST_SLIP, _LIKE = 4, 2
"""Letters from which a word can be misspelt, and how many known words it may stand for."""
_FAR = 30.0
"""Stands for an infinite margin."""
_WORD_FOR_WORD = 8.0
"""How far ahead an entry is of which a later phrase was typed word for word."""
_TINY = 1e-13
"""Stands for nothing where a logarithm is taken."""
_CLEARLY_MORE = 0.25
"""By which share of known words another layout must be ahead."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One text, read."""

    evidence: Evidence
    features: Mapping[str, float]
    margins: Mapping[str, float]
    """How much speaks for each label: entries, crisis classes by `crisis.`, and `none`."""
    whole: float
    """The logarithm of the sum of the exponentials of all margins: what one label's share is measured by."""
    alarm: float
    """The logarithm of the odds that this is a crisis."""

    @property
    def crisis(self) -> str:
        """The likeliest crisis class; empty where none was learned."""
        signs = {label: m for label, m in self.margins.items() if label.startswith(CRISIS)}
        return max(signs, key=signs.__getitem__, default="").removeprefix(CRISIS)


class Reader:
    """Ready to read by one knowledge; `fitted` is what `bot.fitting` learned from it."""

    def __init__(
        self, knowledge: Knowledge, fitted: Mapping[str, Any] | None = None, *, word_for_word: bool = True
    ) -> None:
        """`word_for_word`: whether a phrase that came since the fit always finds its entry when it is typed as such."""
        unchanged = fitted is not None and knowledge.learned_from == fitted.get("made_from")
        if fitted and unchanged:
            self.lexicon = Lexicon.from_data(fitted["lexicon"])
        else:
            self.lexicon = Lexicon(knowledge.synonyms, knowledge.topics)
        entries = knowledge.entries
        if fitted:
            self.model = LinearModel.from_data(fitted["model"])
            self.phrases = Phrases.from_data(fitted["phrases"])
        else:
            self.model = LinearModel(Rarity.of_texts(v for e in entries.values() for v in self._vectors(e)))
            self.phrases = Phrases()
        self.later = Phrases()
        """Phrases of entries that came or changed since the fit."""
        self._centroids = Centroids(self.rarity)
        self._word_for_word: dict[tuple[str, ...], str] = {}
        self._gone = [label for label in self.model.labels if not _is_meant(label, entries)]
        self._signs = _block(self.model.labels)
        known = set(fitted["vocabulary"].split()) if fitted else set()
        known |= self.lexicon.vocabulary
        if not unchanged:
            known.update(self._learn_later(knowledge, word_for_word))
        self._vocabulary = _Vocabulary(known, self.lexicon, self.rarity)

    @property
    def rarity(self) -> Rarity:
        return self.model.rarity

    def read(self, text: str, topic: str | None = None) -> Reading:
        """`topic` is what the conversation is about, for a text that names nothing itself."""
        evidence = self.lexicon.evidence(words(text))
        features = self._features(evidence)
        if topic and not evidence.names:
            features |= weigh(Evidence((), (), ("@" + topic,)))
        margins = self._margins(features)
        top = max(margins.values(), default=0.0)
        powers = [exp(margin - top) for margin in margins.values()]
        alarm = sum(powers[self._signs]) if self._signs.stop else 0.0
        calm = max(sum(powers) - alarm, _TINY)
        # Where nothing was learned and no word is known, nothing speaks for a crisis either.
        odds = log(max(alarm, _TINY) / calm) if margins else -_FAR
        whole = top + log(calm + alarm)
        if self._gone or self.later:
            whole = self._with_later(margins, features, evidence.words)
        return Reading(evidence, features, margins, whole, odds)

    def _with_later(self, margins: dict[str, float], features: Mapping[str, float], said: tuple[str, ...]) -> float:
        """Takes out what is gone and adds what came since the fit; gives the new whole.

        The alarm stands already: what is gone still tells what is calm, and what came hushes no cry for help.
        """
        for label in self._gone:
            del margins[label]
        margins |= self._centroids.margins(features)
        entry = self._word_for_word.get(said)
        if entry:
            margins[entry] = max(margins.values(), default=0.0) + _WORD_FOR_WORD
        top = max(margins.values(), default=0.0)
        return top + log(sum(exp(margin - top) for margin in margins.values()) or 1.0)

    def typed(self, text: str) -> str:
        """The text, in the keyboard layout in which the knowledge knows most of its words."""
        found = words(text)
        if sum(word in self._vocabulary for word in found) >= _KNOWN_ENOUGH * len(found):
            return text
        share = self.known_share(found)
        others = {other: self.known_share(words(other)) for other in other_layouts(text)}
        best = max(others, key=others.__getitem__, default=text)
        return best if others.get(best, 0.0) > max(_KNOWN_ENOUGH, share + _CLEARLY_MORE) else text

    def known_share(self, found: Sequence[str]) -> float:
        """The share of the words that the knowledge knows, weighted by rarity, 0 to 1."""
        total = known = 0.0
        for word in found:
            rarity = self.rarity.of("w:" + word)
            total += rarity
            known += rarity * self._vocabulary.likeness(word)
        return known / total if total else 0.0

    def _features(self, evidence: Evidence) -> dict[str, float]:
        """Raw features, where a misspelt word counts as the known words it resembles and not as itself."""
        slips = {
            word: close
            for word in evidence.words
            if word not in self._vocabulary
            if (close := self._vocabulary.nearest(word))
        }
        if not slips:
            return weigh(evidence)
        features = weigh(replace(evidence, words=tuple(word for word in evidence.words if word not in slips)))
        for close in slips.values():
            for known, likeness in close:
                for feature, x in weigh(self.lexicon.evidence([known])).items():
                    features[feature] = max(features.get(feature, 0.0), x * likeness * likeness)
        return features

    def _margins(self, features: Mapping[str, float]) -> dict[str, float]:
        """Of every learned label, in their order."""
        return dict(zip(self.model.labels, self.model.scores(features), strict=True)) if self.model.labels else {}

    def _learn_later(self, knowledge: Knowledge, word_for_word: bool) -> Iterator[str]:
        """Indexes what came or changed since the fit; gives its words."""
        later = [entry for entry in knowledge.entries.values() if not self.phrases.holds(entry)]
        for entry in later:
            vectors = list(self._vectors(entry))
            self.later.add(entry, vectors, self.rarity)
            if word_for_word:
                self._word_for_word |= {tuple(words(phrase)): entry.id for phrase in phrases_of(entry)}
            yield from (feature[2:] for vector in vectors for feature in vector if feature.startswith("w:"))
        self.later.close()
        learned = set(self.model.labels)
        self._join([entry for entry in later if entry.id not in learned], knowledge)

    def _join(self, new: Sequence[Entry], knowledge: Knowledge) -> None:
        """Entries for which no label was learned compete with the others from now on."""
        if not self.model.labels or len(new) > MOST:
            for entry in new:
                self._centroids.add(entry.id, self._vectors(entry))
        elif new:
            gone = set(self._gone)
            rivals = [label for label in self.model.labels if label not in gone and not label.startswith(CRISIS)]
            newcomers = Newcomers(knowledge, self.model, rivals, lambda text: weigh(self.lexicon.read(text)))
            for entry in new:
                learned = newcomers.learn(entry, [other for other in new if other is not entry])
                self._centroids.add_weights(entry.id, learned.offset, learned.weights)

    def _vectors(self, entry: Entry) -> Iterator[dict[str, float]]:
        return (weigh(self.lexicon.read(phrase)) for phrase in phrases_of(entry))


def _block(labels: Sequence[str]) -> slice:
    """Where the crisis classes stand among the learned labels, which are in alphabetical order."""
    places = [i for i, label in enumerate(labels) if label.startswith(CRISIS)]
    return slice(places[0], places[-1] + 1) if places else slice(0, 0)


def _is_meant(label: str, entries: Mapping[str, Entry]) -> bool:
    """Whether a learned label still stands for something: an entry may have been removed since the fit."""
    return label in entries or label == NO_ENTRY or label.startswith(CRISIS)


class _Vocabulary:
    """Known words, and the known words that a misspelt one resembles."""

    def __init__(self, known: set[str], lexicon: Lexicon, rarity: Rarity) -> None:
        self._known, self._lexicon, self._rarity = known, lexicon, rarity
        self._by_length: dict[int, list[str]] = {}
        # Sorted, so that of two equally close words every process takes the same.
        for word in sorted(known):
            self._by_length.setdefault(len(word), []).append(word)
        self.nearest = lru_cache(maxsize=4_000)(self._find_nearest)

    def __contains__(self, word: str) -> bool:
        return word in self._known or self._lexicon.knows(word)

    def likeness(self, word: str) -> float:
        """1 for a known word, less for a misspelt one, 0 for a strange one."""
        if word in self or (word.isdigit() and len(word) < 5):
            return 1.0
        close = self.nearest(word)
        return close[0][1] if close else 0.0

    def _find_nearest(self, word: str) -> tuple[tuple[str, float], ...]:
        """At most two, of equally close ones the commonest; only words of nearly the same length are like enough."""
        if len(word) < _SHORTEST_SLIP:
            return ()
        found: list[tuple[str, float]] = []
        for length in range(ceil(len(word) * WORD_SIMILARITY), floor(len(word) / WORD_SIMILARITY) + 1):
            close = process.extract(
                word,
                self._by_length.get(length, ()),
                scorer=OSA.normalized_similarity,
                score_cutoff=WORD_SIMILARITY,
                limit=None,
            )
            found += [(known, likeness) for known, likeness, _ in close]
        return tuple(sorted(found, key=lambda pair: (-pair[1], self._rarity.of("w:" + pair[0]), pair[0]))[:_LIKE])
