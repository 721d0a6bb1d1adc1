from __future__ import annotations

from pathlib import Path

from bot.checking.check import Report, check_knowledge
from tests.support.small_knowledge import add_variant, change


def without_112(folder: Path) -> Report:
    change(folder, "contacts.yaml", "checked_on: null", "checked_on: null\n    out_of_service: true")
    return check_knowledge(folder)


def test_where_every_number_of_a_crisis_reply_is_out_of_service_it_is_a_fault(small_folder: Path) -> None:
    faults = [str(fault) for fault in without_112(small_folder).faults]

    assert ("crisis.yaml:4: danger: every number in 'ru' is out of service (112); refer to one that works") in faults
    assert any("soft_help: every number in 'en'" in fault for fault in faults)


def test_an_answer_that_names_it_is_no_fault(small_folder: Path) -> None:
    assert not [fault for fault in without_112(small_folder).faults if fault.file == "entries.yaml"]


def test_a_second_number_that_works_is_enough(small_folder: Path) -> None:
    text = (small_folder / "contacts.yaml").read_text(encoding="utf-8")
    second = text.replace('"112"', '"102"').removeprefix("contacts:\n")
    (small_folder / "contacts.yaml").write_text(text + second, encoding="utf-8")
    for name in ("crisis.yaml", "ui.yaml"):
        path = small_folder / name
        path.write_text(path.read_text(encoding="utf-8").replace("{number:112}", "{number:112} {number:102}"), "utf-8")

    assert without_112(small_folder).faults == ()


def test_the_answers_that_name_it_are_told_in_a_note(small_folder: Path) -> None:
    text = (small_folder / "contacts.yaml").read_text(encoding="utf-8")
    second = text.replace('"112"', '"102"').removeprefix("contacts:\n")
    dead = second.replace("checked_on: null", "checked_on: null\n    out_of_service: true")
    (small_folder / "contacts.yaml").write_text(text + dead, encoding="utf-8")
    change(small_folder, "entries.yaml", "in the park", "in the park, near {number:102}")
    notes = [r.said.what() for r in check_knowledge(small_folder).notes if r.entry == "102"]

    assert "it is out of service; these answers name it: fair.where" in notes


def test_where_every_number_of_a_variant_is_out_of_service_it_is_a_fault(small_folder: Path) -> None:
    faults = [str(fault) for fault in without_112(add_variant(small_folder)).faults]

    assert "lamp.yaml:8: danger.lamp: every number in 'ru' is out of service (112); refer to one that works" in faults
