"""Learns from the knowledge what the matcher reads: `senim fit`. Needs the extra `fit` (scikit-learn).

The linear model is a support vector machine, one against the rest, over all phrases; small weights are dropped.
The curve of the zones is a logistic regression over labelled questions that the phrases' authors did not write.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from bot.core.crisis import CALM, crisis_features
from bot.core.features import Lexicon, weigh
from bot.core.language import language_features, language_samples
from bot.core.matching import CHOICES, NO_ENTRY, Matcher, Zones, signals
from bot.core.model import Knowledge
from bot.core.nearest import Phrases
from bot.core.text import words
from bot.core.weights import LinearModel
from bot.questions import Labelled

SMALLEST = 0.15
"""Weights below this are dropped: six of seven, without a measurable loss."""
REGULARISATION = 2.0
MOST_WRONG = 0.03
"""Share of answerable questions that may get a wrong answer."""
MOST_STRANGE = 0.05
"""Share of questions that no entry answers which may be answered all the same."""
LOST_TO_FALLBACK = 0.005
"""Share of questions with the right entry among the first three that may still get no answer."""
CRISIS_RECALL = 0.895
"""Share of the examples that a model which did not learn from them must still find: they are harder than life."""
SOFT_RECALL = 0.96

Progress = Callable[[str], None]


def learn(texts: Sequence[Mapping[str, float]], labels: Sequence[str]) -> LinearModel:
    """A linear model from raw feature vectors and the label of each."""
    model = LinearModel.of_texts(texts)
    features = {model.table.number(feature): feature for feature in dict.fromkeys(f for raw in texts for f in raw)}
    # The dual solver takes a third of the primal one's time for the same weights; its order of steps is random.
    machine = LinearSVC(C=REGULARISATION, dual=True, random_state=0)
    machine.fit(_matrix(model, texts), list(labels))
    names = [str(name) for name in machine.classes_]
    coefficients, intercepts = machine.coef_, machine.intercept_
    if len(names) == 2:  # scikit-learn then gives one row, that of the second label
        coefficients, intercepts = np.vstack([-coefficients, coefficients]), np.hstack([-intercepts, intercepts])
    model.set_weights(names, [float(b) for b in intercepts], _kept(coefficients, features, names))
    return model


def learn_entries(knowledge: Knowledge) -> LinearModel:
    """One label per entry, and one for what no entry answers."""
    lexicon = Lexicon(knowledge.synonyms, knowledge.topics)
    texts = [(phrase, entry.id) for entry in knowledge.entries.values() for phrase in all_lines(entry.phrases)]
    texts += [(text, NO_ENTRY) for text in all_lines(knowledge.out_of_scope)]
    return learn([weigh(lexicon.read(text)) for text, _ in texts], [label for _, label in texts])


def learn_crisis(knowledge: Knowledge, questions: Sequence[Labelled]) -> LinearModel:
    """One label per crisis class, and one for everything calm."""
    lexicon = Lexicon(knowledge.synonyms, knowledge.topics)
    texts = [(text, c.id) for c in knowledge.crisis.values() for text in all_lines(c.examples)]
    texts += [(q.text, q.expected[0].partition(".")[2]) for q in questions if q.is_crisis]
    texts += [(text, CALM) for text in calm_texts(knowledge, questions)]
    return learn([crisis_features(lexicon, text) for text, _ in texts], [label for _, label in texts])


def calm_texts(knowledge: Knowledge, questions: Sequence[Labelled]) -> list[str]:
    """What must not set off an alarm: near misses, phrases, questions about the event, strange questions."""
    near = [text for c in knowledge.crisis.values() for text in all_lines(c.near_misses)]
    asked = [text for e in knowledge.entries.values() for text in all_lines(e.phrases)]
    labelled = [q.text for q in questions if not q.is_crisis and not _is_sensitive(knowledge, q)]
    return near + asked + all_lines(knowledge.out_of_scope) + labelled


def _is_sensitive(knowledge: Knowledge, question: Labelled) -> bool:
    """Questions about support are often disclosures, whatever entry they are labelled with."""
    return any(e in knowledge.entries and knowledge.entries[e].sensitive for e in question.expected)


def all_lines(per_language: Mapping[str, Sequence[str]]) -> list[str]:
    return [line for lines in per_language.values() for line in lines]


def learn_matcher(knowledge: Knowledge) -> dict[str, Any]:
    """What a `Matcher` reads, with thresholds that no question was asked for."""
    model = learn_entries(knowledge)
    lexicon = Lexicon(knowledge.synonyms, knowledge.topics)
    counts = Counter(word for e in knowledge.entries.values() for text in all_lines(e.phrases) for word in words(text))
    return {
        "entries": model.to_data(),
        "phrases": Phrases.of_entries(knowledge.entries.values(), model, lexicon).to_data(),
        "vocabulary": " ".join(sorted(word for word, count in counts.items() if count > 1)),
        "zones": vars_of(Zones()),
    }


def fit_knowledge(knowledge: Knowledge, questions: Sequence[Labelled], say: Progress) -> dict[str, Any]:
    """Everything that `fitted.json` holds, but for the digest of what it was made from."""
    say("Learning the entries …")
    fitted = learn_matcher(knowledge)
    say("Learning the crisis classes …")
    crisis = learn_crisis(knowledge, questions).to_data()
    say("Learning the languages …")
    samples = language_samples(knowledge)
    languages = learn([language_features(words(text)) for text, _ in samples], [code for _, code in samples]).to_data()
    say("Fitting the thresholds …")
    fitted |= {"crisis": crisis, "languages": languages}
    fitted["alarm"] = {"first": 0.0, "soft": -0.3}
    fitted["zones"] = fit_zones(Matcher(knowledge, fitted), [q for q in questions if not q.is_crisis])
    fitted["alarm"] = fit_alarm(knowledge, questions, say)
    return fitted


def fit_zones(matcher: Matcher, questions: Sequence[Labelled]) -> dict[str, Any]:
    """The curve, and the lowest thresholds that keep wrong answers as rare as promised."""
    rows, right, rankings = [], [], []
    for question in questions:
        ranking = matcher.rank(question.text)
        rows.append(signals(ranking.candidates, ranking.known, ranking.strange))
        right.append(ranking.candidates[0].entry in question.expected)
        rankings.append(ranking)
    intercept, weights = fit_curve(rows, right)
    zones = Zones(intercept, tuple(weights))
    probable = [zones.probability(row) for row in rows]
    asked = list(zip(questions, probable, right, rankings, strict=True))
    for answer in (x / 100 for x in range(30, 95)):
        wrong = [p >= answer for q, p, ok, _ in asked if q.in_scope and not ok]
        strange = [p >= answer for q, p, _, _ in asked if not q.in_scope]
        in_scope = sum(q.in_scope for q in questions)
        if sum(wrong) <= MOST_WRONG * in_scope and sum(strange) <= MOST_STRANGE * max(1, len(strange)):
            break
    found = sorted(
        p for q, p, _, r in asked if q.in_scope and any(c.entry in q.expected for c in r.candidates[:CHOICES])
    )
    suggest = found[int(len(found) * LOST_TO_FALLBACK)] if found else 0.2
    return vars_of(Zones(intercept, tuple(weights), answer, round(min(suggest, answer), 3)))


def fit_alarm(knowledge: Knowledge, questions: Sequence[Labelled], say: Progress) -> dict[str, float]:
    """Thresholds of the alarm from texts that the model, for once, did not learn from."""
    margins, is_crisis = alarm_margins(knowledge, questions, say)
    loud = np.sort(margins[is_crisis])
    return {
        "first": round(float(loud[int(len(loud) * (1 - CRISIS_RECALL))]), 3),
        "soft": round(float(loud[int(len(loud) * (1 - SOFT_RECALL))]), 3),
    }


def alarm_margins(
    knowledge: Knowledge, questions: Sequence[Labelled], say: Progress, folds: int = 4
) -> tuple[Any, Any]:
    """How loud each example and calm text is to a model learned from the others, and which are examples."""
    lexicon = Lexicon(knowledge.synonyms, knowledge.topics)
    rows = [(text, c.id, n) for c in knowledge.crisis.values() for t in c.examples.values() for n, text in enumerate(t)]
    rows += [(text, CALM, n) for n, text in enumerate(calm_texts(knowledge, questions))]
    vectors = [crisis_features(lexicon, text) for text, _, _ in rows]
    margins = np.zeros(len(rows))
    for fold in range(folds):
        say(f"Checking the alarm, {fold + 1} of {folds} …")
        # Neighbouring lines often tell one situation in three languages: they stay together.
        held = [n // 5 % folds == fold for _, _, n in rows]
        kept = [i for i, out in enumerate(held) if not out]
        labels = [CALM if rows[i][1] == CALM else "crisis" for i in kept]
        if len(set(labels)) < 2:  # so few examples that all of them are held out
            continue
        model = learn([vectors[i] for i in kept], labels)
        calm = model.labels.index(CALM)
        for i, out in enumerate(held):
            if out:
                margins[i] = -model.scores(vectors[i])[calm]
    return margins, np.array([label != CALM for _, label, _ in rows])


def vars_of(zones: Zones) -> dict[str, Any]:
    return {
        "intercept": zones.intercept,
        "weights": list(zones.weights),
        "answer": zones.answer,
        "suggest": zones.suggest,
    }


def fit_curve(rows: Sequence[Sequence[float]], right: Sequence[bool]) -> tuple[float, list[float]]:
    """Intercept and weights of the probability that an answer with these signals is right."""
    curve = LogisticRegression(C=10.0).fit(np.array(rows), np.array(right))
    return float(curve.intercept_[0]), [float(w) for w in curve.coef_[0]]


def _matrix(model: LinearModel, texts: Sequence[Mapping[str, float]]) -> Any:
    values, columns, ends = [], [], [0]
    number_of = cache(model.table.number)
    for raw in texts:
        for feature, x in model.normalised(raw).items():
            number = number_of(feature)
            if number >= 0:
                values.append(x)
                columns.append(number)
        ends.append(len(values))
    return csr_matrix((values, columns, ends), shape=(len(texts), len(model.table)))


def _kept(coefficients: Any, features: Mapping[int, str], labels: Sequence[str]) -> dict[str, dict[str, float]]:
    kept = {}
    for number, row in enumerate(coefficients.T):
        used = np.flatnonzero(np.abs(row) >= SMALLEST)
        if len(used):
            kept[features[number]] = {labels[int(i)]: float(row[i]) for i in used}
    return kept
