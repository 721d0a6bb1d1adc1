"""What a text says by what was learned: computed once, for everything that must understand it.

One model weighs a text against all that it can be: each entry, each crisis class, and a question that no entry answers.
Because they compete in one model, "who spoke about rape law" can be told from a cry for help.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from math import inf
from typing import NamedTuple

from bot.core.entry_ids import is_of_courtesies
from bot.core.knowledge import Knowledge
from bot.core.scoring.features import NAME_WEIGHT, Bag, Evidence, name_feature, whole_features
from bot.core.scoring.intended_layout import in_intended_layout
from bot.core.scoring.inverted import Telling, telling
from bot.core.scoring.labels import CRISIS_PREFIX, indexes_of_crises, is_live
from bot.core.scoring.later import LaterEntries
from bot.core.scoring.learned import Learned
from bot.core.scoring.lexicon import Lexicon
from bot.core.scoring.margins import crisis_odds, largest_share, most_alarm, whole_of
from bot.core.scoring.neighbours import Neighbours
from bot.core.scoring.rarity import Rarity
from bot.core.scoring.short_forms import ShortForms
from bot.core.scoring.spelling import Spelling
from bot.core.scoring.weights import AddedUp
from bot.core.text import LONGEST, normal_forms

_WORD_FOR_WORD = 4.0
"""The least lead of an entry one of whose phrases was typed word for word."""


class _SingleLines(NamedTuple):
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
    _lines: _SingleLines = field(repr=False, compare=False)

    @property
    def features(self) -> dict[str, float]:
        return self.bag.raw

    def likeliest_but(self, crisis: str) -> tuple[str, float]:
        """The likeliest crisis class beside this one, and its share of what speaks for any other."""
        own = CRISIS_PREFIX + crisis
        others = {label: m for label, m in self.margins.items() if label.startswith(CRISIS_PREFIX) and label != own}
        second = max(others, key=others.__getitem__, default="")
        return second.removeprefix(CRISIS_PREFIX), largest_share(others.values()) if others else 0.0

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
        self._lines = _SingleLines(self.rarity, learned.cries, learned.unanswered)
        is_unchanged = learned.is_of(knowledge)
        self._lexicon = learned.lexicon if is_unchanged else Lexicon(knowledge.synonyms, knowledge.topics)
        self._later_entries = LaterEntries(knowledge, learned, self._lexicon)
        self.later_phrases = self._later_entries.phrases
        """Phrases of entries that were added or changed since the fit."""
        self._knows_phrases = knows_phrases
        self._quiet = {
            index: label for index, label in enumerate(self.model.labels) if not is_live(label, knowledge.entries)
        }
        """Labels, by their index, that tell what is calm and no more: `QUIET`, and entries that are gone."""
        self._crises = indexes_of_crises(self.model.labels)
        known = self._lexicon.vocabulary.union(learned.vocabulary.split(), self._later_entries.words)
        listed = chain.from_iterable(info.short_forms.items() for info in knowledge.languages.values())
        self.spelling = Spelling(known, self._lexicon, self.rarity, ShortForms(listed))

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
        return self.corrected(normal_forms(text))

    def corrected(self, words: Sequence[str]) -> list[str]:
        """Words in their normal form, with spaces corrected."""
        return self.spelling.corrected(words)

    def names_of(self, word: str) -> tuple[str, ...]:
        """Whom or what a single word names, as features."""
        return self._lexicon.senses(word).names

    def in_intended_layout(self, text: str) -> str:
        """The text, in the keyboard layout in which the knowledge knows most of its words."""
        return in_intended_layout(text, self.words_of(text[:LONGEST]), self.spelling)

    def read_in_intended_layout(self, text: str) -> tuple[str, Reading]:
        """The text in the keyboard layout that was meant, and what it says."""
        words = self.words_of(text[:LONGEST])
        intended = in_intended_layout(text, words, self.spelling)
        return intended, self.read_words(words) if intended == text else self.read(intended)

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
        crisis = "" if likeliest is None else labels[likeliest].removeprefix(CRISIS_PREFIX)
        by_label = dict(zip(labels, margins, strict=True))
        for label in self._quiet.values():
            del by_label[label]
        typed = None if has_topic else self._entry_typed(evidence.words)
        if typed or self.later_phrases:
            whole = self._with_later(by_label, bag, typed)
        return Reading(evidence, bag, by_label, crisis, share, whole, alarm, self._lines)

    def is_courtesy(self, words: Sequence[str]) -> bool:
        """Whether these words are a greeting, thanks or the like, word for word."""
        entry = self.phrases.word_for_word(words)
        return entry is not None and is_of_courtesies(entry)

    def _entry_typed(self, words: Sequence[str]) -> str | None:
        """The entry that these words are a phrase of, word for word."""
        if not self._knows_phrases:
            return None
        later = self.later_phrases.word_for_word(words)
        entry = self.phrases.word_for_word(words)
        if later or entry is None:
            return later
        return None if entry in self.later_phrases or entry in self._quiet.values() else entry

    def _with_later(self, margins: dict[str, float], bag: Bag, typed: str | None) -> float:
        """Adds entries that came since the fit, and puts ahead one that was typed word for word; returns the new
        `whole`.

        The alarm is computed already: neither may suppress a cry for help.
        """
        margins |= self._later_entries.margins(bag.raw)
        if typed:
            others = max((margin for label, margin in margins.items() if label != typed), default=0.0)
            margins[typed] = max(margins.get(typed, 0.0), others + _WORD_FOR_WORD)
        return whole_of(margins.values())
