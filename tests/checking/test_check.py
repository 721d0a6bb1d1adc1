"""What a check reports of one folder, all at once."""

from __future__ import annotations

from pathlib import Path

from bot.checking.check import check_by_steps, check_knowledge
from bot.checking.folder import Folder
from bot.checking.lines import AllLines
from bot.core.scoring.learned import Learned
from bot.loading.fitted_file import FITTED, write_fitted
from bot.loading.folder import read_parts
from tests.support.faults_told import faults_of
from tests.support.small_knowledge import change


def test_a_good_folder_has_no_faults_and_a_summary(small_folder: Path) -> None:
    report = check_knowledge(small_folder)

    assert report.faults == ()
    assert [s.what() for s in report.summary[:3]] == ["2 entries", "1 contacts", "40 phrases in Русский"]


def test_a_damaged_fit_is_a_fault_beside_the_others(small_folder: Path) -> None:
    (small_folder / FITTED).write_text("{}", encoding="utf-8")
    change(small_folder, "entries.yaml", "        where is the park\n", "")

    assert [fault.partition(":")[0] for fault in faults_of(small_folder)] == ["entries.yaml", FITTED]


def test_faults_of_every_kind_come_at_once_and_each_once(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "in the park", "in the park, call 112")
    change(small_folder, "entries.yaml", "topic: fair", "topic: gone")
    (small_folder / "x.yaml").write_text("a: [", encoding="utf-8")
    faults = faults_of(small_folder)

    assert {fault.partition(":")[0] for fault in faults} >= {"entries.yaml", "x.yaml"}
    assert sorted(set(faults)) == sorted(faults)


def test_what_only_deserves_a_note_is_no_fault(small_folder: Path) -> None:
    report = check_knowledge(small_folder)

    assert any(f"run `senim fit --knowledge {small_folder}`" in note.said.cure() for note in report.notes)
    assert any("only safe words, rules and the exact examples" in note.said.what() for note in report.notes)
    assert any("112: nobody has called it yet" in str(note) for note in report.notes)


def test_a_fit_that_is_damaged_within_is_a_fault(small_folder: Path, learned: Learned) -> None:
    write_fitted(small_folder / FITTED, {**learned.to_data(), "phrases": {}})

    assert any(str(f).startswith("fitted.zip: phrases: ") for f in check_knowledge(small_folder, ask=False).faults)


def test_an_empty_file_is_named(small_folder: Path) -> None:
    (small_folder / "more.yaml").touch()

    assert "more.yaml: the file is empty; put back what stood in it, or delete it" in [
        str(note) for note in check_knowledge(small_folder).notes
    ]


def test_what_needs_no_asking_is_told_first(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "{contact:112}", "112")
    first, whole = check_by_steps(small_folder)

    assert set(first.faults) <= set(whole.faults)
    assert first.faults == check_knowledge(small_folder, ask=False).faults != ()


def test_a_folder_that_does_not_load_has_one_report(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "topic: fair", "topic: gone")

    assert len(list(check_by_steps(small_folder))) == 1


def test_lines_are_brought_into_their_normal_form_once_for_all_checks(small_folder: Path) -> None:
    lines = AllLines(read_parts(small_folder))
    some = Folder(small_folder, read_parts(small_folder), None, lines)

    assert some.phrases is lines.phrases
    assert lines.near_misses is lines.near_misses
