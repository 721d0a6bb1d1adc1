"""What `senim fit` reads off labelled questions, beside the weights."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from bot.core.knowledge import Knowledge
from bot.core.scoring.nearest import phrases_of
from bot.core.scoring.thresholds import Correction
from bot.core.understanding.matching import Matcher
from bot.measuring.fitting import (
    MOST_CORRECTION,
    THRESHOLDS,
    fit_confidence,
    fit_correction,
    learn_matcher,
    lowest_threshold,
    vocabulary_of,
)
from bot.measuring.questions import Expected, Labelled

IS_CRY = np.arange(400) % 2 == 0
CHANCE = np.random.default_rng(7)
ALARMS = np.where(IS_CRY, 1.0, -1.0) + CHANCE.normal(0, 2, 400)
"""They tell something of what is a cry for help, and not all."""


def near(cries: float, calm: float) -> np.ndarray:
    """Likeness to cries for help and to calm lines, which tells so much more."""
    told = np.where(IS_CRY, 1.0, -1.0)
    columns = [0.4 + cries * told + CHANCE.normal(0, 0.1, 400), 0.4 - calm * told + CHANCE.normal(0, 0.1, 400)]
    return np.column_stack(columns)


def test_what_lines_tell_beside_the_alarm_corrects_it() -> None:
    likeness = near(0.1, 0.05)
    correction = fit_correction(ALARMS, likeness, IS_CRY)

    assert correction.cries > correction.unanswered > 0
    assert np.mean([correction.of(*pair) for pair in likeness[IS_CRY]]) == pytest.approx(0, abs=0.01)


def test_lines_that_tell_the_contrary_correct_nothing() -> None:
    correction = fit_correction(ALARMS, near(-0.1, -0.1), IS_CRY)

    assert (correction.cries, correction.unanswered) == (0, 0)


@pytest.mark.parametrize("is_cry", [np.zeros(400, dtype=bool), np.ones(400, dtype=bool)])
def test_where_all_questions_are_of_one_kind_nothing_is_corrected(is_cry: np.ndarray) -> None:
    assert fit_correction(ALARMS, near(0.1, 0.1), is_cry) == Correction()


def test_where_the_alarm_itself_tells_nothing_no_line_counts_without_bound() -> None:
    blunt = ALARMS / 1_000 + CHANCE.normal(0, 1, 400)
    correction = fit_correction(blunt, near(0.3, 0.3), IS_CRY)

    assert max(correction.cries, correction.unanswered) <= MOST_CORRECTION


@pytest.mark.parametrize(
    ("wrong", "strange", "threshold"),
    [([], [], 0.25), ([0.25], [], 0.26), ([0.9], [0.4], 0.91), ([0.3], [0.6] * 3, 0.61)],
)
def test_a_question_is_answered_from_the_lowest_probability_that_keeps_the_promise(
    wrong: list[float], strange: list[float], threshold: float
) -> None:
    said: list[str] = []

    assert (lowest_threshold(wrong, strange, 10, said.append), said) == (threshold, [])


def test_one_wrong_answer_in_twenty_is_no_broken_promise() -> None:
    assert lowest_threshold([0.99], [], 20, pytest.fail) == THRESHOLDS[0]


@pytest.mark.parametrize(
    ("wrong", "strange", "told"),
    [([0.99, 0.2], [0.1], "1 of 10 .* 0 of 1 "), ([], [0.95, 0.97, 0.9], "0 of 10 .* 2 of 3 ")],
)
def test_where_no_probability_keeps_the_promise_the_highest_is_taken_with_a_warning(
    wrong: list[float], strange: list[float], told: str
) -> None:
    said: list[str] = []

    assert lowest_threshold(wrong, strange, 10, said.append) == THRESHOLDS[-1]
    assert [bool(re.search(f"no threshold keeps .* {THRESHOLDS[-1]}, .*{told}", one)) for one in said] == [True]


def test_a_fit_warns_where_what_has_no_entry_looks_surely_like_one(small_knowledge: Knowledge) -> None:
    where = small_knowledge.entries["fair.where"]
    expected = [where.id] * 50 + ["none"]
    asked = [Labelled(phrases_of(where)[0], Expected.of(label), "ru", "plain") for label in expected]
    said: list[str] = []
    fit_confidence(Matcher.of(small_knowledge, learn_matcher(small_knowledge)), asked, said.append)

    assert "to 0 of 50 questions that have an entry, and to 1 of 1 that have none" in said[0]


@pytest.mark.parametrize(("lines", "is_spelt_right"), [(1, False), (2, True)])
def test_in_a_small_knowledge_a_word_of_two_lines_is_spelt_right(
    small_knowledge: Knowledge, lines: int, is_spelt_right: bool
) -> None:
    assert ("zumbarium" in vocabulary_of(_with_lines(small_knowledge, lines, "зумбариум"))) is is_spelt_right


@pytest.mark.parametrize(("lines", "is_spelt_right"), [(2, False), (3, True)])
def test_among_very_many_lines_a_word_stands_in_three(knowledge: Knowledge, lines: int, is_spelt_right: bool) -> None:
    assert ("zumbarium" in vocabulary_of(_with_lines(knowledge, lines, "зумбариум"))) is is_spelt_right


def _with_lines(knowledge: Knowledge, count: int, word: str) -> Knowledge:
    """As many more phrases hold the word."""
    entry = next(iter(knowledge.entries.values()))
    added = tuple(f"{word} {number}" for number in range(count))
    more = entry._replace(phrases={**entry.phrases, "ru": (*entry.phrases["ru"], *added)})
    return replace(knowledge, entries={**knowledge.entries, entry.id: more})


def test_a_long_phrase_is_known_word_for_word_but_nothing_is_compared_with_it(small_knowledge: Knowledge) -> None:
    entry = small_knowledge.entries["fair.where"]
    long = "my neighbour told me something on the stairs about stalls and music and so where is that fair"
    phrases = {"en": (long, "whither to the fair"), **{c: p for c, p in entry.phrases.items() if c != "en"}}
    known = replace(small_knowledge, entries={**small_knowledge.entries, entry.id: entry._replace(phrases=phrases)})
    matcher = Matcher.of(known, learn_matcher(known))

    (typed, *_), (near, *_) = (matcher.rank(text).candidates for text in (long, "whither to that fair"))
    assert typed.entry == near.entry == entry.id
    assert matcher.phrase_of(typed) != long
    assert matcher.phrase_of(near) == "whither to the fair"
