"""A cry for help that an editor wrote among the phrases of an entry."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from bot.checking.check import Report, check_knowledge
from bot.loading import shipped_folder
from tests.support.faults_told import faults_of
from tests.support.small_knowledge import change, write_apart

TAUGHT = {
    ("films.yaml", "film.gulmira.director"): "он меня избивает, мне страшно идти домой",
    ("cities.yaml", "city.karaganda"): "муж меня бьёт",
    ("situations.yaml", "support.friend"): "подругамды күйеуі ұрады, как ей помочь",
    ("films.yaml", "film.gulmira.theme"): "о чём гульмира и он не отдает мне телефон",
    ("event.yaml", "event.where"): "где собирались, раз там говорили о насилии?",
}
"""What an editor writes as the first Russian phrase of some entries."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copytree(shipped_folder(), tmp_path_factory.mktemp("taught") / "knowledge")
    for (name, entry), phrase in TAUGHT.items():
        before, own, after = (folder / name).read_text(encoding="utf-8").partition(f"  - id: {entry}\n")
        title, phrases, rest = after.partition("    phrases:\n")
        taught = rest.replace("      ru: |\n", f"      ru: |\n        {phrase}\n", 1)
        (folder / name).write_text(before + own + title + phrases + taught, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def report(folder: Path) -> Report:
    return check_knowledge(folder)


def test_a_cry_for_help_taught_to_an_entry_is_a_fault(report: Report) -> None:
    assert [(fault.file, fault.entry) for fault in report.faults] == [
        ("cities.yaml", "city.karaganda"),
        ("films.yaml", "film.gulmira.director"),
    ]


def test_the_fault_tells_the_line_of_the_phrase_and_where_it_belongs(folder: Path, report: Report) -> None:
    fault = report.faults[0]

    assert (folder / fault.file).read_text(encoding="utf-8").splitlines()[fault.line - 1].strip() == "муж меня бьёт"
    assert fault.said.what().startswith("the phrase 'муж меня бьёт' sounds like a cry for help (disclosure)")
    assert "`more_examples` of the right class in training/crisis/" in fault.said.cure()


def test_questions_about_help_and_calm_ones_may_speak_of_violence(report: Report) -> None:
    told = {note.entry for note in report.notes if "cry for help" in note.said.what()}

    assert told.isdisjoint({"support.friend", "event.where"})


def test_a_cry_beside_the_question_of_an_entry_is_told(report: Report) -> None:
    told = {note.entry for note in report.notes if "не отдает мне телефон" in note.said.what()}

    assert told == {"film.gulmira.theme"}


@pytest.mark.parametrize("typed", ["i feel bad about danger", "this is a sign of danger", "help"])
def test_examples_rules_and_safe_words_belong_to_no_entry(small_folder: Path, typed: str) -> None:
    change(small_folder, "entries.yaml", "        where is the park\n", f"        {typed}\n")
    (fault,) = faults_of(small_folder)

    assert fault.startswith(f"entries.yaml:40: fair.where: the phrase {typed!r} sounds like a cry for help")


def test_an_entry_about_help_may_have_a_safe_word(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "        whom to call 1\n", "        help\n")

    assert faults_of(small_folder) == []


def test_a_cry_for_help_apart_from_the_answer_is_found_too(small_folder: Path) -> None:
    write_apart(small_folder, "more_phrases:\n  fair.where:\n    en: this is a sign of danger\n")
    (fault,) = faults_of(small_folder)

    assert fault.startswith("training/entries.yaml:3: fair.where: the phrase 'this is a sign of danger' sounds like")
