from __future__ import annotations

from pathlib import Path

import pytest
from small_knowledge import change

from bot.loading.check import check_knowledge


def faults_of(folder: Path) -> list[str]:
    return [str(fault) for fault in check_knowledge(folder, ask=False).faults]


@pytest.mark.parametrize("spelling", ["where is the park", "Where is the PARK?!", "whеre is the park"])
def test_one_phrase_under_two_entries_is_told_at_the_second(small_folder: Path, spelling: str) -> None:
    change(small_folder, "entries.yaml", "        whom to call 1\n", f"        {spelling}\n")
    (fault,) = faults_of(small_folder)

    assert fault.startswith(f"entries.yaml:104: help.numbers: the phrase {spelling!r} also stands under fair.where")


def test_what_was_there_at_the_last_fit_is_not_to_blame(fitted_folder: Path) -> None:
    change(fitted_folder, "entries.yaml", "        where is the park\n", "        whom to call 1\n")
    (fault,) = faults_of(fitted_folder)

    assert fault.startswith("entries.yaml:40: fair.where: the phrase 'whom to call 1' also stands under help.numbers")


def test_a_new_phrase_is_told_once_however_often_it_is_spelt_elsewhere(fitted_folder: Path) -> None:
    change(fitted_folder, "entries.yaml", "        где парк\n", "        где парк\n        gde park\n")
    change(fitted_folder, "entries.yaml", "        whom to call 1\n", "        где парк\n")
    (fault,) = faults_of(fitted_folder)

    assert "help.numbers: the phrase 'где парк' also stands under fair.where" in fault


def test_a_phrase_that_moved_is_claimed_once(fitted_folder: Path) -> None:
    change(fitted_folder, "entries.yaml", "        whom to call 1\n", "        whom to call 11\n")
    change(fitted_folder, "entries.yaml", "        where is the park\n", "        whom to call 1\n")

    assert faults_of(fitted_folder) == []
