"""Phrases and titles are asked of the real matcher."""

from __future__ import annotations

from pathlib import Path

from small_knowledge import change

from bot.loading.check import check_knowledge


def test_phrases_that_find_their_entry_bring_nothing(small_folder: Path) -> None:
    report = check_knowledge(small_folder)

    assert report.faults == ()
    assert not any("is answered with" in remark.what for remark in report.remarks)


def test_a_phrase_that_another_entry_answers_is_remarked_with_its_line(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "        helpline number 3\n", "        where to find the fair park books\n")
    remarks = [r for r in check_knowledge(small_folder).remarks if "is answered with" in r.what]

    assert [(r.line, r.entry, r.what) for r in remarks] == [
        (96, "help.numbers", "the phrase 'where to find the fair park books' is answered with fair.where")
    ]


def test_a_title_that_another_entry_answers_is_remarked(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "en: Help numbers", "en: Where to find the park and the books")
    remarks = [str(r) for r in check_knowledge(small_folder).remarks]

    assert any("help.numbers: its title, typed as a question, is answered with fair.where" in r for r in remarks)


def test_an_entry_that_its_own_phrases_do_not_find_is_a_fault(small_folder: Path) -> None:
    for number in range(10):
        change(small_folder, "entries.yaml", f"        helpline number {number}\n", f"        a b {number}\n")
        change(small_folder, "entries.yaml", f"        whom to call {number}\n", f"        c d {number}\n")
    faults = [str(fault) for fault in check_knowledge(small_folder).faults]

    assert any("help.numbers: " in f and "of its phrases in 'en' do not find it" in f for f in faults)
