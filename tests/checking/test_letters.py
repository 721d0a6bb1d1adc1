from __future__ import annotations

from pathlib import Path

import pytest

from bot.checking.check import check_knowledge
from tests.support.faults_told import faults_unasked
from tests.support.small_knowledge import change


def test_a_latin_look_alike_in_a_word_is_named(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "в парке", "в пaрке")
    (fault,) = faults_unasked(small_folder)

    assert "entries.yaml:13: fair.where: the word 'пaрке' mixes Latin and Cyrillic letters ('a' is Latin)" in fault


def test_a_word_as_long_as_a_book_is_read_as_quickly_as_a_book(small_folder: Path) -> None:
    """A search that began anew at each of its letters would take hours."""
    change(small_folder, "entries.yaml", "в парке", f"в парке {'о' * 500_000}a")
    (fault,) = (fault for fault in faults_unasked(small_folder) if "mixes Latin and Cyrillic" in fault)

    assert "entries.yaml:13: fair.where" in fault


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("entries.yaml", "Где ярмарка", "Где яpмарка"),
        ("contacts.yaml", "Служба спасения", "Служба cпасения"),
        ("crisis.yaml", "что написали", "чтo написали"),
        ("ui.yaml", "русский menu.prompt", "рyсский menu.prompt"),
    ],
)
def test_look_alikes_are_found_in_every_text(small_folder: Path, file: str, old: str, new: str) -> None:
    change(small_folder, file, old, new)
    (fault,) = faults_unasked(small_folder)

    assert fault.startswith(file)
    assert "mixes Latin and Cyrillic" in fault


def test_a_lone_latin_letter_for_a_short_word_is_told(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "в парке", "в парке c книгами")
    (fault,) = faults_unasked(small_folder)

    assert "the word 'c' is a Latin letter that looks like a Cyrillic one" in fault


@pytest.mark.parametrize("name", ["«As a book»", "MNU", "UN Women", "(a fair)"])
def test_foreign_names_may_stand(small_folder: Path, name: str) -> None:
    change(small_folder, "entries.yaml", "в парке", f"в парке {name}")

    assert faults_unasked(small_folder) == []


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\ufeff", "\u202e"])
def test_an_invisible_sign_is_told_with_its_name(small_folder: Path, sign: str) -> None:
    change(small_folder, "entries.yaml", "в парке", f"в пар{sign}ке")
    (fault,) = faults_unasked(small_folder)

    assert "entries.yaml:13: fair.where: an invisible sign (" in fault


def notes_of(folder: Path) -> list[str]:
    return [str(note) for note in check_knowledge(folder, ask=False).notes if "mixes" in note.said.what()]


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("где cтоянка", "'cтоянка' mixes Latin and Cyrillic letters ('c' is Latin)"),
        ("где coрок книг", "'coрок' mixes Latin and Cyrillic letters ('c', 'o' is Latin)"),
        ("где МNU", "'МNU' mixes Latin and Cyrillic letters ('М' is Cyrillic)"),
    ],
)
def test_a_look_alike_in_a_phrase_is_noted_with_its_line(small_folder: Path, typed: str, hint: str) -> None:
    change(small_folder, "entries.yaml", "        где парк\n", f"        {typed}\n")

    assert notes_of(small_folder) == [f"entries.yaml:19: fair.where: the word {hint}; type it again in one alphabet"]


@pytest.mark.parametrize("typed", ["gde yarmarka zavtra", "zoomда бола ма", "в Zoom или в парке"])
def test_latin_words_may_stand_in_phrases_with_endings_of_their_own(small_folder: Path, typed: str) -> None:
    change(small_folder, "entries.yaml", "        где парк\n", f"        {typed}\n")

    assert notes_of(small_folder) == []


def with_kazakh(folder: Path) -> None:
    """Kazakh, with the letters that Russian lacks, beside the two languages of the fair."""
    info = (folder / "languages.yaml").read_text(encoding="utf-8").split("  en:\n")[0].replace("languages:\n", "")
    kazakh = info.replace("  ru:", "  kk:").replace("Русский", "Қазақша").replace("ёъэ", "әғқңөұүһі")
    path = folder / "languages.yaml"
    path.write_text(path.read_text(encoding="utf-8") + kazakh, encoding="utf-8")


def test_kazakh_letters_in_a_russian_text_are_told(small_folder: Path) -> None:
    with_kazakh(small_folder)
    change(small_folder, "entries.yaml", "в парке", "в қала")

    assert any("the word 'қала' under 'ru' has letters of Қазақша" in fault for fault in faults_unasked(small_folder))


@pytest.mark.parametrize("name", ["«Үміт»", "(Үміт)"])
def test_kazakh_names_in_quotes_may_stand_in_a_russian_text(small_folder: Path, name: str) -> None:
    with_kazakh(small_folder)
    change(small_folder, "entries.yaml", "в парке", f"в парке {name}")

    assert not any("has letters of" in fault for fault in faults_unasked(small_folder))


@pytest.mark.parametrize(("kazakh", "is_told"), [("Үміт саябағында", False), ("Саябақта", True)])
def test_a_name_may_stand_in_a_russian_text_where_the_kazakh_one_has_it_too(
    small_folder: Path, kazakh: str, *, is_told: bool
) -> None:
    with_kazakh(small_folder)
    change(small_folder, "entries.yaml", "в парке", f"в парке Үміт\n      kk: {kazakh}")

    assert any("has letters of" in fault for fault in faults_unasked(small_folder)) is is_told
