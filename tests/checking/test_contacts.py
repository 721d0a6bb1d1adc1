"""S9: numbers that nobody can dial or nobody has called, and what else may be wrong with a contact."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.checking.check import check_knowledge
from tests.support.small_knowledge import change

TODAY = date(2025, 5, 1)


def faults_of(folder: Path) -> list[str]:
    return [str(fault) for fault in check_knowledge(folder, TODAY, ask=False).faults]


def notes_of(folder: Path) -> list[str]:
    return [str(r) for r in check_knowledge(folder, TODAY, ask=False).notes if r.file == "contacts.yaml"]


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("+7 708 106 08 1", "digits are missing"),
        ("+44 20 7946 0018 0000", "too many digits"),
        ("+999 708 106 08", "no country has this code"),
        ("+7 000 000 00 00", "no operator of that country"),
    ],
)
def test_a_number_that_no_network_takes_is_told(small_folder: Path, number: str, reason: str) -> None:
    change(small_folder, "contacts.yaml", 'number: "112"', f'number: "{number}"')
    (fault,) = faults_of(small_folder)

    assert fault.startswith(f"contacts.yaml:3: 112: nobody can dial {number!r}: ")
    assert reason in fault


@pytest.mark.parametrize("number", ["112", "+7 708 106 08 10", "+7 7172 70 00 00", "+44 20 7946 0018"])
def test_numbers_that_can_be_dialled_are_fine(small_folder: Path, number: str) -> None:
    change(small_folder, "contacts.yaml", 'number: "112"', f'number: "{number}"')

    assert faults_of(small_folder) == []


def test_a_short_number_on_whatsapp_is_told(small_folder: Path) -> None:
    change(small_folder, "contacts.yaml", "channel: phone", "channel: whatsapp")
    (fault,) = faults_of(small_folder)

    assert "only full numbers are on WhatsApp" in fault


def test_one_number_under_two_contacts_is_told(small_folder: Path) -> None:
    path = small_folder / "contacts.yaml"
    contact = path.read_text(encoding="utf-8").removeprefix("contacts:\n")
    path.write_text("contacts:\n" + contact + contact.replace('id: "112"', "id: rescue"), encoding="utf-8")
    (fault,) = faults_of(small_folder)

    assert "rescue: 112 has the same number" in fault


def test_one_link_under_two_sources_is_told(small_folder: Path) -> None:
    again = "  again: {title: Again, url: 'https://fair.example/programme', date: undated}\n"
    change(small_folder, "entries.yaml", "entries:\n", again + "entries:\n")
    (fault,) = faults_of(small_folder)

    assert "again: programme has the same link" in fault


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("2062", True),
        ("2025-06", True),
        ("2025-05-02", True),
        ("2025-05-01", False),
        ("2025-05", False),
        ("undated", False),
    ],
)
def test_a_source_of_a_day_to_come_is_noted(small_folder: Path, date: str, told: bool) -> None:
    change(small_folder, "entries.yaml", "date: 2025-04", f"date: {date}")
    notes = map(str, check_knowledge(small_folder, TODAY, ask=False).notes)

    assert (f"entries.yaml:4: programme: its date ({date}) lies in the future; correct it" in notes) is told


@pytest.mark.parametrize(
    ("checked_on", "note"),
    [
        ("null", "nobody has called it yet; call it, then put the day into checked_on"),
        ("2025-03-01", "the last call was 61 days ago; call it again, then put the day into checked_on"),
        ("2025-05-02", "checked_on (2025-05-02) lies in the future; put the day of the call there"),
    ],
)
def test_a_call_that_is_due_is_noted(small_folder: Path, checked_on: str, note: str) -> None:
    change(small_folder, "contacts.yaml", "checked_on: null", f"checked_on: {checked_on}")

    assert notes_of(small_folder) == [f"contacts.yaml:12: 112: {note}"]


@pytest.mark.parametrize("checked_on", ["2025-04-01", "2025-05-01"])
def test_a_number_called_within_thirty_days_needs_no_note(small_folder: Path, checked_on: str) -> None:
    change(small_folder, "contacts.yaml", "checked_on: null", f"checked_on: {checked_on}")

    assert notes_of(small_folder) == []


@pytest.mark.parametrize(
    ("seen", "note"),
    [("2023-04", "its newest source is of 2023-04"), ("2022", "source is of 2022"), ("undated", "none of its sources")],
)
def test_an_old_source_is_noted_and_no_fault(small_folder: Path, seen: str, note: str) -> None:
    change(small_folder, "entries.yaml", "date: 2025-04", f"date: {seen}")

    assert faults_of(small_folder) == []
    assert any(note in found for found in notes_of(small_folder))


def test_a_source_is_not_old_before_two_years_are_over(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "date: 2025-04", "date: 2023-05-02")

    assert not any("newest source" in found for found in notes_of(small_folder))


@pytest.mark.parametrize("seen", ["2025-13", "2025-00", '"2025-02-30"', '"0000"'])
def test_a_source_of_a_day_that_no_calendar_has_is_a_fault(small_folder: Path, seen: str) -> None:
    change(small_folder, "entries.yaml", "date: 2025-04", f"date: {seen}")
    (fault,) = faults_of(small_folder)

    assert fault.startswith("entries.yaml:4: programme:")
    assert "is no day of the calendar" in fault


def test_a_date_of_a_year_alone_may_mean_its_end(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "date: 2025-04", "date: 2023")

    assert not any("source" in found for found in notes_of(small_folder))


def test_nobody_is_asked_to_call_an_emergency_line(small_folder: Path) -> None:
    change(small_folder, "contacts.yaml", "checked_on: null", "emergency: true\n    checked_on: null")

    assert notes_of(small_folder) == []


@pytest.mark.parametrize(
    ("said", "told"), [("", True), ("    shelter: true\n", False), ("    shelter: false\n", False)]
)
def test_of_a_contact_of_one_city_one_must_know_whether_it_is_a_shelter(
    small_folder: Path, said: str, told: bool
) -> None:
    (small_folder / "topics.yaml").write_text("topics: {astana: {kind: city, names: Astana}}\n", encoding="utf-8")
    change(small_folder, "contacts.yaml", "    sources:", f"    city: astana\n{said}    sources:")

    assert any("whether people may live there" in note for note in notes_of(small_folder)) is told


def test_a_contact_that_no_answer_names_is_noted(small_folder: Path) -> None:
    contact = (small_folder / "contacts.yaml").read_text(encoding="utf-8").partition("contacts:\n")[2]
    other = contact.replace('"112"', '"119"').replace("checked_on: null", "checked_on: 2025-04-20")
    (small_folder / "more.yaml").write_text("contacts:\n" + other, encoding="utf-8")
    # A link of the same name names no contact.
    change(
        small_folder,
        "entries.yaml",
        "  programme: {title: The",
        '  "119": {title: One, url: "https://fair.example/1", date: 2025-04}\n  programme: {title: The',
    )
    for text in ("в парке", "in the park"):
        change(small_folder, "entries.yaml", text, f"{text} {{link:119}}")

    found = check_knowledge(small_folder, TODAY, ask=False).notes

    assert any("119: no answer names it, so nobody sees it" in str(note) for note in found)


def test_a_called_contact_needs_no_note(small_folder: Path) -> None:
    change(small_folder, "contacts.yaml", "checked_on: null", "checked_on: 2025-04-01")

    assert not any("nobody has called" in note.said.what() for note in check_knowledge(small_folder).notes)
