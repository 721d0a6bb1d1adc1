from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from bot.checking.contacts import OVERDUE
from bot.desk.contacts import Age, age_of, contact_rows, references_to, state_of
from bot.desk.open_folder import OpenFolder
from bot.desk.texts import Speech
from bot.loading.schema import ContactModel
from tests.support.small_knowledge import add_variant, change

MAY = date(2025, 5, 15)


def contact(**changes: object) -> ContactModel:
    texts = {"en": "Line"}
    values: dict[str, object] = {"id": "1", "number": "112", "channel": "phone", "hours": None, "cost": "free"}
    values |= {"name": texts, "for_whom": texts, "call": texts, "languages": [], "sources": ["a"], "checked_on": None}
    return ContactModel.model_validate({**values, **changes})


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, "never_called"),
        ({"checked_on": MAY}, "called"),
        ({"checked_on": MAY - OVERDUE}, "called"),
        ({"checked_on": date(2025, 4, 14)}, "overdue"),
        ({"checked_on": MAY, "out_of_service": True}, "out_of_service"),
    ],
)
def test_a_contact_is_as_good_as_its_last_call(changes: dict[str, object], state: str) -> None:
    assert state_of(contact(**changes), MAY) == state


@pytest.mark.parametrize(
    ("years", "said"), [(1, "1 год"), (2, "2 года"), (4, "4 года"), (5, "5 лет"), (11, "11 лет"), (21, "21 год")]
)
def test_years_are_counted_as_russian_does(years: int, said: str) -> None:
    speech, age = Speech("ru"), Age("both", years, 8)

    unit = speech(f"age.unit.{age.unit}")

    assert speech("age.years", years=years, unit=unit) == said
    assert speech("age.both", years=years, unit=unit, months=8) == f"{said} 8 мес."


@pytest.mark.parametrize(
    ("seen", "age"),
    [
        *(("undated", Age("undated")), ("2025", Age("this_year")), ("2023", Age("years", 2))),
        *(("2025-05", Age("this_month")), ("2025-05-20", Age("this_month")), ("2025-03-01", Age("months", 0, 2))),
        *(("2024-05", Age("years", 1)), ("2023-03", Age("both", 2, 2))),
    ],
)
def test_a_source_is_as_old_as_its_date_tells(seen: str, age: Age) -> None:
    assert age_of(seen, MAY) == age


def test_what_most_needs_a_call_comes_first(small_folder: Path) -> None:
    text = (small_folder / "contacts.yaml").read_text(encoding="utf-8")
    one = text.removeprefix("contacts:\n")
    days = {"called": "2025-05-14", "late": "2025-01-01", "later": "2024-01-01", "never": "null"}
    new = [one.replace('- id: "112"', f"- id: {name}").replace("null", day) for name, day in days.items()]
    dead = one.replace('- id: "112"', "- id: dead") + "    out_of_service: true\n"
    (small_folder / "more.yaml").write_text("contacts:\n" + "".join([*new, dead]), encoding="utf-8")
    rows = contact_rows(OpenFolder(small_folder).now(), datetime(2025, 5, 15, 12))

    assert [row.model.id for row in rows] == ["dead", "112", "never", "later", "late", "called"]


def test_every_text_that_names_a_contact_is_found(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "in the park.", "in the park, see {number: 112}.")
    found = references_to(OpenFolder(small_folder).now(), "112")

    assert {(ref.kind, ref.name) for ref in found} >= {
        ("crisis", "danger"),
        ("texts", "fallback.help"),
        ("entries", "fair.where"),
        ("entries", "help.numbers"),
    }
    assert [ref.kind for ref in found] == sorted((ref.kind for ref in found), key=["crisis", "texts", "entries"].index)


def test_a_variant_that_names_a_contact_is_found(small_folder: Path) -> None:
    contacts = (small_folder / "contacts.yaml").read_text(encoding="utf-8")
    (small_folder / "more.yaml").write_text(contacts.replace('"112"', '"113"'), encoding="utf-8")
    add_variant(small_folder, "Call {number:112}", "Call {number:113}")
    found = references_to(OpenFolder(small_folder).now(), "113")

    assert [(ref.kind, ref.name, str(ref.location)) for ref in found] == [("variants", "danger.lamp", "lamp.yaml:2")]
