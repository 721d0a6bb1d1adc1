from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.faults_told import faults_at_loading
from tests.support.small_knowledge import add_variant, change


def test_a_doubled_id_is_told_with_the_first_place(small_folder: Path) -> None:
    (small_folder / "more.yaml").write_text("dates: {fair: 2025-05-02}\n", encoding="utf-8")

    assert faults_at_loading(small_folder) == [
        "more.yaml:1: fair: this id is taken (see knowledge.yaml:9); rename one of the two"
    ]


@pytest.mark.parametrize(
    ("key", "said"),
    [("name", "name: Other"), ("time_zone", "time_zone: Europe/Berlin"), ("menu", "menu: {rows: [], commands: {}}")],
)
def test_what_can_be_said_only_once_is_told_in_the_second_file(small_folder: Path, key: str, said: str) -> None:
    (small_folder / "zz.yaml").write_text(f"dates: {{x: 2025-01-01}}\n{said}\n", encoding="utf-8")
    (fault,) = faults_at_loading(small_folder)

    assert fault.startswith(f"zz.yaml:2: another file says '{key}', too (see knowledge.yaml:")


@pytest.mark.parametrize("key", ["button.hide", "soft_help", "error.text", "command.support"])
def test_a_text_that_the_program_needs_must_be_there(small_folder: Path, key: str) -> None:
    change(small_folder, "ui.yaml", f"  {key}:\n", f"  {key}.renamed:\n")
    (fault,) = faults_at_loading(small_folder)

    assert fault.startswith(f"ui.yaml: {key}: this text of the program is missing")


@pytest.mark.parametrize("name", ["knowledge.yaml", "languages.yaml", "contacts.yaml", "crisis.yaml", "entries.yaml"])
def test_a_whole_file_that_is_missing_is_told(small_folder: Path, name: str) -> None:
    (small_folder / name).unlink()

    assert any("no file says" in fault or "refers to nothing" in fault for fault in faults_at_loading(small_folder))


def test_a_list_of_words_stands_once(small_folder: Path) -> None:
    for name in ("people.yaml", "a.yaml"):
        (small_folder / name).write_text("pattern_words: {who: {en: he she}}\n", encoding="utf-8")
    (fault,) = faults_at_loading(small_folder)

    assert fault.startswith("people.yaml:1: who: this id is taken")


def test_two_variants_of_one_id_are_told(small_folder: Path) -> None:
    shutil.copy(add_variant(small_folder) / "lamp.yaml", small_folder / "other_lamp.yaml")
    (fault,) = faults_at_loading(small_folder)

    assert fault.startswith("other_lamp.yaml:2: danger.lamp: this id is taken (see lamp.yaml:2)")
