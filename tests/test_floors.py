"""S5, S8, S40: the shipped knowledge against its floors: what `senim fit` measured, on questions it never saw."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.cli.fit import floors_in
from bot.core.dialogue import Dialogue
from bot.loading import shipped_folder
from bot.measuring.evaluation import FIGURES, Result, evaluate, missed_floors, unmeasured
from bot.measuring.questions import read_questions
from tests.support.questions import NOON

LANGUAGES = ["en", "kk", "ru"]
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def results(dialogue: Dialogue) -> list[Result]:
    """Of the third of the questions that is kept apart, and of every dialogue."""
    questions = read_questions([*sorted(HERE.glob("questions/*.jsonl")), *sorted(HERE.glob("dialogues/*.jsonl"))])
    return evaluate(dialogue, [q for q in questions if q.kept_apart], NOON)


@pytest.fixture(scope="module")
def floors() -> dict[str, Any]:
    return dict(floors_in(shipped_folder()))


def test_every_figure_of_every_language_has_a_floor(floors: dict[str, Any]) -> None:
    names = {figure.name for figure in FIGURES}

    assert {code: set(bounds) for code, bounds in floors.items()} == dict.fromkeys(LANGUAGES, names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_figure_has_fallen_below_its_floor(results: list[Result], floors: dict[str, Any], language: str) -> None:
    assert missed_floors(results, {language: floors[language]}) == []


def test_every_floor_is_measured(results: list[Result], floors: dict[str, Any]) -> None:
    assert unmeasured(results, floors) == 0


def test_no_courtesy_is_offered_among_choices(results: list[Result]) -> None:
    offered = [entry for result in results for entry in result.reply.choices]

    assert offered
    assert [entry for entry in offered if entry.startswith("chat.")] == []
