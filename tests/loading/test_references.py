"""Whatever a knowledge folder names is there, and in every language."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.loading import load_knowledge
from tests.support.faults_told import faults_at_loading
from tests.support.small_knowledge import change


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        (
            "entries.yaml",
            "related: [help.numbers]",
            "related: [gone]",
            "entries.yaml:59: fair.where: there is no entry",
        ),
        ("entries.yaml", "sources: [programme]", "sources: [gone]", "entries.yaml:60: fair.where: there is no source"),
        ("entries.yaml", "topic: fair", "topic: gone", "entries.yaml:7: fair.where: there is no topic 'gone'"),
        (
            "entries.yaml",
            "topic: fair",
            "topic: fair\n    own_story: gone",
            "entries.yaml:8: fair.where: there is no crisis class 'gone'",
        ),
        ("entries.yaml", "{date:fair}", "{date:gone}", "entries.yaml:12: fair.where: {date:gone} refers to nothing"),
        (
            "entries.yaml",
            "{contact:112}",
            "{contact:9}",
            "entries.yaml:66: help.numbers: {contact:9} refers to nothing",
        ),
        ("entries.yaml", "{contact:112}", "{number:9}", "entries.yaml:66: help.numbers: {number:9} refers to nothing"),
        ("entries.yaml", "{contact:112}", "{link:9}", "entries.yaml:66: help.numbers: {link:9} refers to nothing"),
        ("crisis.yaml", "{number:112}", "{number:9}", "crisis.yaml:4: danger: {number:9} refers to nothing"),
        ("ui.yaml", "{number:112}", "{number:9}", "ui.yaml:"),
        ("contacts.yaml", "[programme]", "[gone]", "contacts.yaml:11: 112: there is no source 'gone'"),
        (
            "contacts.yaml",
            "    sources:",
            "    city: fair\n    sources:",
            "contacts.yaml:11: 112: no topic of `kind: city` has the id 'fair'",
        ),
        (
            "knowledge.yaml",
            "private: [help]",
            "goes_with_help: [fairs]",
            "knowledge.yaml:3: goes_with_help: no entry id",
        ),
        ("knowledge.yaml", "private: [help]", "private: [hlep]", "knowledge.yaml:3: private: no entry id begins with"),
        ("knowledge.yaml", "[fair.where]", "[gone]", "knowledge.yaml:5: menu: there is no entry 'gone'"),
        ("knowledge.yaml", "start: fair.where", "start: gone", "knowledge.yaml:8: menu: there is no entry 'gone'"),
    ],
)
def test_an_id_that_nothing_has_is_told_where_it_stands(
    small_folder: Path, name: str, old: str, new: str, expected: str
) -> None:
    change(small_folder, name, old, new)
    (fault,) = faults_at_loading(small_folder)

    assert fault.startswith(expected)


@pytest.mark.parametrize(
    ("name", "old", "expected"),
    [
        ("entries.yaml", "      en: Where the fair is\n", "entries.yaml:8: fair.where: title in 'en' is missing"),
        ("entries.yaml", "      ru: Номера помощи\n", "entries.yaml:62: help.numbers: title in 'ru' is missing"),
        ("contacts.yaml", ", en: Rescue service", "contacts.yaml:5: 112: name in 'en' is missing"),
        ("ui.yaml", '    en: "english button.hide"\n', "ui.yaml:"),
        (
            "crisis.yaml",
            "      ru: |\n        Спасибо, что написали. Это программа: чат никто не читает, и ответ готов заранее. "
            "Позвоните сюда. {number:112}\n",
            "crisis.yaml:3: danger: reply in 'ru' is",
        ),
    ],
)
def test_a_missing_translation_is_told(small_folder: Path, name: str, old: str, expected: str) -> None:
    change(small_folder, name, old, "")
    (fault,) = faults_at_loading(small_folder)

    assert fault.startswith(expected)
    assert "is missing; add" in fault


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (
            "forbidden: {calming: {why: {en: Why}, classes: [dangerx], words: {en: calm}}}",
            "calming: there is no crisis class",
        ),
        (
            "required: {hours: {why: {en: Why}, where: [crisis], beside: '1111', words: {en: now}}}",
            "hours: there is no contact '1111'; correct the id, or add that contact",
        ),
    ],
)
def test_what_a_rule_of_wording_names_must_be_there(small_folder: Path, rule: str, expected: str) -> None:
    (small_folder / "wording.yaml").write_text(f"{rule}\n", encoding="utf-8")
    (fault,) = faults_at_loading(small_folder)

    assert fault.startswith(f"wording.yaml:1: {expected}")


@pytest.mark.parametrize(
    "new", ["    near_misses: {de: so}\n    rules:", "      de: so\n    rules:", "    rules:\n      de: so"]
)
def test_a_language_of_crisis_words_that_is_not_declared_is_told_with_those_that_are(
    small_folder: Path, new: str
) -> None:
    change(small_folder, "crisis.yaml", "    rules:", new)
    (fault,) = faults_at_loading(small_folder)

    assert "danger: the language 'de' is not declared; use one of ru, en" in fault


def test_a_language_that_is_not_declared_is_told(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "      en: Where the fair is\n", "      en: Where\n      de: Wo\n")

    assert faults_at_loading(small_folder) == [
        "entries.yaml:11: fair.where: the language 'de' is not declared; use one of ru, en"
    ]


def test_all_references_are_told_at_once(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "topic: fair", "topic: gone")
    change(small_folder, "entries.yaml", "sources: [programme]", "sources: [gone]")
    change(small_folder, "crisis.yaml", "{number:112}", "{number:9}")

    assert len(faults_at_loading(small_folder)) == 3


def test_braces_in_phrases_are_just_text(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "where is the park", "where is {number:9}")

    assert "where is {number:9}" in load_knowledge(small_folder).entries["fair.where"].phrases["en"]
