"""Phrases and titles are asked of the real matcher."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from bot.checking.check import check_knowledge
from bot.core.scoring.learned import Learned
from bot.loading import load_knowledge
from bot.loading.fitted_file import FITTED, write_fitted
from bot.loading.prepared import digest_of
from bot.measuring.fitting import learn_matcher
from tests.support.small_knowledge import change, write_apart


def write_fit(folder: Path, learned: Learned) -> None:
    learned = replace(learned, made_from=digest_of(load_knowledge(folder)))
    write_fitted(folder / FITTED, learned.to_data())


def test_phrases_that_find_their_entry_bring_nothing(small_folder: Path) -> None:
    report = check_knowledge(small_folder)

    assert report.faults == ()
    assert not {note.said.key for note in report.notes} & {"phrase.taken", "title.taken"}


def test_a_phrase_that_another_entry_answers_is_noted_with_its_line(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "        helpline number 3\n", "        where to find the fair park books\n")
    notes = [r for r in check_knowledge(small_folder).notes if r.said.key == "phrase.taken"]

    assert [(r.line, r.entry, r.said.what()) for r in notes] == [
        (96, "help.numbers", "the phrase 'where to find the fair park books' is answered with fair.where")
    ]


def test_a_phrase_apart_from_its_answer_is_asked_too(small_folder: Path) -> None:
    write_apart(small_folder, "more_phrases:\n  help.numbers:\n    en: where to find the fair park books\n")
    notes = [r for r in check_knowledge(small_folder).notes if r.said.key == "phrase.taken"]

    assert [(r.file, r.line, r.entry) for r in notes] == [("training/entries.yaml", 3, "help.numbers")]


def test_a_title_that_another_entry_answers_is_noted(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "en: Help numbers", "en: Where to find the park and the books")
    notes = [r for r in check_knowledge(small_folder).notes if r.said.key == "title.taken"]

    assert [(r.entry, r.said.facts) for r in notes] == [("help.numbers", (("entry", "fair.where"),))]


def test_an_entry_that_its_own_phrases_do_not_find_is_a_fault(small_folder: Path) -> None:
    for number in range(10):
        change(small_folder, "entries.yaml", f"        helpline number {number}\n", f"        a b {number}\n")
        change(small_folder, "entries.yaml", f"        whom to call {number}\n", f"        c d {number}\n")
    faults = [str(fault) for fault in check_knowledge(small_folder).faults]

    assert any("help.numbers: " in f and "of its phrases in 'en' do not find it" in f for f in faults)


def test_an_entry_that_is_new_since_the_fit_is_no_fault(small_folder: Path) -> None:
    write_fit(small_folder, learn_matcher(load_knowledge(small_folder)))
    path = small_folder / "entries.yaml"
    text = path.read_text(encoding="utf-8")
    help_numbers = "  - id: help.numbers\n" + text.split("  - id: help.numbers\n")[1]
    new = help_numbers.replace("help.numbers", "help.doors").replace("Help numbers", "Doors").replace("Номера", "Двери")
    path.write_text(
        text + re.sub(r"(?m)^( {8})(?:helpline|whom|номер|кому).*?(\d)$", r"\1a b c \2", new), encoding="utf-8"
    )
    report = check_knowledge(small_folder)

    assert not any("do not find it" in str(fault) for fault in report.faults)
    assert any(r.entry == "help.doors" and "new since `senim fit`" in r.said.what() for r in report.notes)
