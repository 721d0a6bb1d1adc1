"""What a text says, in the terms of what was learned: asked once by everything that must understand it.

One model weighs a text against all that it can be: each entry, each crisis class, and what no entry answers. That they
compete in one model is what tells "who spoke about rape law" from a cry for help.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from math import exp, log
from typing import Any, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.centroids import Centroids
from bot.core.features import NAME_WEIGHT, WORD_SIMILARITY, Evidence, Lexicon, Senses, bag_of, of_word, weigh
from bot.core.model import Entry, Knowledge
from bot.core.nearest import Phrases, phrases_of
from bot.core.newcomers import MOST, Newcomers
from bot.core.text import other_layouts, words
from bot.core.weights import Bag, Group, LinearModel, Rarity

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
_LONG_NUMBER = 5
"""Digits; shorter numbers are not strange."""
_AHEAD = {CRISIS + "perpetrator": 1.0}
"""How far a class must be ahead of the others: nobody who is hurt may read that they answer for it."""
_FAR = 30.0
"""Stands for an infinite margin."""
_WORD_FOR_WORD = 4.0
"""How far ahead an entry is at least, of which a phrase was typed word for word."""
_TINY = 1e-13
"""Stands for nothing where a logarithm is taken."""
_WORDS, _SLIPS = 1_500, 3_000
"""Words that are held ready with all that they bring, and misspelt ones with those that they resemble."""
_CLEARLY_MORE = 0.25
"""By which share of known words another layout must be ahead."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One text, read."""

    text: str
    """In the keyboard layout that was meant."""
    evidence: Evidence
    bag: Bag
    margins: Mapping[str, float]
    """How much speaks for each label: entries, crisis classes by `crisis.`, and `none`."""
    crisis: str
    """The likeliest crisis class; empty where none was learned."""
    whole: float
    """The logarithm of the sum of the exponentials of all margins: what one label's share is measured by."""
    alarm: float
    """The logarithm of the odds that this is a crisis."""

    @property
    def features(self) -> dict[str, float]:
        return self.bag.raw


_NOTHING: Mapping[str, float] = {}


class _Word(NamedTuple):
    """All that one word brings to every text in which it stands."""

    group: Group
    """Its features."""
    senses: Senses
    known: bool
    likeness: float
    """1 for a known word, less for a misspelt one, 0 for a strange one."""
    rarity: float
    meant: Mapping[str, float]
    """Of a misspelt word, the features of the known ones that it resembles."""


class Reader:
    """Ready to read by one knowledge; `fitted` is what `bot.fitting` learned from it."""

    def __init__(
        self, knowledge: Knowledge, fitted: Mapping[str, Any] | None = None, *, word_for_word: bool = True
    ) -> None:
        """`word_for_word`: whether a phrase always finds its entry when it is typed as it stands in the file."""
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
        self._word_for_word = word_for_word
        self._gone = [label for label in self.model.labels if not _is_meant(label, entries)]
        self._signs = _block(self.model.labels)
        self._crises = [self.model.labels[place] for place in self._signs]
        known = set(fitted["vocabulary"].split()) if fitted else set()
        known |= self.lexicon.vocabulary
        if not unchanged:
            known.update(self._learn_later(knowledge))
        self._vocabulary = _Vocabulary(known, self.rarity)
        self._word = lru_cache(_WORDS)(self._look_at)

    @property
    def rarity(self) -> Rarity:
        return self.model.rarity

    def read(self, text: str, topic: str | None = None) -> Reading:
        """`topic` is what the conversation is about, for a text that names nothing itself."""
        return self._read(text, words(text), topic)

    def read_as_meant(self, text: str) -> Reading:
        """In the keyboard layout in which the knowledge knows most of its words."""
        found = words(text)
        meant = self._as_meant(text, found)
        return self._read(meant, found if meant == text else words(meant))

    def _entry_typed(self, said: Sequence[str]) -> str | None:
        """The entry of which this is a phrase, word for word."""
        if not self._word_for_word:
            return None
        later = self.later.word_for_word(said)
        entry = self.phrases.word_for_word(said)
        return later or (None if entry is None or entry in self.later or entry in self._gone else entry)

    def _with_later(self, margins: dict[str, float], bag: Bag, typed: str | None) -> float:
        """Takes out what is gone, adds what came since the fit, and puts ahead what was typed word for word.

        Gives the new whole. The alarm stands already: what is gone still tells what is calm, and neither what came nor
        a phrase hushes a cry for help.
        """
        for label in self._gone:
            del margins[label]
        if self._centroids:
            margins |= self._centroids.margins(bag.raw)
        if typed:
            others = max((margin for label, margin in margins.items() if label != typed), default=0.0)
            margins[typed] = max(margins.get(typed, 0.0), others + _WORD_FOR_WORD)
        top = max(margins.values(), default=0.0)
        return top + log(sum(exp(margin - top) for margin in margins.values()) or 1.0)

    def typed(self, text: str) -> str:
        """The text, in the keyboard layout in which the knowledge knows most of its words."""
        return self._as_meant(text, words(text))

    def read_if_loud(self, text: str, least: float) -> Reading | None:
        """None where a glance shows that the alarm is fainter than this; a whole reading takes twice as long."""
        found = words(text)
        if not self._crises:
            return self._read(text, found)
        crises, strong, margin = self.model.glance(self._bag(*self._evidence(found)), self._signs)
        calm = -_FAR if strong in self._signs else margin
        return self._read(text, found) if log(sum(map(exp, crises))) - calm >= least else None

    def known_share(self, found: Sequence[str]) -> float:
        """The share of the words that the knowledge knows, weighted by rarity, 0 to 1."""
        total = known = 0.0
        for word in map(self._word, found):
            total += word.rarity
            known += word.rarity * word.likeness
        return known / total if total else 0.0

    def _as_meant(self, text: str, found: Sequence[str]) -> str:
        if sum(self._word(word).known for word in found) >= _KNOWN_ENOUGH * len(found):
            return text
        share = self.known_share(found)
        others = {other: self.known_share(words(other)) for other in other_layouts(text)}
        best = max(others, key=others.__getitem__, default=text)
        return best if others.get(best, 0.0) > max(_KNOWN_ENOUGH, share + _CLEARLY_MORE) else text

    def _look_at(self, word: str) -> _Word:
        senses, rarity, group = self.lexicon.senses(word), self.rarity.of("w:" + word), of_word(word)
        known = word in self._vocabulary or any(senses)
        if known or (word.isdigit() and len(word) < _LONG_NUMBER):
            return _Word(group, senses, known, 1.0, rarity, _NOTHING)
        close = self._vocabulary.nearest(word)
        meant: dict[str, float] = {}
        for other, likeness in close:
            for feature, x in weigh(self.lexicon.evidence([other])).items():
                meant[feature] = max(meant.get(feature, 0.0), x * likeness * likeness)
        return _Word(group, senses, False, close[0][1] if close else 0.0, rarity, meant)

    def _read(self, text: str, found: Sequence[str], topic: str | None = None) -> Reading:
        evidence, looked_up = self._evidence(found)
        bag = self._bag(evidence, looked_up)
        if topic and not evidence.names:
            bag.weights["@" + topic] = NAME_WEIGHT
        margins = self._margins(bag)
        top = max(margins.values(), default=0.0)
        powers = [exp(margin - top) for margin in margins.values()]
        alarm = sum(powers[self._signs.start : self._signs.stop])
        calm = max(sum(powers) - alarm, _TINY)
        # Where nothing was learned and no word is known, nothing speaks for a crisis either.
        odds = log(max(alarm, _TINY) / calm) if margins else -_FAR
        crisis = max(self._crises, key=lambda sign: margins[sign] - _AHEAD.get(sign, 0.0), default="")
        whole = top + log(calm + alarm)
        typed = None if topic else self._entry_typed(evidence.words)
        if typed or self._gone or self.later:
            whole = self._with_later(margins, bag, typed)
        return Reading(text, evidence, bag, margins, crisis.removeprefix(CRISIS), whole, odds)

    def _evidence(self, found: Sequence[str]) -> tuple[Evidence, list[_Word]]:
        looked_up = [self._word(word) for word in found]
        return self.lexicon.joined(found, [word.senses for word in looked_up]), looked_up

    def _bag(self, evidence: Evidence, looked_up: Sequence[_Word]) -> Bag:
        """Raw features, where a misspelt word counts as the known words it resembles and not as itself."""
        bag = bag_of(evidence, [word.group for word in looked_up if not word.meant])
        for word in looked_up:
            for feature, x in word.meant.items():
                bag.weights[feature] = max(bag.of(feature), x)
        return bag

    def _margins(self, bag: Bag) -> dict[str, float]:
        """Of every learned label, in their order."""
        return dict(zip(self.model.labels, self.model.scores(bag), strict=True)) if self.model.labels else {}

    def _learn_later(self, knowledge: Knowledge) -> Iterator[str]:
        """Indexes what came or changed since the fit; gives its words."""
        later = [entry for entry in knowledge.entries.values() if not self.phrases.holds(entry)]
        for entry in later:
            vectors = list(self._vectors(entry))
            self.later.add(entry, vectors, self.rarity)
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


def _block(labels: Sequence[str]) -> range:
    """Where the crisis classes stand among the learned labels, which are in alphabetical order."""
    places = [i for i, label in enumerate(labels) if label.startswith(CRISIS)]
    return range(places[0], places[-1] + 1) if places else range(0)


def _is_meant(label: str, entries: Mapping[str, Entry]) -> bool:
    """Whether a learned label still stands for something: an entry may have been removed since the fit."""
    return label in entries or label == NO_ENTRY or label.startswith(CRISIS)


class _Vocabulary:
    """Known words, and the known words that a misspelt one resembles."""

    def __init__(self, known: Collection[str], rarity: Rarity) -> None:
        self._known, self._rarity = known, rarity
        self.nearest = lru_cache(_SLIPS)(self._find_nearest)

    @cached_property
    def _alike(self) -> dict[str, list[str]]:
        """Known words by each of their borders; made for the first message, so that the start is short."""
        alike: dict[str, list[str]] = {}
        for word in self._known:
            for border in _borders(word):
                alike.setdefault(border, []).append(word)
        self._known = ()
        return alike

    def __contains__(self, word: str) -> bool:
        return bool(word) and word in self._alike.get(_borders(word)[-1], ())

    def _find_nearest(self, word: str) -> tuple[tuple[str, float], ...]:
        """At most two, of equally close ones the commonest."""
        if len(word) < _SHORTEST_SLIP:
            return ()
        alike = list(chain.from_iterable(self._alike.get(border, ()) for border in _borders(word)))
        close = process.extract(word, alike, scorer=OSA.normalized_similarity, score_cutoff=WORD_SIMILARITY, limit=None)
        found = {known: likeness for known, likeness, _ in close}
        return tuple(
            sorted(found.items(), key=lambda pair: (-pair[1], self._rarity.of("w:" + pair[0]), pair[0]))[:_LIKE]
        )


def _borders(word: str) -> tuple[str, str, str]:
    """One slip spares at least one of them, and two seldom hit them all; so only words that share one are compared."""
    return f"<{word[:2]}", f"{word[-2:]}>", f"<{word[0]}{word[-1]}>"
