from __future__ import annotations

from pathlib import Path

import pytest

from bot.checking.check import check_knowledge
from tests.support.faults_told import faults_unasked
from tests.support.small_knowledge import change


@pytest.mark.parametrize("typed", ["{contact 112}", "{{number:112}}", "{place}", "{", "}"])
def test_braces_that_are_no_placeholder_are_told(small_folder: Path, typed: str) -> None:
    change(small_folder, "entries.yaml", "в парке", f"в парке {typed}")

    assert any("entries.yaml:13: fair.where: " in f and "no placeholder" in f for f in faults_unasked(small_folder))


def test_a_placeholder_that_is_never_closed_is_told_as_one(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "here: {contact:112}", "here: {contact:112")

    assert any("the brace } is missing behind '{contact:112'" in fault for fault in faults_unasked(small_folder))


@pytest.mark.parametrize(
    ("key", "typed"), [("contact.open", "{hour}"), ("contact.open", "{date}"), ("button.hide", "{hours}")]
)
def test_a_value_that_is_not_filled_in_there_is_told(small_folder: Path, key: str, typed: str) -> None:
    for language in ("русский", "english"):
        change(small_folder, "ui.yaml", f"{language} {key}", f"{language} {typed}")
    told = [fault for fault in faults_unasked(small_folder) if f"{key}: {typed!r} is no placeholder" in fault]

    assert len(told) == 2


def test_values_that_are_filled_in_may_stand(small_folder: Path) -> None:
    for language in ("русский", "english"):
        change(small_folder, "ui.yaml", f"{language} contact.open", "{hours}")
        change(small_folder, "ui.yaml", f"{language} privacy.kept", "{place} {trail_hours}")

    assert faults_unasked(small_folder) == []


@pytest.mark.parametrize("typed", ["{day} {mont} {year}", "{day} {month}", "{day {month} {year}"])
def test_a_date_format_holds_what_a_date_is_made_of(small_folder: Path, typed: str) -> None:
    change(small_folder, "languages.yaml", 'date_format: "{day} {month} {year}"', f'date_format: "{typed}"')

    assert faults_unasked(small_folder) == [
        "languages.yaml:29: en: date_format should hold {day}, {month}, {year}, each once and nothing else in braces; "
        "correct it"
    ]


@pytest.mark.parametrize("typed", ["<b>park", "<BR>", "</i>", "&nbsp;", '<font color="red">park'])
def test_html_is_told_since_it_is_shown_as_typed(small_folder: Path, typed: str) -> None:
    change(small_folder, "entries.yaml", "in the park", typed)
    (fault,) = faults_unasked(small_folder)

    assert fault.startswith("entries.yaml:15: fair.where: ")
    assert "is shown as it is typed" in fault


@pytest.mark.parametrize("typed", ["**park**", "__park__", "[park](page)"])
def test_markup_is_noted_since_it_is_shown_as_typed(small_folder: Path, typed: str) -> None:
    change(small_folder, "entries.yaml", "in the park", typed)
    report = check_knowledge(small_folder, ask=False)

    assert report.faults == ()
    assert any("is shown as it is typed" in note.said.what() and note.line == 15 for note in report.notes)


@pytest.mark.parametrize("typed", ["1 < 2 > 0", "a * b * c", "Q&A", "[sic]"])
def test_signs_that_are_no_markup_may_stand(small_folder: Path, typed: str) -> None:
    change(small_folder, "entries.yaml", "in the park", typed)

    report = check_knowledge(small_folder, ask=False)

    assert not any("typed" in found.said.what() for found in (*report.faults, *report.notes))


def test_a_placeholder_in_a_title_is_told_since_a_button_would_show_it(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "en: Where the fair is", 'en: "Call {number:112}"')

    assert any("the title holds {number:112}" in fault for fault in faults_unasked(small_folder))
