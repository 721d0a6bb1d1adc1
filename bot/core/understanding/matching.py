"""Which entry a question is about, and how sure that is.

Two views of a question are joined: a linear model over words, pieces of words, meanings and names, learned from all
phrases, and the likeness to the nearest single phrase of an entry. Two more figures keep strange questions out: the
share of the question that the knowledge knows at all, and its likeness to single lines that no entry answers. A
logistic curve, fitted on labelled questions, turns the figures into the probability that the first candidate is right;
two thresholds on it make the three zones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import sqrt
from typing import NamedTuple, Self

from bot.core.knowledge import Knowledge
from bot.core.scoring.features import Evidence
from bot.core.scoring.inverted import Postings, Telling
from bot.core.scoring.labels import NO_ENTRY
from bot.core.scoring.learned import Learned
from bot.core.scoring.nearest import phrases_of
from bot.core.scoring.reading import Reader, Reading
from bot.core.scoring.thresholds import SIGNALS, Confidence
from bot.core.text import LONGEST

CANDIDATES = 5
"""Entries that are compared phrase by phrase."""
CHOICES = 3
_NEAREST_SHARE = 3.5
"""What the nearest phrase (0 to 1) adds to the learned margin when candidates are ordered."""
_MUCH_LESS = 8.0
"""How far behind the first a choice may be."""
_MOST_WORDS = 60
"""Words of the longest questions that were learned from; more of them make no match surer."""
_NEARLY_A_PHRASE = 0.93
"""Likeness to a phrase from which a question is that phrase."""
_LARGEST_LEAD = 8.0
"""A lead that is as good as any larger one."""
_NEVER_STRANGE = -6.0
"""The margin of `none` where nothing was learned."""


class Candidate(NamedTuple):
    """One entry, and what speaks for it."""

    entry: str
    linear: float
    """Margin of the learned model, about -3 to 12."""
    nearest: float
    """Likeness to its nearest phrase, 0 to 1."""
    number: int = 0
    """The index of that phrase among those of the entry."""
    context: float = 0.0
    """What the conversation so far adds."""

    @property
    def total(self) -> float:
        return self.linear + _NEAREST_SHARE * self.nearest + self.context


class Ranking(NamedTuple):
    """All that was weighed for one question, the best candidate first."""

    evidence: Evidence
    candidates: tuple[Candidate, ...]
    known: float
    """Share of the question's words that the knowledge knows, weighted by rarity, 0 to 1."""
    strange: float
    """Margin for the question being one that no entry answers."""
    unanswered: float
    """Likeness to the nearest lines that no entry answers, 0 to 1."""
    signals: tuple[float, ...]
    """What the probability is computed from, in the order of `Confidence.weights`."""
    probability: float
    """That the first candidate is right."""

    @property
    def lead(self) -> float:
        """Of the first candidate over the second."""
        return _lead(self.candidates)


@dataclass(frozen=True, slots=True)
class Match:
    """The one entry that is asked for."""

    entry: str
    ranking: Ranking
    follows: bool = False
    """Whether the question was understood only from what was shown before."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Entries one of which may be meant, the likeliest first; never empty, for then nobody could choose."""

    entries: tuple[str, ...]
    ranking: Ranking

    def __post_init__(self) -> None:
        if not self.entries:
            raise ValueError("nothing is suggested: that is no match")


@dataclass(frozen=True, slots=True)
class NoMatch:
    """Nothing is near enough; what was weighed all the same."""

    ranking: Ranking


Outcome = Match | Suggestions | NoMatch


class Matcher:
    """Ready to match against the knowledge by which its reader reads."""

    def __init__(self, knowledge: Knowledge, reader: Reader, confidence: Confidence) -> None:
        self.reader, self.entries, self.confidence = reader, knowledge.entries, confidence
        self._learned = frozenset(reader.model.labels)

    @classmethod
    def of(cls, knowledge: Knowledge, learned: Learned | None = None, *, knows_phrases: bool = True) -> Self:
        """With a reader of its own; without what was learned, for a knowledge that was never fitted."""
        learned = learned or Learned.nothing(knowledge)
        return cls(knowledge, Reader(knowledge, learned, knows_phrases=knows_phrases), learned.confidence)

    def match(self, text: str) -> Outcome:
        """What a text asks for by itself."""
        return self.judge(self.rank(text))

    def match_words(self, words: Sequence[str]) -> Outcome:
        """What words in their normal form ask for by themselves."""
        return self.judge(self.rank_words(words))

    def match_of(self, words: Sequence[str]) -> Match | None:
        """The one entry for which they ask, if any."""
        outcome = self.match_words(words) if words else None
        return outcome if isinstance(outcome, Match) else None

    def match_reading(self, reading: Reading) -> Outcome:
        """What a text that was read already asks for by itself."""
        return self.judge(self.rank_reading(reading))

    def judge(self, ranking: Ranking) -> Outcome:
        """In which zone a ranking lies."""
        if not ranking.candidates or not _says_something(ranking) or ranking.probability < self.confidence.suggest:
            return NoMatch(ranking)
        if ranking.probability >= self.confidence.answer:
            return Match(ranking.candidates[0].entry, ranking)
        return self.suggested(ranking)

    def suggested(self, ranking: Ranking) -> Suggestions:
        """Its first candidates, as a choice."""
        best = ranking.candidates[0].total
        close = [c.entry for c in ranking.candidates[:CHOICES] if c.total > best - _MUCH_LESS]
        return Suggestions(tuple(close), ranking)

    def rank(self, text: str) -> Ranking:
        """The entries that a text may ask for, and how probable it is that the first one is meant."""
        return self.rank_words(self.reader.words_of(text[:LONGEST]))

    def rank_words(self, words: Sequence[str]) -> Ranking:
        """The entries that words in their normal form may ask for."""
        return self.rank_reading(self.reader.read_words(words))

    def rank_reading(self, reading: Reading, gains: Mapping[str, float] | None = None) -> Ranking:
        """The entries that a text, read already, may ask for.

        `gains` are those of the entries near the one just shown: "and who made it?" is then asked of that.
        """
        candidates = self._candidates(reading, gains or {})
        known = self.reader.spelling.known_share(reading.evidence.words)
        strange = reading.margins.get(NO_ENTRY, _NEVER_STRANGE)
        unanswered = 0.0
        if candidates and candidates[0].entry in self._learned:
            # What nobody answered at the last fit may be what a new entry is there for.
            unanswered = reading.likeness_to_unanswered
        signals = _signals(reading, candidates, known, unanswered)
        probability = self.confidence.probability(signals) if candidates else 0.0
        return Ranking(reading.evidence, candidates, known, strange, unanswered, signals, probability)

    def phrase_of(self, candidate: Candidate) -> str:
        """The phrase that a candidate's likeness is measured to; empty where none is like the question at all."""
        return phrases_of(self.entries[candidate.entry])[candidate.number] if candidate.nearest else ""

    def reasons(self, text: str, entry: str) -> list[tuple[str, float]]:
        """What each feature of a question adds to an entry's margin, strongest first."""
        return self.reader.model.parts(self.reader.read(text).features, entry)

    def totals(self, reading: Reading) -> dict[str, float]:
        """What every entry has in all, each compared phrase by phrase; for those who learn from it."""
        postings = self._postings(reading.telling)
        return {e: self._compared(e, postings, reading, {}).total for e in self.entries}

    def _candidates(self, reading: Reading, gains: Mapping[str, float]) -> tuple[Candidate, ...]:
        """The entries that may be asked for, the best first."""
        margins = reading.margins
        hopes = {**margins, **{e: margins[e] + gain for e, gain in gains.items() if e in margins}} if gains else margins
        hoped_for = (e for e in sorted(hopes, key=hopes.__getitem__, reverse=True) if e in self.entries)
        first = list(islice(hoped_for, CANDIDATES))
        postings = self._postings(reading.telling)
        # One that is further behind than the nearest phrase can bring need not be compared phrase by phrase.
        least = max((hopes[e] for e in first), default=0.0) - _NEAREST_SHARE
        candidates = (
            self._compared(e, postings, reading, gains)
            if hopes[e] >= least
            else Candidate(e, margins[e], 0.0, context=gains.get(e, 0.0))
            for e in first
        )
        return tuple(sorted(candidates, key=lambda c: -c.total))

    def _postings(self, question: Telling) -> tuple[list[Postings], list[Postings]]:
        """Those of the learned phrases, and of later ones."""
        later = self.reader.later_phrases.postings(question) if self.reader.later_phrases else []
        return self.reader.phrases.postings(question), later

    def _compared(
        self, entry: str, postings: tuple[list[Postings], list[Postings]], reading: Reading, gains: Mapping[str, float]
    ) -> Candidate:
        changed = entry in self.reader.later_phrases
        phrases = self.reader.later_phrases if changed else self.reader.phrases
        likeness, number = phrases.nearest(postings[changed], entry)
        return Candidate(entry, reading.margins.get(entry, 0.0), likeness, number, gains.get(entry, 0.0))


def finds(outcome: Outcome, entry: str) -> bool:
    """Whether it answers with this entry, or offers it as a choice."""
    return entry in entries_of(outcome)


def entries_of(outcome: Outcome) -> tuple[str, ...]:
    """The entry that it answers with, or those that it offers."""
    match outcome:
        case Match():
            return (outcome.entry,)
        case Suggestions():
            return outcome.entries
    return ()


def _says_something(ranking: Ranking) -> bool:
    """Single letters and digits say nothing, unless letters are a phrase together: "q&a"."""
    words = ranking.evidence.words
    if any(len(word) > 1 for word in words):
        return True
    return len(words) > 1 and all(map(str.isalpha, words)) and ranking.candidates[0].nearest >= _NEARLY_A_PHRASE


def is_word_for_word(outcome: Outcome) -> bool:
    """Whether a question is, nearly, a phrase of its entry: it is surely that question, and no disclosure."""
    return isinstance(outcome, Match) and outcome.ranking.candidates[0].nearest >= _NEARLY_A_PHRASE


def _lead(candidates: Sequence[Candidate]) -> float:
    first, *others = candidates
    return first.total - others[0].total if others else _LARGEST_LEAD


def _signals(reading: Reading, candidates: Sequence[Candidate], known: float, unanswered: float) -> tuple[float, ...]:
    if not candidates:
        return (0.0,) * SIGNALS
    best = candidates[0]
    alone = best.linear + best.context
    return (
        max(alone - reading.whole, -_LARGEST_LEAD),
        sqrt(max(0.0, min(_lead(candidates), _LARGEST_LEAD))),
        best.nearest,
        known,
        max(-_LARGEST_LEAD, min(_LARGEST_LEAD, alone - reading.margins.get(NO_ENTRY, _NEVER_STRANGE))),
        alone,
        sqrt(min(len(reading.evidence.words), _MOST_WORDS)),
        unanswered,
    )
