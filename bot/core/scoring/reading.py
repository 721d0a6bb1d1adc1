"""What a text says by what was learned: computed once, for everything that must understand it.

One model weighs a text against all that it can be: each entry, each crisis class, and a question that no entry answers.
Because they compete in one model, "who spoke about rape law" can be told from a cry for help.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import inf
from typing import NamedTuple

from bot.core.model import Entry, Knowledge
from bot.core.scoring.centroids import Centroids
from bot.core.scoring.features import (
    NAME_WEIGHT,
    Evidence,
    Lexicon,
    bare,
    kind_of,
    name_feature,
    raw_features,
    whole_features,
)
from bot.core.scoring.inverted import Telling, telling
from bot.core.scoring.learned import Learned
from bot.core.scoring.margins import crisis_odds, largest_share, most_alarm, whole_of
from bot.core.scoring.nearest import Phrases, phrases_of
from bot.core.scoring.neighbours import Neighbours
from bot.core.scoring.newcomers import MOST, Newcomers
from bot.core.scoring.spelling import Spelling
from bot.core.scoring.weights import AddedUp, Bag, Rarity
from bot.core.text import LONGEST, normal_forms, other_readings

NO_ENTRY = "none"
"""The label of texts that no entry answers."""
CRISIS = "crisis."
"""The beginning of a crisis class's label, before the id of the class."""
QUIET = "quiet"
"""The label of what is calm and says no more: follow-ups by themselves, and what another knowledge answers."""
_KNOWN_ENOUGH, _KNOWN_IN_OTHER, _KNOWN_FOR_NONE = 0.75, 0.5, 0.35
"""Share of known words from which a text needs no other reading; the share that another reading needs; and the share
that it needs where not one word is known as it is typed.

Words that only resemble known ones do not count: any nonsense resembles some word.
"""
_WORD_FOR_WORD = 4.0
"""The least lead of an entry one of whose phrases was typed word for word."""
_CLEARLY_MORE = 0.2
"""By which share of known words another reading must be ahead."""


class _Lines(NamedTuple):
    """The single lines that texts are compared with."""

    rarity: Rarity
    cries: Neighbours
    unanswered: Neighbours


@dataclass(frozen=True)
class Reading:
    """One text or a part of it, read."""

    evidence: Evidence
    bag: Bag
    margins: Mapping[str, float]
    """How much speaks for each label: entries, crisis classes by `crisis.`, and `none`."""
    crisis: str
    """The likeliest crisis class; empty where none was learned."""
    share: float
    """Of all that speaks for a crisis, what speaks for this class, 0 to 1."""
    whole: float
    """The logarithm of the sum of the exponentials of all margins: what one label's share is measured by."""
    alarm: float
    """The logarithm of the odds that this is a crisis."""
    _lines: _Lines = field(repr=False, compare=False)

    @property
    def features(self) -> dict[str, float]:
        return self.bag.raw

    def likeliest_but(self, crisis: str) -> tuple[str, float]:
        """The likeliest crisis class beside this one, and its share of what speaks for any other."""
        others = {
            label: m for label, m in self.margins.items() if label.startswith(CRISIS) and label != CRISIS + crisis
        }
        second = max(others, key=others.__getitem__, default="")
        return second.removeprefix(CRISIS), largest_share(others.values()) if others else 0.0

    @cached_property
    def telling(self) -> Telling:
        """What lines are compared by."""
        return telling(whole_features(self.bag), self._lines.rarity)

    @cached_property
    def likeness_to_cries(self) -> float:
        """To the nearest cries for help, 0 to 1."""
        return self._lines.cries.likeness(self.telling)

    @cached_property
    def likeness_to_unanswered(self) -> float:
        """To the nearest lines that no entry answers, 0 to 1."""
        return self._lines.unanswered.likeness(self.telling)


class Begun(NamedTuple):
    """A text whose features were added up for each label, and nothing more yet."""

    evidence: Evidence
    bag: Bag
    added: AddedUp
    has_topic: bool
    """Whether it is read as what a conversation goes on with."""


class Reader:
    """Ready to read by one knowledge, with what was learned from it; without `knows_phrases` it takes none word for
    word.
    """

    def __init__(self, knowledge: Knowledge, learned: Learned, *, knows_phrases: bool = True) -> None:
        self.model, self.phrases = learned.model, learned.phrases
        self._lines = _Lines(self.rarity, learned.cries, learned.unanswered)
        unchanged = learned.is_of(knowledge)
        self._lexicon = learned.lexicon if unchanged else Lexicon(knowledge.synonyms, knowledge.topics)
        self.later = Phrases()
        """Phrases of entries that were added or changed since the fit."""
        self._centroids = Centroids(self.rarity)
        self._knows_phrases = knows_phrases
        self._quiet = {
            place: label for place, label in enumerate(self.model.labels) if not _is_live(label, knowledge.entries)
        }
        """Labels, by their place, that tell what is calm and no more: `QUIET`, and entries that are gone."""
        self._crises = _block(self.model.labels)
        known = self._lexicon.vocabulary.union(learned.vocabulary.split())
        if not (unchanged and self.phrases):
            known.update(self._learn_later(knowledge))
        self.spelling = Spelling(known, self._lexicon, self.rarity, _short_forms(knowledge))

    @property
    def has_learned(self) -> bool:
        """Whether cries for help are recognised beyond safe words, rules and the exact examples."""
        return bool(self.model.labels)

    @property
    def rarity(self) -> Rarity:
        return self.model.rarity

    def read(self, text: str) -> Reading:
        return self.read_words(self.words_of(text[:LONGEST]))

    def words_of(self, text: str) -> list[str]:
        """In their normal form, with spaces corrected."""
        return self.spelling.corrected(normal_forms(text))

    def names_of(self, word: str) -> tuple[str, ...]:
        """Whom or what a single word names, as features."""
        return self._lexicon.senses(word).names

    def in_intended_layout(self, text: str) -> str:
        """The text, in the keyboard layout in which the knowledge knows most of its words."""
        return self._in_intended_layout(text, self.words_of(text[:LONGEST]))

    def read_in_intended_layout(self, text: str) -> tuple[str, Reading]:
        """The same, read."""
        words = self.words_of(text[:LONGEST])
        intended = self._in_intended_layout(text, words)
        return intended, self.read_words(words) if intended == text else self.read(intended)

    def _in_intended_layout(self, text: str, words: Sequence[str]) -> str:
        share = self.spelling.spelt_share(words)
        known = sum(self.spelling.word(word).known for word in words)
        if share >= _KNOWN_ENOUGH and known >= _KNOWN_ENOUGH * len(words):
            return text
        others = {other: self.spelling.spelt_share(self.words_of(other[:LONGEST])) for other in other_readings(text)}
        best = max(others, key=others.__getitem__, default=text)
        enough = _KNOWN_IN_OTHER if share else _KNOWN_FOR_NONE
        return best if others.get(best, 0.0) > max(enough, share + _CLEARLY_MORE) else text

    def _entry_typed(self, words: Sequence[str]) -> str | None:
        """The entry that these words are a phrase of, word for word."""
        if not self._knows_phrases:
            return None
        later = self.later.word_for_word(words)
        entry = self.phrases.word_for_word(words)
        return later or (None if entry is None or entry in self.later or entry in self._quiet.values() else entry)

    def _with_later(self, margins: dict[str, float], bag: Bag, typed: str | None) -> float:
        """Adds entries that came since the fit, and puts ahead one that was typed word for word; returns the new
        `whole`.

        The alarm is computed already: neither may suppress a cry for help.
        """
        if self._centroids:
            margins |= self._centroids.margins(bag.raw)
        if typed:
            others = max((margin for label, margin in margins.items() if label != typed), default=0.0)
            margins[typed] = max(margins.get(typed, 0.0), others + _WORD_FOR_WORD)
        return whole_of(margins.values())

    def read_words(self, words: Sequence[str], topic: str | None = None) -> Reading:
        """`topic` is what the conversation is about, for words that name nothing themselves."""
        return self.finish(self.begin(words, topic))

    def begin(self, words: Sequence[str], topic: str | None = None) -> Begun:
        """The first half of a reading, which tells how loud it may be."""
        evidence, bag = self.spelling.evidence_and_bag(words)
        if topic and not evidence.names:
            bag.weights[name_feature(topic)] = NAME_WEIGHT
        return Begun(evidence, bag, self.model.add_up(bag), has_topic=topic is not None)

    def most_alarm(self, begun: Begun) -> float:
        """The most that the alarm can be, by a glance; the rest of a reading takes as long again."""
        if not self._crises:
            return inf
        crises, strong, margin = begun.added.glance(self._crises)
        return most_alarm(crises, None if strong in self._crises else margin)

    def finish(self, begun: Begun) -> Reading:
        """The complete reading."""
        evidence, bag, added, has_topic = begun
        labels, margins = self.model.labels, added.margins()
        alarm, likeliest, share, whole = crisis_odds(margins, self._crises, self._quiet)
        crisis = "" if likeliest is None else labels[likeliest].removeprefix(CRISIS)
        by_label = dict(zip(labels, margins, strict=True))
        for label in self._quiet.values():
            del by_label[label]
        typed = None if has_topic else self._entry_typed(evidence.words)
        if typed or self.later:
            whole = self._with_later(by_label, bag, typed)
        return Reading(evidence, bag, by_label, crisis, share, whole, alarm, self._lines)

    def _learn_later(self, knowledge: Knowledge) -> set[str]:
        """Indexes entries that were added or changed since the fit; returns their words."""
        words: set[str] = set()
        later = [entry for entry in knowledge.entries.values() if not self.phrases.holds(entry)]
        for entry in later:
            vectors = list(self._vectors(entry))
            self.later.add(entry, vectors, self.rarity)
            words.update(bare(feature) for vector in vectors for feature in vector if kind_of(feature) == "word")
        self.later.close()
        learned = set(self.model.labels)
        self._join([entry for entry in later if entry.id not in learned], knowledge)
        return words

    def _join(self, new: Sequence[Entry], knowledge: Knowledge) -> None:
        """Entries for which no label was learned compete with the others from now on."""
        if not self.model.labels or len(new) > MOST:
            for entry in new:
                self._centroids.add(entry.id, self._vectors(entry))
        elif new:
            quiet = set(self._quiet.values())
            rivals = [label for label in self.model.labels if label not in quiet and not label.startswith(CRISIS)]
            newcomers = Newcomers(knowledge, self.model, rivals, lambda text: raw_features(self._lexicon.read(text)))
            for entry in new:
                newcomer = newcomers.learn(entry, [other for other in new if other is not entry])
                self._centroids.add_weights(entry.id, newcomer.offset, newcomer.weights)

    def _vectors(self, entry: Entry) -> Iterator[dict[str, float]]:
        return (raw_features(self._lexicon.read(phrase)) for phrase in phrases_of(entry))


def _short_forms(knowledge: Knowledge) -> dict[str, list[str]]:
    """Short forms and what each stands for, in their normal forms."""
    listed = {short: full for info in knowledge.languages.values() for short, full in info.short_forms.items()}
    return {"".join(normal_forms(short)): normal_forms(full) for short, full in listed.items()}


def _block(labels: Sequence[str]) -> range:
    """Where the crisis classes stand among the learned labels, which are in alphabetical order."""
    places = [i for i, label in enumerate(labels) if label.startswith(CRISIS)]
    return range(places[0], places[-1] + 1) if places else range(0)


def _is_live(label: str, entries: Mapping[str, Entry]) -> bool:
    """Whether a learned label still stands for something: an entry may have been removed since the fit."""
    return label in entries or label == NO_ENTRY or label.startswith(CRISIS)
