"""A rule or a safe word that brings help first to whoever asks for something else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.checking.check import Report, check_knowledge
from bot.core.understanding.distress.rules import CrisisRules
from bot.core.understanding.patterns import Found
from tests.support.small_knowledge import change, write_apart


def checked(folder: Path, rule: str = "", safe_word: str = "") -> Report:
    if rule:
        change(folder, "crisis.yaml", "    rules:\n      en: |\n", f"    rules:\n      en: |\n        {rule}\n")
    if safe_word:
        change(folder, "knowledge.yaml", "safe_words: |\n", f"safe_words: |\n  {safe_word}\n")
    return check_knowledge(folder, ask=False)


def test_a_rule_that_finds_phrases_of_an_entry_is_told_where_it_stands(fitted_folder: Path) -> None:
    (fault,) = map(str, checked(fitted_folder, rule="is the park").faults)

    assert fault.startswith("crisis.yaml:15: danger: 'is the park' brings help first for 1 phrases of entries")
    assert "'where is the park' (fair.where)" in fault


def test_a_rule_that_stands_apart_is_told_where_it_stands(fitted_folder: Path) -> None:
    write_apart(fitted_folder, "more_rules:\n  danger:\n    en: |\n      is the park", "park.yaml")
    (fault,) = map(str, checked(fitted_folder).faults)

    assert fault.startswith("training/park.yaml:4: danger: 'is the park' brings help first for 1 phrases of entries")


def test_a_rule_with_a_list_is_asked_for_each_of_its_words(fitted_folder: Path) -> None:
    (fitted_folder / "places.yaml").write_text("pattern_words: {place: {en: hall park}}", encoding="utf-8")
    (fault,) = map(str, checked(fitted_folder, rule="is the {place:en}").faults)

    assert fault.startswith("crisis.yaml:15: danger: 'is the {place:en}' brings help first for 1 phrases of entries")


def test_a_safe_word_that_is_a_phrase_is_told_where_it_stands(fitted_folder: Path) -> None:
    (fault,) = map(str, checked(fitted_folder, safe_word="where is the park").faults)

    assert fault.startswith("knowledge.yaml:11: 'where is the park' brings help first for 1 phrases")


def test_in_a_folder_that_was_never_fitted_a_rule_is_to_blame_for_many_phrases(small_folder: Path) -> None:
    (fault,) = map(str, checked(small_folder, rule="where").faults)

    assert "'where' brings help first for 10 phrases" in fault


def test_phrases_about_help_may_say_what_a_rule_says(fitted_folder: Path) -> None:
    assert checked(fitted_folder, rule="helpline number").faults == ()


def test_a_rule_that_finds_near_misses_is_noted(small_folder: Path) -> None:
    change(
        small_folder,
        "crisis.yaml",
        "    examples:\n",
        "    near_misses: {en: a sign of danger in chess}\n    examples:\n",
    )
    (note,) = (note for note in checked(small_folder).notes if note.kind == "rule")

    assert (
        "'sign of danger*' also finds near misses (in all: 1), such as 'a sign of danger in chess' (of danger)"
        in str(note)
    )


def test_a_rule_is_asked_of_near_misses_that_stand_apart(small_folder: Path) -> None:
    write_apart(small_folder, "more_near_misses: {danger: {en: a sign of danger in chess}}")
    (note,) = (note for note in checked(small_folder).notes if note.kind == "rule")

    assert (
        "'sign of danger*' also finds near misses (in all: 1), such as 'a sign of danger in chess' (of danger)"
        in str(note)
    )


def test_as_long_as_a_file_cannot_be_read_no_rule_is_to_blame(fitted_folder: Path) -> None:
    (fitted_folder / "private.yaml").write_text("private: [", encoding="utf-8")
    (fault,) = map(str, checked(fitted_folder, rule="is the park").faults)

    assert fault.startswith("private.yaml:")


def test_a_line_in_which_these_rules_were_looked_for_is_not_looked_through_again(
    fitted_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Sequence[str]] = []
    first_in = CrisisRules.first_in
    first = checked(fitted_folder, rule="is the park").faults

    def look(rules: CrisisRules, words: Sequence[str]) -> Found | None:
        asked.append(words)
        return first_in(rules, words)

    monkeypatch.setattr(CrisisRules, "first_in", look)
    again = checked(fitted_folder).faults

    assert (again, asked) == (first, [])


def test_a_changed_rule_is_looked_for_in_every_line(fitted_folder: Path) -> None:
    before = checked(fitted_folder).faults

    assert (before, len(checked(fitted_folder, rule="is the park").faults)) == ((), 1)
