"""Forms follow the models: what a file may hold can be edited, and what is unchanged stays as it is written.

Of `bot/desk/forms.py` and `bot/desk/form_pages.py`.
"""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import BaseModel

from bot.desk.forms import Field, changes, data_of, fields_of, texts_of
from bot.desk.texts import TEXTS
from bot.desk.yaml_edit import ABSENT
from bot.loading.schema import ContactModel, EntryModel, SourceModel

MODELS: dict[str, type[BaseModel]] = {"entries": EntryModel, "contacts": ContactModel, "sources": SourceModel}
TEXT = {"ru": "Линия", "en": "Line"}
CONTACT = ContactModel(
    id="1", number="112", channel="phone", name=TEXT, for_whom=TEXT, hours=None, cost="free", languages=["ru", "en"],
    call=TEXT, sources=["a", "b"], checked_on=date(2025, 5, 1), emergency=True,
)  # fmt: skip


def fields() -> tuple[Field, ...]:
    return fields_of(ContactModel, ["ru", "en"], {"city": ["", "astana"]})


@pytest.mark.parametrize("name", MODELS)
def test_every_key_that_a_file_may_hold_is_a_field_with_a_label(name: str) -> None:
    keys = {field.key for field in fields_of(MODELS[name], ["ru"], {})}

    assert keys == set(MODELS[name].model_fields) - {"id"}
    assert [key for key in keys if f"field.{name}.{key}" not in TEXTS] == []


def test_a_field_has_the_shape_of_its_values() -> None:
    shapes = {field.name: (field.shape, field.choices) for field in fields()}

    assert shapes["cost"] == ("text", ("free", "paid", "unknown"))
    assert shapes["city"] == ("text", ("", "astana"))
    assert shapes["name.ru"] == ("text", ())
    assert (shapes["sources"][0], shapes["emergency"][0], shapes["checked_on"][0]) == ("list", "yes", "date")


def test_whatever_a_model_calls_lines_is_edited_in_a_box_of_several_and_a_title_in_one() -> None:
    shown = {field.key: (field.in_lines, field.rows > 1) for field in fields_of(EntryModel, ["ru"], {})}

    for key in ("answer", "phrases", "told_after_help", "asked_with", "only_where"):
        assert shown[key] == (True, True)
    assert (shown["title"], shown["related"]) == ((False, False), (False, False))


def test_boxes_ticked_in_another_order_say_the_same() -> None:
    ticked = fields_of(ContactModel, ["ru", "en"], {"languages": ["en", "ru"]})
    was = texts_of(ticked, CONTACT)

    assert changes(ticked, was | {"languages": "en, ru"}, was) == {}
    assert changes(ticked, was | {"languages": "en"}, was) == {"languages": ["en"]}


def test_a_form_shows_what_the_file_holds_and_gives_it_back() -> None:
    texts = texts_of(fields(), CONTACT)

    assert texts["sources"] == "a, b"
    assert changes(fields(), texts, texts) == {}
    assert ContactModel(id="1", **data_of(fields(), texts)) == CONTACT


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("hours", "24/7", "24/7"),
        ("checked_on", "2025-06-01", date(2025, 6, 1)),
        ("checked_on", "", None),
        ("checked_on", "2025-13-01", "2025-13-01"),
        ("emergency", "", ABSENT),
        ("out_of_service", "yes", True),
        ("sources", "a; c", ["a", "c"]),
        ("city", "astana", "astana"),
        ("name.en", "New", {"en": "New"}),
    ],
)
def test_only_what_was_changed_is_written(name: str, text: str, value: object) -> None:
    was = texts_of(fields(), CONTACT)

    assert changes(fields(), was | {name: text}, was) == {name.partition(".")[0]: value}


class Maybe(BaseModel):
    """What a file may leave open."""

    shelter: bool | None = None


@pytest.mark.parametrize(("text", "value"), [("yes", True), ("no", False), ("", ABSENT)])
def test_what_may_be_left_open_has_three_answers(text: str, value: object) -> None:
    asked = fields_of(Maybe, [], {})

    assert asked[0].choices == ("", "yes", "no")
    assert changes(asked, {"shelter": text}, {"shelter": "?"}) == {"shelter": value}


@pytest.mark.parametrize(
    ("text", "value"), [("2026", 2026), ("2026-11", "2026-11"), ("2026-11-26", date(2026, 11, 26)), ("undated",) * 2]
)
def test_a_page_is_dated_as_the_files_write_it(text: str, value: object) -> None:
    texts = {"title": "A", "url": "https://fair.example", "date": text}

    assert changes(fields_of(SourceModel, [], {}), texts, texts | {"date": ""}) == {"date": value}
