"""What a crisis class may hold, and what is answered in its place. Of `bot/loading/references.py`."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.loading import load_knowledge
from tests.support.faults_told import faults_at_loading
from tests.support.small_knowledge import change


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("examples", "{en: what a calm day}"),
        ("not_for", "heavy metal concert"),
        ("reply", '{ru: "Сюда: {number:112}", en: "Here: {number:112}"}'),
        ("more", "help.numbers"),
        ("variants", "[calm.lamp]"),
        ("instead", "{fair.where: help.numbers}"),
    ],
)
def test_the_calm_class_holds_nothing_that_sets_off_help(small_folder: Path, key: str, said: str) -> None:
    (small_folder / "calm.yaml").write_text(
        f"crisis:\n  - id: calm\n    near_misses: {{en: a calm day}}\n    {key}: {said}\n", encoding="utf-8"
    )
    (fault,) = faults_at_loading(small_folder)

    assert fault.startswith(f"calm.yaml:4: calm: the class calm holds only what must not set off help, and no '{key}'")


@pytest.mark.parametrize(
    ("instead", "said"),
    [
        ("{fair.gone: help.numbers}", "there is no entry 'fair.gone'"),
        ("{fair.where: help.gone}", "there is no entry 'help.gone'"),
        ("{gone.*: help.numbers}", "no entry id begins with 'gone'"),
        ("{help.*: help.numbers}", "the entry 'help.numbers' is itself replaced in this list"),
        ("{fair.where: help.numbers, help.numbers: fair.where}", "the entry 'fair.where' is itself replaced"),
        ("{fair.wh*: help.numbers}", "'fair.wh*'"),
    ],
)
def test_what_is_answered_in_place_of_something_else_must_be_there_and_stay(
    small_folder: Path, instead: str, said: str
) -> None:
    change(small_folder, "crisis.yaml", "    more: help.numbers\n", f"    more: help.numbers\n    instead: {instead}\n")
    faults = faults_at_loading(small_folder)

    assert faults
    assert said in faults[0]


def test_something_else_may_be_answered_in_place_of_a_whole_family(small_folder: Path) -> None:
    instead = "    more: help.numbers\n    instead: {fair.*: help.numbers}\n"
    change(small_folder, "crisis.yaml", "    more: help.numbers\n", instead)

    assert load_knowledge(small_folder).crisis["danger"].instead == {"fair.*": "help.numbers"}
