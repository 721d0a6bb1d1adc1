"""Learns what the matcher reads from the knowledge: `senim fit`. Needs the extra `fit` (scikit-learn).

The model is one multinomial logistic regression over all phrases, crisis examples and texts that no entry answers;
small weights are dropped. Beside it stand the single lines themselves, for what is nearest to a question. The curve of
confidence is a logistic regression over labelled questions that the phrases' authors did not write, and so is the
correction of the alarm, whose thresholds are read off such messages, too: no model learns from them.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import inf
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from bot.clock import now_in
from bot.core.crisis_classes import GRAVE
from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge, Language
from bot.core.sampling import spread
from bot.core.scoring.features import Vector, raw_features
from bot.core.scoring.follow_up_weights import FollowUpWeights
from bot.core.scoring.labels import CRISIS_PREFIX, NO_ENTRY, QUIET
from bot.core.scoring.learned import Learned
from bot.core.scoring.lexicon import Lexicon
from bot.core.scoring.near_misses import NearMisses
from bot.core.scoring.nearest import Phrases, phrases_of
from bot.core.scoring.neighbours import Neighbours, unanswered_lines
from bot.core.scoring.rarity import Rarity
from bot.core.scoring.thresholds import Confidence, Correction, PartCurve, PartFigures, Thresholds
from bot.core.scoring.weights import LinearModel
from bot.core.text import normal_forms
from bot.core.understanding.distress.recogniser import Recogniser
from bot.core.understanding.language import bag_of
from bot.core.understanding.matching import CHOICES, Matcher
from bot.loading import load_knowledge, shipped_folder
from bot.loading.prepared import digest_of, load_fitted
from bot.measuring.evaluation import Result, evaluate
from bot.measuring.follow_ups import learn_follow_ups
from bot.measuring.phrases_apart import keep_apart
from bot.measuring.put_together import put_together
from bot.measuring.questions import Labelled

SMALLEST = 0.25
"""Weights below this are dropped: nine of ten, without a measurable loss."""
REGULARISATION = 10.0
MOST_STEPS = 600
THRESHOLDS = tuple(percent / 100 for percent in range(25, 95))
"""Probabilities from which to answer, as they are tried."""
MOST_WRONG = 0.05
"""Share of answerable questions that may get a wrong answer."""
MOST_STRANGE = 0.0275
"""Share of questions that no entry answers which may be answered all the same."""
LOST_TO_FALLBACK = 0.003
"""Share of questions with the right entry among the first three that may still get no answer."""
GRAVE_RECALL, CRISIS_RECALL = 0.925, 0.917
"""Share of messages of the grave and of the other crisis classes that must bring help first."""
SOFT_RECALL = 0.977
MOST_ALARMED_BY_PARTS, MOST_SOFT_BY_PARTS = 0.0095, 0.025
"""Share of calm messages to which a part alone may bring help first, and at least one soft line."""
_A_LITTLE = 0.001
_LONGEST_COMPARED = 15
"""Words of a phrase that questions are compared with as a whole. A longer one is hardly like any question but itself,
and all of them take as much memory as half of the others; the linear model learns from them as well.
"""
_VERY_MANY = 20_000
"""Lines; among so many, the same slip stands in two of them."""
_MOST_ELSEWHERE = 15_000
"""Lines; twice as many add nothing and take twice the time."""
MOST_CORRECTION = 10.0
"""The largest weights of the nearest lines; larger ones come of too few questions."""

Progress = Callable[[str], None]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def learn(
    texts: Sequence[Vector], labels: Sequence[str], steps: int = MOST_STEPS, rarity: Rarity | None = None
) -> LinearModel:
    """Multinomial logistic regression over raw feature vectors, the label of each beside it; with the `rarity` of a
    model that was learned from the same lines, or with their own.
    """
    rarity = Rarity.of_texts(texts) if rarity is None else rarity
    table = rarity.table
    features = {table.number(feature): feature for feature in dict.fromkeys(f for raw in texts for f in raw)}
    machine = LogisticRegression(C=REGULARISATION, max_iter=steps, tol=1e-4)
    with warnings.catch_warnings():
        # Stopping before the last decimal is meant.
        warnings.simplefilter("ignore", ConvergenceWarning)
        machine.fit(_matrix(rarity, texts), list(labels))
    names = [str(name) for name in machine.classes_]
    coefficients, intercepts = machine.coef_, machine.intercept_
    if len(names) == 2:  # scikit-learn then gives one row, that of the second label
        coefficients, intercepts = np.vstack([-coefficients, coefficients]), np.hstack([-intercepts, intercepts])
    return LinearModel.of(rarity, names, [float(b) for b in intercepts], _kept(coefficients, features, names))


def learn_model(knowledge: Knowledge, elsewhere: Sequence[str], steps: int) -> LinearModel:
    """One label per entry, one per crisis class, one for what no entry answers, and one for what is calm at most."""
    lexicon = Lexicon(knowledge.synonyms, knowledge.topics)
    texts = [(text, e.id) for e in knowledge.entries.values() for text in all_lines(e.phrases)]
    texts += [(text, CRISIS_PREFIX + c.id) for c in knowledge.crisis.values() for text in all_lines(c.examples)]
    texts += [(text, NO_ENTRY) for text in unanswered_lines(knowledge)]
    texts += [(text, QUIET) for text in [*all_lines(knowledge.follow_ups), *elsewhere]]
    return learn([raw_features(lexicon.read(text)) for text, _ in texts], [label for _, label in texts], steps)


def vocabulary_of(knowledge: Knowledge) -> set[str]:
    """Words in more than one phrase or example (more than two, where there are very many): hardly slips."""
    texts = [*(entry.phrases for entry in knowledge.entries.values()), *(c.examples for c in knowledge.crisis.values())]
    lines = [line for listed in texts for line in all_lines(listed)]
    counts = Counter(word for line in lines for word in normal_forms(line))
    once_more = 2 if len(lines) > _VERY_MANY else 1
    return {word for word, count in counts.items() if count > once_more}


def _language_samples(knowledge: Knowledge) -> list[tuple[str, Language]]:
    """Every line that the knowledge is learned from, with its language."""
    listed = [entry.phrases for entry in knowledge.entries.values()]
    listed += [knowledge.out_of_scope, knowledge.follow_ups]
    for crisis in knowledge.crisis.values():
        listed += [crisis.examples, crisis.near_misses]
    return [(line, code) for by_language in listed for code, lines in by_language.items() for line in lines]


def all_lines(per_language: Mapping[str, Sequence[str]]) -> list[str]:
    return [line for lines in per_language.values() for line in lines]


def learn_matcher(knowledge: Knowledge, elsewhere: Sequence[str] = (), steps: int = MOST_STEPS) -> Learned:
    """Everything but the languages, with thresholds that are not fitted to questions; fewer steps take less time and
    learn a little less.
    """
    lexicon, phrases = Lexicon(knowledge.synonyms, knowledge.topics), Phrases()
    model = learn_model(knowledge, elsewhere, steps)
    for entry in knowledge.entries.values():
        phrases.add(entry, [_compared(lexicon, text) for text in phrases_of(entry)], model.rarity)
    phrases.close()

    def neighbours(lines: Sequence[str]) -> Neighbours:
        return Neighbours.of((raw_features(lexicon.read(line)) for line in lines), model.rarity)

    cries = [line for crisis in knowledge.crisis.values() for line in all_lines(crisis.examples)]
    return as_stored(
        Learned(
            lexicon=lexicon,
            model=model,
            phrases=phrases,
            cries=neighbours(cries),
            unanswered=neighbours(unanswered_lines(knowledge)),
            near_misses=NearMisses.of(knowledge),
            vocabulary=" ".join(sorted(vocabulary_of(knowledge))),
            confidence=Confidence(),
            thresholds=Thresholds(grave=0.0, first=0.0, soft=-2.0),
            languages=LinearModel(model.rarity),
            follow_ups=FollowUpWeights(),
            made_from="",
        )
    )


def _compared(lexicon: Lexicon, phrase: str) -> Vector:
    """What questions are compared with: nothing of a long phrase, which keeps its place all the same."""
    return raw_features(lexicon.read(phrase)) if len(phrase.split()) <= _LONGEST_COMPARED else {}


def as_stored(learned: Learned) -> Learned:
    """What was learned as it will be read from its file, which rounds: nothing may be measured on more than that."""
    return Learned.from_data(learned.to_data())


def fit_knowledge(
    knowledge: Knowledge, questions: Sequence[Labelled], say: Progress, elsewhere: Sequence[str]
) -> Learned:
    """Everything but the digest of what it was made from.

    `elsewhere` are questions that another knowledge answers: a small one has too few of its own to tell what is calm.
    Where no question is labelled, phrases that are kept apart meanwhile stand in for them.
    """
    say("Learning what people ask, and what they say in distress …")
    learned = learn_matcher(knowledge, elsewhere)
    say("Learning the languages …")
    samples = _language_samples(knowledge)
    bags, codes = [bag_of(normal_forms(text)).raw for text, _ in samples], [code for _, code in samples]
    languages = learn(bags, codes, rarity=learned.model.rarity)
    say("Fitting the thresholds …")
    asked, tried = knowledge, learned
    if not any(q.in_scope for q in questions):
        asked, questions = keep_apart(knowledge)
        tried = learn_matcher(asked, elsewhere)
    confidence = fit_confidence(Matcher.of(asked, tried), [q for q in questions if not q.is_crisis], say)
    thresholds = fit_alarm(Recogniser.of(asked, tried), questions)
    parts = fit_parts(Recogniser.of(asked, replace(tried, thresholds=thresholds)), questions)
    thresholds = thresholds._replace(parts=parts)
    return as_stored(replace(learned, languages=languages, confidence=confidence, thresholds=thresholds))


def fit_and_measure(
    knowledge: Knowledge, labelled: Sequence[Labelled], dialogues: Sequence[Labelled], say: Progress
) -> tuple[Learned, list[Result]]:
    """Everything that was learned but the floors, and what these are measured by.

    `dialogues` are those to learn from; `labelled` only sets thresholds and measures.
    """
    tuned, apart = ([q for q in labelled if q.kept_apart == kept] for kept in (False, True))
    shipped = load_knowledge(shipped_folder())
    learned = fit_knowledge(knowledge, tuned, say, _elsewhere(knowledge, shipped))
    say("Learning what people ask after what …")
    follow_ups = learn_follow_ups(knowledge, Matcher.of(knowledge, learned), dialogues)
    has_cries = any(q.is_crisis for q in tuned)
    lent = None if has_cries and follow_ups else load_fitted(shipped_folder())
    if lent and not has_cries:
        # People's cries for help set the thresholds of the alarm, and distress speaks alike everywhere.
        learned = replace(learned, thresholds=lent.thresholds)
    if lent and not follow_ups:
        follow_ups = lent.follow_ups.without_entries()
    learned = replace(learned, follow_ups=follow_ups or FollowUpWeights(), made_from=digest_of(knowledge))
    say("Measuring the floors …")
    return learned, evaluate(Dialogue(knowledge, learned), apart, now_in(knowledge.time_zone))


def _elsewhere(knowledge: Knowledge, shipped: Knowledge) -> Sequence[str]:
    """Questions to the shipped knowledge that this one does not answer: a small knowledge has too few to show what is
    calm.
    """
    others = (entry for i, entry in shipped.entries.items() if i not in knowledge.entries)
    return spread([text for entry in others for text in phrases_of(entry)], _MOST_ELSEWHERE)


def fit_confidence(matcher: Matcher, questions: Sequence[Labelled], say: Progress) -> Confidence:
    """The curve, and the lowest thresholds that keep wrong answers as rare as promised; says where none does."""
    rankings = [matcher.rank(matcher.reader.in_intended_layout(question.text)) for question in questions]
    right = [
        bool(r.candidates) and r.candidates[0].entry in q.expected.entries
        for q, r in zip(questions, rankings, strict=True)
    ]
    if len(set(right)) < 2:  # a curve needs both
        return Confidence()
    intercept, weights = fit_curve([ranking.signals for ranking in rankings], right)
    confidence = Confidence(intercept, tuple(weights))
    probable = [confidence.probability(ranking.signals) for ranking in rankings]
    asked = list(zip(questions, probable, right, rankings, strict=True))
    wrong = [p for q, p, ok, _ in asked if q.in_scope and not ok]
    strange = [p for q, p, _, _ in asked if not q.in_scope]
    answer = lowest_threshold(wrong, strange, sum(q.in_scope for q in questions), say)
    found = sorted(
        p for q, p, _, r in asked if q.in_scope and any(c.entry in q.expected.entries for c in r.candidates[:CHOICES])
    )
    suggest = found[int(len(found) * LOST_TO_FALLBACK)] if found else 0.2
    return Confidence(intercept, tuple(weights), answer, round(min(suggest, answer), 3))


def lowest_threshold(wrong: Sequence[float], strange: Sequence[float], in_scope: int, say: Progress) -> float:
    """From which probability to answer, so that answers are as rarely wrong as promised.

    `wrong` are the probabilities of wrong candidates of the `in_scope` answerable questions, `strange` those of the
    candidates of questions that no entry answers.
    """
    highest = THRESHOLDS[-1]
    for threshold in THRESHOLDS:
        answered_wrong, answered_strange = (sum(p >= threshold for p in found) for found in (wrong, strange))
        if answered_wrong <= MOST_WRONG * in_scope and answered_strange <= MOST_STRANGE * max(1, len(strange)):
            return threshold
    say(
        f"Warning: no threshold keeps answers as rarely wrong as promised. With the highest, {highest}, a wrong answer "
        f"goes to {answered_wrong} of {in_scope} questions that have an entry, and to {answered_strange} of "
        f"{len(strange)} that have none."
    )
    return highest


def fit_alarm(recogniser: Recogniser, questions: Sequence[Labelled]) -> Thresholds:
    """The correction, and the highest thresholds that miss as few crises as promised, of whole messages."""
    wholes = [recogniser.learned_signs.whole_of(recogniser.messages.in_intended_layout(q.text)) for q in questions]
    alarms = np.array([reading.alarm for reading in wholes])
    near = np.array([(r.likeness_to_cries, r.likeness_to_unanswered) for r in wholes]).reshape(-1, 2)
    is_cry = np.array([q.is_crisis for q in questions], dtype=bool)
    correction = fit_correction(alarms, near, is_cry)
    corrected = alarms + [correction.of(*pair) for pair in near]
    grave = np.array([q.expected.crisis in GRAVE for q in questions], dtype=bool)
    return Thresholds(
        grave=_keeping(corrected[is_cry & grave], GRAVE_RECALL, 0.0),
        first=_keeping(corrected[is_cry & ~grave], CRISIS_RECALL, 0.0),
        soft=_keeping(corrected[is_cry], SOFT_RECALL, -2.0),
        correction=correction,
    )


def fit_correction(alarms: Floats, near: Floats, is_cry: Flags) -> Correction:
    """What likeness to cries for help and to unanswered lines (`near`, two columns) tells beyond the alarm.

    It is 0 on average for cries for help, so that the alarm keeps its scale.
    """
    if is_cry.all() or not is_cry.any():  # a curve needs both
        return Correction()
    _, (own, cries, unanswered) = fit_curve(np.column_stack([alarms, near]), is_cry)
    if own <= 0:  # too few questions to learn from
        return Correction()
    weights = np.clip([cries / own, -unanswered / own], 0.0, MOST_CORRECTION)
    usual = float(near[is_cry].mean(axis=0) @ (weights * (1, -1)))
    return Correction(*(round(float(x), 3) + 0.0 for x in (*weights, -usual)))


def fit_parts(recogniser: Recogniser, questions: Sequence[Labelled]) -> PartCurve:
    """From when a part of a message counts, by the thresholds of whole messages that `recogniser` has already."""
    rows, is_cry = [], []
    for question in [*questions, *put_together(questions)]:
        found = _figures_of_parts(recogniser, question)
        rows += found
        is_cry += [question.is_crisis] * len(found)
    if len(set(is_cry)) < 2:  # a curve needs both
        return PartCurve()
    intercept, weights = fit_curve(rows, is_cry)
    curve = PartCurve(intercept, PartFigures(*weights))
    if curve.weights.own <= 0:  # too few messages to learn from
        return PartCurve()
    calm = [question for question in questions if not question.is_crisis]
    loudest = [max(map(curve.alarm, _figures_of_parts(recogniser, question)), default=-inf) for question in calm]
    first, soft = (_reached_by(loudest, share) for share in (MOST_ALARMED_BY_PARTS, MOST_SOFT_BY_PARTS))
    return curve._replace(first=first, soft=soft)


def _figures_of_parts(recogniser: Recogniser, question: Labelled) -> list[PartFigures]:
    """Those of every part, where only a part can bring help first."""
    message = recogniser.messages.in_intended_layout(question.text)
    return recogniser.part_signs.figures_of(message) if recogniser.is_left_to_parts(message) else []


def _reached_by(alarms: Sequence[float], share: float) -> float:
    """The lowest threshold that no more than this share of alarms reaches."""
    highest = sorted(alarms, reverse=True)
    return round(highest[int(len(alarms) * share)] + _A_LITTLE, 3)


def _keeping(alarms: Floats, share: float, otherwise: float) -> float:
    """The highest threshold that this share of alarms reaches."""
    return round(float(np.sort(alarms)[int(len(alarms) * (1 - share))]), 3) if len(alarms) else otherwise


def fit_curve(rows: ArrayLike, right: ArrayLike) -> tuple[float, list[float]]:
    """Intercept and weights of the probability that an answer with these signals is right."""
    curve = LogisticRegression(C=10.0, max_iter=MOST_STEPS).fit(np.array(rows), np.array(right))
    return float(curve.intercept_[0]), [float(w) for w in curve.coef_[0]]


def _matrix(rarity: Rarity, texts: Sequence[Vector]) -> Any:
    values, columns, ends = [], [], [0]
    for raw in texts:
        for feature, x in rarity.normalised(raw).items():
            number = rarity.look_up(feature)[0]
            if number >= 0:
                values.append(x)
                columns.append(number)
        ends.append(len(values))
    return csr_matrix((values, columns, ends), shape=(len(texts), len(rarity.table)), dtype=np.float32)


def _kept(coefficients: Any, features: Mapping[int, str], labels: Sequence[str]) -> dict[str, dict[str, float]]:
    # What speaks for all labels alike tells nothing: around the median most weights are next to 0.
    coefficients = coefficients - np.median(coefficients, axis=0)
    kept = {}
    for number, row in enumerate(coefficients.T):
        used = np.flatnonzero(np.abs(row) >= SMALLEST)
        if len(used):
            kept[features[number]] = {labels[int(i)]: float(row[i]) for i in used}
    return kept
