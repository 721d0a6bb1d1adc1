"""Senim, and the methods beside which it is measured, behind one shape: ask one question, name the best entries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np
from rapidfuzz import process
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.question_set import Asked
from bot.core.knowledge import Knowledge
from bot.core.scoring.learned import Learned
from bot.core.understanding.matching import Matcher, Ranking
from bot.measuring.fitting import fit_confidence
from bot.measuring.questions import NOTHING, Expected, Labelled

BEST = 3


@dataclass(frozen=True, slots=True)
class Best:
    """The first entries' labels, and how sure the method is of being in scope at all."""

    labels: tuple[str, ...]
    score: float


class Method(Protocol):
    name: str

    def ask(self, text: str) -> Any:
        """The part that is timed."""

    def best(self, text: str, found: Any) -> Best:
        """What `ask` found, or what it would have found had it been asked for three entries; not timed."""


class Senim:
    """The matcher with what was learned from the phrases."""

    def __init__(self, name: str, knowledge: Knowledge, labels: Mapping[str, str], learned: Learned) -> None:
        self.name = name
        self._labels = labels
        self._matcher = Matcher.of(knowledge, learned)

    def ask(self, text: str) -> Ranking:
        return self._matcher.rank(text)

    def best(self, text: str, found: Ranking) -> Best:  # noqa: ARG002
        return Best(tuple(self._labels[c.entry] for c in found.candidates[:BEST]), found.probability)


def with_curve(knowledge: Knowledge, labels: Mapping[str, str], learned: Learned, tuned: Sequence[Asked]) -> Learned:
    """The same, with the curve of confidence fitted on the val questions, which are not measured."""
    entries = {label: entry for entry, label in labels.items()}
    questions = [
        Labelled(q.text, Expected.of(entries.get(q.label, "") if q.in_scope else NOTHING[0]), "", "") for q in tuned
    ]
    return replace(learned, confidence=fit_confidence(Matcher.of(knowledge, learned), questions, print))


class ExtractOne:
    """`process.extractOne` over all phrases, as it is usually written."""

    def __init__(self, name: str, scorer: Callable[..., float], phrases: Mapping[str, Sequence[str]]) -> None:
        self.name = name
        self._scorer = scorer
        self._listed = _Listed(phrases)

    def ask(self, text: str) -> tuple[str, float, int] | None:
        return process.extractOne(text, self._listed.phrases, scorer=self._scorer)

    def best(self, text: str, found: tuple[str, float, int] | None) -> Best:
        scores = process.cdist([text], self._listed.phrases, scorer=self._scorer, dtype=np.float64)[0]
        return Best(self._listed.best_labels(scores), found[1] if found else 0.0)


class TfIdf:
    """The nearest phrase by the cosine of TF-IDF weights of pieces of words."""

    def __init__(self, name: str, phrases: Mapping[str, Sequence[str]]) -> None:
        self.name = name
        self._listed = _Listed(phrases)
        self._vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4))
        self._matrix = self._vectorizer.fit_transform(self._listed.phrases)

    def ask(self, text: str) -> Any:
        return (self._matrix @ self._vectorizer.transform([text]).T).toarray()[:, 0]

    def best(self, text: str, found: Any) -> Best:  # noqa: ARG002
        return Best(self._listed.best_labels(found), float(found.max()))


class _Listed:
    """All phrases in one list, those of a label side by side."""

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        self.phrases = [phrase for listed in phrases.values() for phrase in listed]
        self._labels = list(phrases)
        self._starts = np.cumsum([0, *(len(listed) for listed in phrases.values())])[:-1]

    def best_labels(self, scores: Any) -> tuple[str, ...]:
        """The labels of the best phrases; of equal ones the first, as `extractOne` has it."""
        per_label = np.maximum.reduceat(scores, self._starts)
        return tuple(self._labels[i] for i in np.argsort(-per_label, kind="stable")[:BEST])
