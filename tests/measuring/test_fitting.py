"""What `senim fit` reads off labelled questions, beside the weights."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bot.core.model import Knowledge
from bot.core.scoring.thresholds import Correction
from bot.measuring.fitting import MOST_CORRECTION, fit_correction, vocabulary_of

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
    more = replace(entry, phrases={**entry.phrases, "ru": (*entry.phrases["ru"], *added)})
    return replace(knowledge, entries={**knowledge.entries, entry.id: more})
