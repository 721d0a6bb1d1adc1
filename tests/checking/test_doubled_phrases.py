from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.faults_told import faults_unasked
from tests.support.small_knowledge import change, write_apart


@pytest.mark.parametrize("spelling", ["where is the park", "Where is the PARK?!", "whеre is the park"])
def test_one_phrase_under_two_entries_is_told_at_the_second(small_folder: Path, spelling: str) -> None:
    change(small_folder, "entries.yaml", "        whom to call 1\n", f"        {spelling}\n")
    (fault,) = faults_unasked(small_folder)

    assert fault.startswith(f"entries.yaml:104: help.numbers: the phrase {spelling!r} also stands under fair.where")


def test_what_was_there_at_the_last_fit_is_not_to_blame(fitted_folder: Path) -> None:
    change(fitted_folder, "entries.yaml", "        where is the park\n", "        whom to call 1\n")
    (fault,) = faults_unasked(fitted_folder)

    assert fault.startswith("entries.yaml:40: fair.where: the phrase 'whom to call 1' also stands under help.numbers")


def test_a_new_phrase_is_told_once_however_often_it_is_spelt_elsewhere(fitted_folder: Path) -> None:
    change(fitted_folder, "entries.yaml", "        где парк\n", "        где парк\n        gde park\n")
    change(fitted_folder, "entries.yaml", "        whom to call 1\n", "        где парк\n")
    (fault,) = faults_unasked(fitted_folder)

    assert "help.numbers: the phrase 'где парк' also stands under fair.where" in fault


def test_a_phrase_that_moved_is_claimed_once(fitted_folder: Path) -> None:
    change(fitted_folder, "entries.yaml", "        whom to call 1\n", "        whom to call 11\n")
    change(fitted_folder, "entries.yaml", "        where is the park\n", "        whom to call 1\n")

    assert faults_unasked(fitted_folder) == []


def test_a_phrase_that_another_entry_has_apart_from_its_answer_names_both_places(small_folder: Path) -> None:
    write_apart(small_folder, "more_phrases:\n  help.numbers:\n    en: |\n      whom to ask\n      where is the park\n")
    (fault,) = faults_unasked(small_folder)

    assert fault.startswith(
        "training/entries.yaml:5: help.numbers: "
        "the phrase 'where is the park' also stands under fair.where (entries.yaml:40)"
    )


@pytest.mark.parametrize(
    ("more", "owner", "line", "location"),
    [
        ("more_phrases", "fair.where", "where is the park", "entries.yaml:40"),
        ("more_examples", "danger", "i feel bad about danger", "crisis.yaml:12"),
    ],
)
def test_a_line_that_was_copied_and_not_moved_names_both_places(
    small_folder: Path, more: str, owner: str, line: str, location: str
) -> None:
    write_apart(small_folder, f"{more}:\n  {owner}:\n    en: |\n      something new\n      {line}\n")
    (fault,) = faults_unasked(small_folder)

    assert fault == (
        f"training/entries.yaml:5: {owner}: the line {line!r} also stands at {location}; "
        "keep it in one of the two places"
    )


def test_a_line_that_stands_apart_twice_names_both_places(small_folder: Path) -> None:
    write_apart(small_folder, "more_near_misses: {danger: {en: danger zone}}", "a.yaml")
    write_apart(small_folder, "more_near_misses: {danger: {en: danger zone}}", "b.yaml")
    (fault,) = faults_unasked(small_folder)

    assert fault.startswith("training/b.yaml:1: danger: the line 'danger zone' also stands at training/a.yaml:1")


@pytest.mark.parametrize(
    "apart",
    [
        "more_near_misses:\n  child:\n    en: |\n      something new\n      I feel BAD about danger!",
        "more_examples:\n  child:\n    en: |\n      something new\n      i feel bad about danger",
    ],
)
def test_an_example_that_is_learned_as_something_else_too_names_both_places(small_folder: Path, apart: str) -> None:
    write_apart(small_folder, apart)
    (fault,) = faults_unasked(small_folder)

    assert fault.startswith("training/entries.yaml:5: child: the line")
    assert fault.endswith("also stands at crisis.yaml:12, where it says something else; keep it where it fits better")


def test_a_phrase_that_is_also_said_to_have_no_answer_names_both_places(small_folder: Path) -> None:
    write_apart(small_folder, "out_of_scope:\n  en: |\n    who sells tractors\n    where is the Park?\n")
    (fault,) = faults_unasked(small_folder)

    assert fault.startswith(
        "training/entries.yaml:4: out_of_scope: the line 'where is the Park?' also stands at entries.yaml:40,"
    )


def test_a_phrase_may_be_a_near_miss_of_several_classes(small_folder: Path) -> None:
    write_apart(
        small_folder, "more_near_misses:\n  child: {en: where is the park}\n  danger: {en: where is the park}\n"
    )

    assert faults_unasked(small_folder) == []
