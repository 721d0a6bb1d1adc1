from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.faults_told import faults_unasked
from tests.support.small_knowledge import add_variant, change


@pytest.fixture
def folder(small_folder: Path) -> Path:
    """With words for a thousand in its languages."""
    change(small_folder, "languages.yaml", "    letters: ёъэ\n", "    letters: ёъэ\n    thousand_words: тысяч* тыс\n")
    change(small_folder, "languages.yaml", "    script: latin\n", "    script: latin\n    thousand_words: thousand*\n")
    return small_folder


RU, EN = "в парке.", "in the park."


def test_a_number_that_one_language_lacks_is_told(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", RU, "в парке, 300 книг.")
    change(small_folder, "entries.yaml", EN, "in the park, 200 books.")

    assert faults_unasked(small_folder) == [
        "entries.yaml:12: fair.where: 200: in the text in English, but not in Русский; "
        "correct the one that is wrong, or write it in digits in every language",
        "entries.yaml:14: fair.where: 300: in the text in Русский, but not in English; "
        "correct the one that is wrong, or write it in digits in every language",
    ]


@pytest.mark.parametrize(
    ("russian", "english"),
    [
        ("50 тысяч", "50,000"),
        ("50 тыс. книг", "50 thousand"),
        ("1,5 тысячи", "1,500"),
        ("1 113 книг", "1,113 books"),
        ("0,5 часа", "0.5 hours"),
        ("27 ноября", "November 27"),
    ],
)
def test_one_number_may_be_written_in_the_way_of_each_language(folder: Path, russian: str, english: str) -> None:
    change(folder, "entries.yaml", RU, russian)
    change(folder, "entries.yaml", EN, english)

    assert faults_unasked(folder) == []


@pytest.mark.parametrize(("russian", "english"), [("3 человека", "3,000 people"), ("50 тысяч", "50 books")])
def test_a_thousand_is_not_one(folder: Path, russian: str, english: str) -> None:
    change(folder, "entries.yaml", RU, russian)
    change(folder, "entries.yaml", EN, english)

    assert len(faults_unasked(folder)) == 2


def test_another_month_is_told(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", RU, "в парке, 27 ноября.")
    change(small_folder, "entries.yaml", EN, "in the park, 27 October.")

    assert [fault.split("; ")[0] for fault in faults_unasked(small_folder)] == [
        "entries.yaml:12: fair.where: 27.10: in the text in English, but not in Русский",
        "entries.yaml:14: fair.where: 27.11: in the text in Русский, but not in English",
    ]


def test_other_hours_are_told(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", RU, "в парке, 9:00.")
    change(small_folder, "entries.yaml", EN, "in the park, 9:30.")

    assert any("9:30: in the text in English, but not in Русский" in fault for fault in faults_unasked(small_folder))


@pytest.mark.parametrize("placeholder", ["{number:112}", "{link:programme}", "{day:fair}"])
def test_a_contact_link_or_date_that_one_language_lacks_is_told(small_folder: Path, placeholder: str) -> None:
    change(small_folder, "entries.yaml", EN, f"in the park. {placeholder}")
    (fault,) = faults_unasked(small_folder)

    assert f"entries.yaml:12: fair.where: {placeholder}: in the text in English, but not in Русский" in fault


def test_a_value_that_the_program_fills_in_must_stand_in_every_language(small_folder: Path) -> None:
    change(small_folder, "ui.yaml", "русский contact.open", "{hours}")
    (fault,) = faults_unasked(small_folder)

    assert "contact.open: {hours}: in the text in Русский, but not in English" in fault


def test_a_misspelt_id_is_told_once(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "You can call here: {contact:112}", "You can call here: {contact:121}")
    (fault,) = faults_unasked(small_folder)

    assert "help.numbers: {contact:121} refers to nothing" in fault


def test_other_numbers_in_another_language_of_a_crisis_reply_are_told(small_folder: Path) -> None:
    change(small_folder, "crisis.yaml", "Call here. {number:112}", "Call here.")
    (fault,) = faults_unasked(small_folder)

    assert fault.startswith("crisis.yaml:3: danger: the reply gives different numbers in different languages")


def test_other_numbers_in_another_language_of_a_variant_are_told(small_folder: Path) -> None:
    (fault,) = faults_unasked(add_variant(small_folder, "Позвоните {number:112}", "Позвоните."))

    assert fault.startswith("lamp.yaml:7: danger.lamp: the reply gives different numbers in different languages")


def test_what_one_of_three_languages_has_alone_is_told_there_and_once(small_folder: Path) -> None:
    whole = (small_folder / "languages.yaml").read_text(encoding="utf-8")
    english = "  en:\n" + whole.partition("  en:\n")[2]
    kazakh = english.replace("  en:\n", "  kk:\n", 1).replace("name: English", "name: Қазақша", 1)
    (small_folder / "languages.yaml").write_text(whole.rstrip() + "\n" + kazakh, encoding="utf-8")
    change(small_folder, "entries.yaml", EN, "in the park, 200 books.")
    change(small_folder, "entries.yaml", "    phrases:\n", "      kk: Сәрсенбі, саябақта.\n    phrases:\n")
    told = [fault for fault in faults_unasked(small_folder) if " 200" in fault]

    assert [fault.partition(": fair.where: ")[2].partition(";")[0] for fault in told] == [
        "200: in the text in English, but not in Русский, Қазақша"
    ]
