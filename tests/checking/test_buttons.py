from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.faults_told import faults_unasked
from tests.support.small_knowledge import change


def test_a_title_too_long_for_a_button_is_told(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "en: Where the fair is", "en: " + "x" * 41)
    (fault,) = faults_unasked(small_folder)

    assert "entries.yaml:10: fair.where: the title has 41 characters" in fault


def test_a_title_of_two_lines_is_told(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "en: Where the fair is", 'en: "Where\\nthe fair is"')
    (fault,) = faults_unasked(small_folder)

    assert "entries.yaml:10: fair.where: the title has several lines" in fault


def test_two_buttons_that_say_the_same_are_told(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "en: Help numbers", "en: where the Fair is")
    (fault,) = faults_unasked(small_folder)

    assert "help.numbers: fair.where has the same title" in fault


def test_a_button_that_leads_to_its_own_answer_is_told(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "related: [help.numbers]", "related: [help.numbers, fair.where]")
    (fault,) = faults_unasked(small_folder)

    assert "entries.yaml:59: fair.where: a button leads to the entry itself" in fault


def test_the_same_button_twice_is_told(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "related: [help.numbers]", "related: [help.numbers, help.numbers]")
    change(small_folder, "knowledge.yaml", "- [help.numbers]", "- [help.numbers, fair.where]")

    assert [fault.split(": ", 1)[1] for fault in faults_unasked(small_folder)] == [
        "fair.where: help.numbers is related twice; keep one of them",
        "menu: fair.where stands twice in the menu; keep one of them",
    ]


@pytest.mark.parametrize(("key", "most"), [("profile.short", 120), ("helped.thanks", 200)])
def test_a_text_that_telegram_would_refuse_is_told(small_folder: Path, key: str, most: int) -> None:
    change(small_folder, "ui.yaml", f"english {key}", "x" * (most + 1))
    (fault,) = faults_unasked(small_folder)

    assert f"{key}: {most + 1} characters, Telegram takes {most}" in fault
