"""Learns from the knowledge what the matcher reads: `senim fit`. Needs the extra `fit` (scikit-learn).

The linear model is a support vector machine, one against the rest, over all phrases; small weights are dropped.
The curve of the zones is a logistic regression over labelled questions that the phrases' authors did not write.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from bot.core.features import Lexicon, weigh
from bot.core.model import Knowledge
from bot.core.weights import SCALE, LinearModel

SMALLEST = 0.12
"""Weights below this are dropped: six of seven, without a measurable loss."""
REGULARISATION = 0.5

Progress = Callable[[str], None]


def learn(texts: Sequence[Mapping[str, float]], labels: Sequence[str]) -> LinearModel:
    """A linear model from raw feature vectors and the label of each."""
    model = LinearModel.empty(texts)
    features = {feature: number for number, feature in enumerate(model.idf)}
    names = sorted(set(labels))
    numbers = {name: i for i, name in enumerate(names)}
    machine = LinearSVC(C=REGULARISATION, class_weight=None)
    machine.fit(_matrix(model, features, texts), [numbers[label] for label in labels])
    coefficients = machine.coef_ if len(names) > 2 else np.vstack([-machine.coef_[0], machine.coef_[0]])
    intercepts = machine.intercept_ if len(names) > 2 else [-machine.intercept_[0], machine.intercept_[0]]
    model.labels, model.bias = names, [float(b) for b in intercepts]
    model.weights = _kept(coefficients, list(features))
    return model


def learn_entries(knowledge: Knowledge) -> LinearModel:
    lexicon = Lexicon(knowledge.synonyms, knowledge.topics)
    pairs = [
        (weigh(lexicon.read(phrase)), entry.id)
        for entry in knowledge.entries.values()
        for phrases in entry.phrases.values()
        for phrase in phrases
    ]
    return learn([raw for raw, _ in pairs], [label for _, label in pairs])


def fit_curve(rows: Sequence[Sequence[float]], right: Sequence[bool]) -> tuple[float, list[float]]:
    """Intercept and weights of the probability that an answer with these signals is right."""
    curve = LogisticRegression(C=10.0).fit(np.array(rows), np.array(right))
    return float(curve.intercept_[0]), [float(w) for w in curve.coef_[0]]


def _matrix(model: LinearModel, features: Mapping[str, int], texts: Sequence[Mapping[str, float]]) -> Any:
    values, columns, ends = [], [], [0]
    for raw in texts:
        for feature, x in model.normalised(raw).items():
            values.append(x)
            columns.append(features[feature])
        ends.append(len(values))
    return csr_matrix((values, columns, ends), shape=(len(texts), len(features)))


def _kept(coefficients: Any, features: Sequence[str]) -> dict[str, list[int]]:
    scaled = np.rint(coefficients.T * SCALE).astype(int)
    scaled[np.abs(scaled) < SMALLEST * SCALE] = 0
    kept = {}
    for number, row in enumerate(scaled):
        used = row.nonzero()[0]
        if len(used):
            kept[features[number]] = [int(x) for i in used for x in (i, row[i])]
    return kept
