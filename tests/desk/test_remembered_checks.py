from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.checking.check import Report
from bot.desk import remembered_checks
from bot.desk.open_folder import OpenFolder
from bot.loading.folder import read_parts
from bot.loading.last_resort import write_last_resort

DAY = date(2025, 3, 1)


def test_a_folder_is_checked_once_for_each_day_and_state(small_folder: Path) -> None:
    folder = OpenFolder(small_folder)
    first = folder.checks.report(DAY)

    assert folder.checks.report(DAY) is first
    assert folder.checks.report(DAY + timedelta(days=1)) is not first


@pytest.mark.parametrize("name", ["entries.yaml", "stray.yaml.txt"])
def test_what_changes_in_the_folder_is_in_the_next_report(small_folder: Path, name: str) -> None:
    folder = OpenFolder(small_folder)
    before = folder.checks.report(DAY).faults
    with (small_folder / name).open("a", encoding="utf-8") as file:
        file.write("[")

    assert (before, [fault.file for fault in folder.checks.report(DAY).faults]) == ((), [name])


def test_what_was_checked_before_it_was_saved_is_not_checked_again(small_folder: Path) -> None:
    write_last_resort(small_folder, read_parts(small_folder))
    (small_folder / "stray.yaml.txt").touch()
    folder = OpenFolder(small_folder)
    folder.checks.faults()
    with folder.as_if_saved("entries.yaml", few_phrases) as copy:
        foreseen = folder.checks.faults_of_copy(copy)
    folder.edit("entries.yaml", few_phrases)
    taken_over = folder.checks.faults()

    assert [fault.entry for fault in taken_over] == ["fair.where", ""]
    assert taken_over[0] is foreseen[0]
    assert taken_over == OpenFolder(small_folder).checks.faults()


def test_a_check_is_under_way_until_its_faults_are_there(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, meanwhile = OpenFolder(small_folder), list[bool]()

    def check(*_: object, **__: object) -> Report:
        meanwhile.append(folder.checks.is_under_way())
        return Report((), (), ())

    monkeypatch.setattr(remembered_checks, "check_knowledge", check)
    before = folder.checks.is_under_way()
    folder.checks.faults()

    assert (before, meanwhile, folder.checks.is_under_way()) == (False, [True], False)


def test_what_was_checked_is_not_taken_for_another_change(small_folder: Path) -> None:
    folder = OpenFolder(small_folder)
    folder.checks.faults()
    with folder.as_if_saved("entries.yaml", lambda text: text + "# x\n") as copy:
        folder.checks.faults_of_copy(copy)
    folder.edit("entries.yaml", few_phrases)

    assert [fault.entry for fault in folder.checks.faults()] == ["fair.where"]


def few_phrases(text: str) -> str:
    """All English phrases of the first entry but one are gone."""
    head, _, tail = text.partition("      en: |\n        where is the fair")
    return f"{head}      en: |\n        where is the fair\n    related:{tail.partition('    related:')[2]}"
