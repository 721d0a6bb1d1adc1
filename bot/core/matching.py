"""Which entry a question is about, and how sure that is.

Two views of a question are joined: a linear model over words, pieces of words, meanings and names, learned from all
phrases, and the likeness to the nearest single phrase of an entry. A third figure, the share of the question that
the knowledge knows at all, keeps strange questions out. A logistic curve, fitted on labelled questions, turns the
three into the probability that the first candidate is right; two thresholds on it make the three zones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from math import ceil, exp, floor
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.features import WORD_SIMILARITY, Evidence, Lexicon, weigh
from bot.core.model import Knowledge
from bot.core.nearest import Phrases, phrases_of, unit
from bot.core.text import other_layouts, words
from bot.core.weights import LinearModel

CANDIDATES = 8
"""Entries that are compared phrase by phrase."""
CHOICES = 3
NO_ENTRY = "none"
"""The label of questions that no entry answers."""
_NEAREST_SHARE = 0.8
"""What the nearest phrase (0 to 1) adds to the linear margin when candidates are ordered."""
_KNOWN_ENOUGH = 0.5
"""Share of known words, without a slip, from which a text needs no other keyboard layout."""
_SHORTEST_SLIP, _LIKE = 4, 2
"""Letters from which a word can be misspelt, and how many known words it may stand for."""
_CLEARLY_MORE = 0.25
"""By which share of known words another layout must be ahead."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One entry, and what speaks for it."""

    entry: str
    linear: float
    """Margin of the linear model, about -1 to 1."""
    nearest: float
    """Likeness to its nearest phrase, 0 to 1."""
    phrase: str
    """That phrase."""
    context: float = 0.0
    """What the conversation so far adds."""

    @property
    def total(self) -> float:
        return self.linear + _NEAREST_SHARE * self.nearest + self.context


@dataclass(frozen=True, slots=True)
class Ranking:
    """All that was weighed for one question, the best candidate first."""

    evidence: Evidence
    candidates: tuple[Candidate, ...]
    known: float
    """Share of the question's words that the knowledge knows, weighted by rarity, 0 to 1."""
    strange: float
    """Margin for the question being one that no entry answers."""
    probability: float
    """That the first candidate is right."""


@dataclass(frozen=True, slots=True)
class Context:
    """What was shown just before: its topic, and what each entry near it gains."""

    topic: str
    gains: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Match:
    entry: str
    ranking: Ranking
    follows: bool = False
    """Whether the question was understood only from what was shown before."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    entries: tuple[str, ...]
    ranking: Ranking


@dataclass(frozen=True, slots=True)
class NoMatch:
    ranking: Ranking


Outcome = Match | Suggestions | NoMatch


@dataclass(frozen=True, slots=True)
class Zones:
    """The fitted curve and its two thresholds; the defaults serve a knowledge that was never fitted."""

    intercept: float = -4.6
    weights: tuple[float, ...] = (2.0, 2.5, 3.0, 3.0, 0.0)
    """For margin, lead over the second, nearest phrase, known share and the margin of strangeness."""
    answer: float = 0.55
    suggest: float = 0.2

    def probability(self, signals: Sequence[float]) -> float:
        z = self.intercept + sum(w * x for w, x in zip(self.weights, signals, strict=True))
        return 1 / (1 + exp(-max(-30.0, min(30.0, z))))


class Matcher:
    """Ready to match against one knowledge; `fitted` is what `bot.fitting` learned from it."""

    def __init__(
        self, knowledge: Knowledge, fitted: Mapping[str, Any] | None = None, lexicon: Lexicon | None = None
    ) -> None:
        self.entries = knowledge.entries
        self.lexicon = lexicon or Lexicon(knowledge.synonyms, knowledge.topics)
        self.zones = Zones()
        if fitted:
            self.model = LinearModel.from_data(fitted["entries"])
            zones = fitted["zones"]
            self.zones = Zones(zones["intercept"], tuple(zones["weights"]), zones["answer"], zones["suggest"])
        else:
            self.model = LinearModel.of_texts(
                [weigh(self.lexicon.read(p)) for entry in self.entries.values() for p in phrases_of(entry)]
            )
        new = set(self.entries) - set(self.model.labels)
        self.model.add_centroids(
            {e: [weigh(self.lexicon.read(p)) for p in phrases_of(self.entries[e])] for e in sorted(new)}
        )
        self._phrases = Phrases.from_data(fitted["phrases"]) if fitted else Phrases()
        self._changed = {e.id for e in self.entries.values() if not self._phrases.holds(e)}
        learned = set(fitted["vocabulary"].split()) if fitted else set()
        lately = {word for e in self._changed for phrase in phrases_of(self.entries[e]) for word in words(phrase)}
        self._vocabulary = _Vocabulary(learned | lately | self.lexicon.vocabulary)
        self._later: dict[str, Phrases] = {}

    def match(self, text: str, context: Context | None = None) -> Outcome:
        """`context` tells what was just shown: "and who made it?" is then asked of that."""
        ranking = self.rank(text, context)
        says_something = any(len(word) > 1 for word in ranking.evidence.words)
        if not ranking.candidates or not says_something or ranking.probability < self.zones.suggest:
            return NoMatch(ranking)
        if ranking.probability >= self.zones.answer:
            return Match(ranking.candidates[0].entry, ranking)
        best = ranking.candidates[0].total
        close = [c.entry for c in ranking.candidates[:CHOICES] if c.total > best - 1.2]
        return Suggestions(tuple(close), ranking)

    def rank(self, text: str, context: Context | None = None) -> Ranking:
        found = words(self.typed(text))
        evidence = self.lexicon.evidence(found)
        gains = context.gains if context else {}
        raw = self._raw(evidence, context.topic if context else None)
        margins = self.model.scores(raw)
        by_label = dict(zip(self.model.labels, margins, strict=True))
        strange = by_label.pop(NO_ENTRY, -1.0)
        # An entry may have been removed since the fit.
        present = (e for e in by_label if e in self.entries)
        order = nlargest(CANDIDATES, present, key=lambda e: by_label[e] + gains.get(e, 0.0))
        question = unit(raw, self.model)
        postings = self._phrases.postings(question, self.model)
        candidates = [self._candidate(e, by_label[e], question, postings, gains) for e in order]
        candidates.sort(key=lambda c: -c.total)
        known = self._known_share(found)
        probability = self.zones.probability(signals(candidates, known, strange)) if candidates else 0.0
        return Ranking(evidence, tuple(candidates), known, strange, probability)

    def typed(self, text: str) -> str:
        """The text, in the keyboard layout in which the knowledge knows most of its words."""
        found = words(text)
        if sum(map(self._is_known, found)) >= _KNOWN_ENOUGH * len(found):
            return text
        share = self._known_share(found)
        others = {other: self._known_share(words(other)) for other in other_layouts(text)}
        best = max(others, key=others.__getitem__, default=text)
        return best if others.get(best, 0.0) > max(_KNOWN_ENOUGH, share + _CLEARLY_MORE) else text

    def reasons(self, text: str, entry: str) -> list[tuple[str, float]]:
        """What each feature of a question adds to an entry's margin, strongest first."""
        return self.model.parts(self._raw(self.lexicon.read(self.typed(text)), None), entry)

    def _raw(self, evidence: Evidence, topic: str | None) -> dict[str, float]:
        """Raw features, where a misspelt word also counts as the known words it resembles."""
        raw = weigh(evidence)
        for word in evidence.words:
            if self._is_known(word):
                continue
            for known, likeness in self._vocabulary.nearest(word):
                # The slip itself says nothing: only what it stands for counts.
                raw.pop("w:" + word, None)
                other = weigh(self.lexicon.evidence([known]))
                for feature, x in other.items():
                    raw[feature] = max(raw.get(feature, 0.0), x * likeness * likeness)
        if topic and not evidence.names:
            raw |= weigh(Evidence((), (), ("@" + topic,)))
        return raw

    def _candidate(
        self,
        entry: str,
        margin: float,
        question: Mapping[str, float],
        postings: Sequence[tuple[int, int, float]],
        gains: Mapping[str, float],
    ) -> Candidate:
        if entry in self._changed:
            changed = self._indexed(entry)
            likeness, number = changed.nearest(changed.postings(question, self.model), entry)
        else:
            likeness, number = self._phrases.nearest(postings, entry)
        phrase = phrases_of(self.entries[entry])[number] if likeness else ""
        return Candidate(entry, margin, likeness, phrase, gains.get(entry, 0.0))

    def _indexed(self, entry: str) -> Phrases:
        """The phrases of an entry that has changed since the fit."""
        if entry not in self._later:
            self._later[entry] = Phrases.of_entries([self.entries[entry]], self.model, self.lexicon)
        return self._later[entry]

    def _is_known(self, word: str) -> bool:
        return word in self._vocabulary or self.lexicon.knows(word)

    def _known_share(self, found: Sequence[str]) -> float:
        total = known = 0.0
        for word in found:
            rarity = self.model.rarity("w:" + word)
            total += rarity
            known += rarity * self._vocabulary.likeness(word, self.lexicon)
        return known / total if total else 0.0


def signals(candidates: Sequence[Candidate], known: float, strange: float) -> tuple[float, ...]:
    """What the probability is computed from, in the order of `Zones.weights`."""
    best = candidates[0]
    lead = best.total - candidates[1].total if len(candidates) > 1 else 1.0
    return (best.linear + best.context, min(lead, 1.5), best.nearest, known, strange)


class _Vocabulary:
    """Known words, and the known words that a misspelt one resembles."""

    def __init__(self, known: set[str]) -> None:
        self._known = known
        self._by_length: dict[int, list[str]] = {}
        # Sorted, so that of two equally close words every process takes the same.
        for word in sorted(known):
            self._by_length.setdefault(len(word), []).append(word)
        self.nearest = lru_cache(maxsize=4_000)(self._find_nearest)

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def likeness(self, word: str, lexicon: Lexicon) -> float:
        """1 for a known word, less for a misspelt one, 0 for a strange one."""
        if word in self._known or (word.isdigit() and len(word) < 5) or lexicon.knows(word):
            return 1.0
        close = self.nearest(word)
        return close[0][1] if close else 0.0

    def _find_nearest(self, word: str) -> tuple[tuple[str, float], ...]:
        """At most two; only words of nearly the same length can be like enough."""
        if len(word) < _SHORTEST_SLIP:
            return ()
        found: list[tuple[str, float]] = []
        for length in range(ceil(len(word) * WORD_SIMILARITY), floor(len(word) / WORD_SIMILARITY) + 1):
            close = process.extract(
                word,
                self._by_length.get(length, ()),
                scorer=OSA.normalized_similarity,
                score_cutoff=WORD_SIMILARITY,
                limit=_LIKE,
            )
            found += [(known, likeness) for known, likeness, _ in close]
        return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0]))[:_LIKE])
