from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from small_knowledge import change, write_apart

from bot.checking.check import check_knowledge
from bot.core.scoring.learned import Learned
from bot.loading.fitted_file import FITTED, write_fitted


def faults_of(folder: Path) -> list[str]:
    return [str(fault) for fault in check_knowledge(folder).faults]


def test_a_good_folder_has_no_faults_and_a_summary(small_folder: Path) -> None:
    report = check_knowledge(small_folder)

    assert report.faults == ()
    assert [s.what() for s in report.summary[:3]] == ["2 entries", "1 contacts", "40 phrases in Русский"]


@pytest.mark.parametrize(
    "typed", ["+7 701 123 45 67", "8 (701) 123-45-67", "87011234567", "112", "8 701 123 4567", "+7 701 123 456"]
)
def test_a_typed_phone_number_is_told(small_folder: Path, typed: str) -> None:
    change(small_folder, "entries.yaml", "in the park", f"in the park, call {typed}")
    (fault,) = (fault for fault in faults_of(small_folder) if "typed in the text" in fault)

    assert fault.startswith("entries.yaml:14: fair.where: '")
    assert "{number:ID}" in fault


@pytest.mark.parametrize(
    "text",
    ["on 27 November 2024", "for 187 countries", "in 2024 and 2025", "1 113 people", "20 000 000 tenge", "12 500 000"],
)
def test_other_numbers_may_be_typed(small_folder: Path, text: str) -> None:
    change(small_folder, "entries.yaml", "in the park", text)

    assert not any("typed in the text" in fault for fault in faults_of(small_folder))


@pytest.mark.parametrize("typed", ["https://fair.example/x", "www.fair.example", "fair.kz"])
def test_a_typed_link_is_told(small_folder: Path, typed: str) -> None:
    change(small_folder, "entries.yaml", "in the park", f"in the park, see {typed}")

    assert any("is typed in the text" in fault for fault in faults_of(small_folder))


def test_an_answer_too_long_for_a_phone_is_told(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "in the park", "in the park " * 100)
    (fault,) = faults_of(small_folder)

    assert fault.startswith("entries.yaml:14: fair.where: the answer has ")


def test_too_few_phrases_are_told(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "        where is the park\n", "")
    (fault,) = faults_of(small_folder)

    assert "fair.where: 19 phrases in 'en'" in fault


def test_phrases_that_stand_apart_count_too(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "        where is the park\n", "")
    write_apart(small_folder, "more_phrases: {fair.where: {en: which tram}}")

    assert faults_of(small_folder) == []


@pytest.mark.parametrize("zone", ["Asia/Almata", "../../etc/passwd", "UTC+5", "/etc/localtime"])
def test_an_unknown_time_zone_is_told(small_folder: Path, zone: str) -> None:
    change(small_folder, "knowledge.yaml", "Asia/Almaty", zone)

    assert any("time zone" in fault for fault in faults_of(small_folder))


def test_other_numbers_in_another_language_of_a_crisis_reply_are_told(small_folder: Path) -> None:
    change(small_folder, "crisis.yaml", "Call here. {number:112}", "Call here.")
    (fault,) = faults_of(small_folder)

    assert fault.startswith("crisis.yaml:3: danger: the reply gives different numbers in different languages")


def test_a_crisis_reply_longer_than_a_screen_is_told(small_folder: Path) -> None:
    change(small_folder, "crisis.yaml", "Call here. ", "Call here. " * 100)
    (fault,) = faults_of(small_folder)

    assert fault.startswith("crisis.yaml:6: danger: the reply has ")


def test_a_file_with_another_ending_is_told(small_folder: Path) -> None:
    (small_folder / "more.yml").write_text("entries: []\n", encoding="utf-8")
    (fault,) = faults_of(small_folder)

    assert fault == "more.yml: only files that end in .yaml are read; rename it"


def test_an_entry_that_tells_facts_is_not_called_a_courtesy(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "id: fair.where", "id: chat.where")
    change(small_folder, "knowledge.yaml", "[fair.where]", "[chat.where]")
    change(small_folder, "knowledge.yaml", "start: fair.where", "start: chat.where")
    (fault,) = faults_of(small_folder)

    assert "chat.where: an entry whose id begins with 'chat' is a greeting" in fault


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


def test_what_only_deserves_a_remark_is_no_fault(small_folder: Path) -> None:
    report = check_knowledge(small_folder)

    assert any(f"run `senim fit --knowledge {small_folder}`" in remark.said.cure() for remark in report.remarks)
    assert any("only safe words, rules and the exact examples" in remark.said.what() for remark in report.remarks)
    assert any("112: nobody has called it yet" in str(remark) for remark in report.remarks)


def test_a_called_contact_needs_no_remark(small_folder: Path) -> None:
    change(small_folder, "contacts.yaml", "checked_on: null", "checked_on: 2025-04-01")

    assert not any("nobody has called" in remark.said.what() for remark in check_knowledge(small_folder).remarks)


def test_a_fit_that_is_damaged_within_is_a_fault(small_folder: Path, learned: Learned) -> None:
    write_fitted(small_folder / FITTED, {**learned.to_data(), "phrases": {}})

    assert any(str(f).startswith("fitted.zip: phrases: ") for f in check_knowledge(small_folder, ask=False).faults)


def test_a_stale_fit_is_remarked(small_folder: Path, learned: Learned) -> None:
    stale = replace(learned, made_from="another knowledge")
    write_fitted(small_folder / FITTED, stale.to_data())

    assert any("changed since" in remark.said.what() for remark in check_knowledge(small_folder).remarks)


@pytest.mark.parametrize(("most", "told"), [(1, True), (65_535, False)])
def test_more_phrases_than_short_numbers_reach_are_remarked(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch, most: int, told: bool
) -> None:
    monkeypatch.setattr("bot.checking.check.MOST_SHORT", most)
    remarks = [str(remark) for remark in check_knowledge(small_folder).remarks]

    assert any(f"beyond {most}" in remark for remark in remarks) == told
