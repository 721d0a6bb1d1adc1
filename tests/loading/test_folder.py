from __future__ import annotations

import errno
import os
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest

from bot.loading import load_knowledge, shipped_folder
from tests.support.faults_told import faults_at_loading
from tests.support.small_knowledge import add_variant, change, write_apart


def test_a_folder_for_another_event_loads(small_folder: Path) -> None:
    knowledge = load_knowledge(small_folder)

    assert (knowledge.name, list(knowledge.entries)) == ("Fair", ["fair.where", "help.numbers"])
    assert knowledge.dates == {"fair": date(2025, 5, 1)}


def test_the_shipped_folder_loads() -> None:
    assert load_knowledge(shipped_folder()).entries


def test_how_the_files_are_named_and_nested_does_not_matter(small_folder: Path) -> None:
    before = load_knowledge(small_folder)
    (small_folder / "below").mkdir()
    (small_folder / "entries.yaml").rename(small_folder / "below" / "zzz.yaml")

    assert load_knowledge(small_folder) == before


def test_entries_with_a_private_prefix_are_sensitive(small_folder: Path) -> None:
    entries = load_knowledge(small_folder).entries

    assert {e: entry.sensitive for e, entry in entries.items()} == {"fair.where": False, "help.numbers": True}


def test_phrases_are_the_lines_of_a_block(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "        where is the park\n", "\n        where   is the park  \n\n")
    phrases = load_knowledge(small_folder).entries["fair.where"].phrases["en"]

    assert phrases[:2] == ("where is the fair", "where   is the park")


def test_a_contact_was_seen_when_its_newest_source_was(small_folder: Path) -> None:
    assert load_knowledge(small_folder).contacts["112"].seen == "2025-04"


def test_words_of_a_language_are_sets_and_its_phrases_have_an_order(small_folder: Path) -> None:
    change(small_folder, "languages.yaml", "    i_words: я", "    turning_phrases: [кстати, вот что]\n    i_words: я")
    russian = load_knowledge(small_folder).languages["ru"]

    assert [russian.letters, russian.people.i_words, russian.stands_in_for] == [frozenset("ёъэ"), {"я"}, {"uk"}]
    assert (russian.after_answer.turning_phrases, russian.ordinals[0]) == (("кстати", "вот что"), "первый первая")


def test_the_words_of_a_variant_that_lasts_come_again_unless_others_are_given(small_folder: Path) -> None:
    add_variant(small_folder, "    when:", "    lasts: true\n    when:")
    same = load_knowledge(small_folder).crisis["danger"].variants["danger.lamp"]
    change(
        small_folder,
        "lamp.yaml",
        "    lasts: true\n",
        '    again: {ru: "Снова {number:112}", en: "Again {number:112}"}\n',
    )
    other = load_knowledge(small_folder).crisis["danger"].variants["danger.lamp"]

    assert (same.again, other.again["en"]) == (same.reply, "Again {number:112}")


def test_a_folder_that_is_none_says_so(tmp_path: Path) -> None:
    (fault,) = faults_at_loading(tmp_path / "nowhere")

    assert "is not a folder" in fault


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    (fault,) = faults_at_loading(tmp_path)

    assert "holds no .yaml file" in fault


def test_a_folder_that_may_not_be_read_says_so(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> NoReturn:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "scandir", refuse)
    (fault,) = faults_at_loading(small_folder)

    assert "cannot be read (Permission denied)" in fault


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("contacts.yaml", "    cost: free\n", "", "contacts.yaml:2: 112: contacts.cost is missing"),
        (
            "contacts.yaml",
            "cost: free",
            "cost: gratis",
            "contacts.yaml:8: 112: contacts.cost: 'gratis' is none of the words",
        ),
        ("contacts.yaml", 'number: "112"', "number: 112", "contacts.yaml:3: 112: contacts.number should be a text"),
        (
            "contacts.yaml",
            'number: "112"',
            "number: call",
            "contacts.yaml:3: 112: contacts.number is not in the right form; write three digits",
        ),
        (
            "contacts.yaml",
            'hours: "24/7"',
            "hours: always",
            "contacts.yaml:7: 112: contacts.hours: the hours 'always' are not like",
        ),
        ("contacts.yaml", "[programme]", "[]", "contacts.yaml:11: 112: contacts.sources has no items; give 1 or more"),
        (
            "contacts.yaml",
            "null",
            "soon",
            "contacts.yaml:12: 112: contacts.checked_on: 'soon' is no date; write it like",
        ),
        (
            "entries.yaml",
            "id: help.numbers",
            "id: Help",
            "entries.yaml:61: Help: entries.id is not in the right form; use small",
        ),
        (
            "entries.yaml",
            "    topic: fair\n",
            "    topik: fair\n",
            "entries.yaml:7: fair.where: the key 'topik' is not",
        ),
        ("entries.yaml", "en: Where the fair is", "en: 5", "entries.yaml:10: fair.where: entries.title.en should be a"),
        ("entries.yaml", "en: Where the fair is", "en: yes", "entries.yaml:10: fair.where: entries.title.en should be"),
        (
            "entries.yaml",
            "en: Where the fair is",
            "en:",
            "entries.yaml:10: fair.where: entries.title.en is empty; write the text below it, or remove the key",
        ),
        (
            "entries.yaml",
            "https://fair",
            "javascript://fair",
            "entries.yaml:4: programme: sources.programme.url is not in the right form; begin",
        ),
        (
            "entries.yaml",
            "https://fair.example",
            "https://[fair.example]",
            "entries.yaml:4: programme: sources.programme.url is not in the right form; begin",
        ),
        (
            "entries.yaml",
            "https://fair.example/programme",
            "https://programme",
            "entries.yaml:4: programme: sources.programme.url is not in the right form; begin",
        ),
        ("knowledge.yaml", "fair: 2025-05-01", "fair: soon", "knowledge.yaml:9: fair: dates.fair: 'soon' is no date"),
        (
            "contacts.yaml",
            "    cost:",
            "    address: Long Street 5\n    cost:",
            "contacts.yaml:8: 112: the key 'address' is not known here; a public office's stands in an answer",
        ),
        ("knowledge.yaml", "name: Fair", "- name", "knowledge.yaml"),
        ("languages.yaml", "[Пн, ", "[", "languages.yaml:9: ru: languages.ru.days has 6 items; give 7"),
        (
            "languages.yaml",
            "script: latin",
            "script: runes",
            "languages.yaml:27: en: languages.en.script: 'runes' is none",
        ),
        (
            "entries.yaml",
            "kind: event",
            "kind: evnt",
            "entries.yaml:2: fair: topics.fair.kind: 'evnt' is none of the words that may stand here; use one",
        ),
        ("crisis.yaml", "crisis:", "crises:", "crisis.yaml:1: the key 'crises' is not known here"),
        ("ui.yaml", "texts:", "texts: yes", "ui.yaml"),
        (
            "contacts.yaml",
            "checked_on: null",
            "checked_on: 26.11.2026",
            "contacts.yaml:12: 112: contacts.checked_on: '26.11.2026' is no date; write it like 2026-11-26",
        ),
        (
            "contacts.yaml",
            "cost: free",
            "cost: gratis",
            "contacts.yaml:8: 112: contacts.cost: 'gratis' is none of the words that may stand here; use one of free,",
        ),
        (
            "entries.yaml",
            "        The fair is on {date:fair} in the park.\n",
            "\n",
            "entries.yaml:14: fair.where: entries.answer.en is empty; write the text below it",
        ),
        (
            "entries.yaml",
            "        The fair is on",
            "        The fair\n      today: on",
            "entries.yaml:16: fair.where: 'today' is no language; write two small letters",
        ),
        (
            "entries.yaml",
            "topic: fair",
            "topic: Ярмарка",
            "entries.yaml:7: fair.where: entries.topic: 'Ярмарка' is not",
        ),
        (
            "entries.yaml",
            "      en: Where",
            "      eng: Where",
            "entries.yaml:10: fair.where: 'eng' is no language; write two small letters, as elsewhere, "
            "else the text of that language is missing; if this is a line of the text above",
        ),
    ],
)
def test_a_wrong_shape_is_told_with_file_line_and_entry(
    small_folder: Path, name: str, old: str, new: str, expected: str
) -> None:
    change(small_folder, name, old, new)

    assert any(fault.startswith(expected) for fault in faults_at_loading(small_folder))


def test_a_key_that_is_misspelt_is_told_once_with_the_one_that_is_meant(small_folder: Path) -> None:
    change(small_folder, "contacts.yaml", "    cost: free", "    csot: free")

    assert faults_at_loading(small_folder) == [
        "contacts.yaml:8: 112: the key 'csot' is not known here, and 'cost' is missing; write \"cost:\" in its place"
    ]


def test_a_key_that_is_missing_beside_one_that_is_not_like_it_is_told_apart(small_folder: Path) -> None:
    change(small_folder, "contacts.yaml", "    cost: free", "    price: free")

    assert [fault.split("; ")[0] for fault in faults_at_loading(small_folder)] == [
        "contacts.yaml:2: 112: contacts.cost is missing",
        "contacts.yaml:8: 112: the key 'price' is not known here",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("more_phrases:\n  fair.where: which tram", "training/entries.yaml:2: fair.where: more_phrases.fair.where"),
        ("more_phrases:\n  fair.where:\n    eng: which", "training/entries.yaml:3: fair.where: 'eng' is no language"),
        (
            "more_phrases:\n  Fair: {en: which}",
            "training/entries.yaml:2: Fair: more_phrases.Fair: 'Fair' is not",
        ),
        ("more_phrases:\n  fair.where: {en: ''}", "training/entries.yaml:2: fair.where: more_phrases.fair.where.en is"),
        ("more_example: {}", "training/entries.yaml:1: the key 'more_example' is not known here"),
    ],
)
def test_a_wrong_shape_of_what_stands_apart_is_told_with_its_owner(
    small_folder: Path, text: str, expected: str
) -> None:
    write_apart(small_folder, text)
    (fault,) = faults_at_loading(small_folder)

    assert fault.startswith(expected)


@pytest.mark.parametrize(
    "content", ["- a\n- b\n", "hello\n", "5\n", "entries: text\n", "entries:\n", "entries:\n  -\n"]
)
def test_a_file_that_is_something_else_is_told(small_folder: Path, content: str) -> None:
    (small_folder / "x.yaml").write_text(content, encoding="utf-8")

    assert [fault.partition(":")[0] for fault in faults_at_loading(small_folder)] == ["x.yaml"]


def test_faults_of_all_files_come_at_once(small_folder: Path) -> None:
    change(small_folder, "contacts.yaml", "cost: free", "cost: gratis")
    change(small_folder, "entries.yaml", "topic: fair", "topik: fair")
    (small_folder / "x.yaml").write_text("a: [", encoding="utf-8")
    (small_folder / "y.yaml").write_bytes("имя: да".encode("cp1251"))
    files = [fault.partition(":")[0] for fault in faults_at_loading(small_folder)]

    assert files == ["contacts.yaml", "entries.yaml", "x.yaml", "y.yaml"]


def test_every_fault_says_what_to_do(small_folder: Path) -> None:
    change(small_folder, "contacts.yaml", "    cost: free\n", "    price: free\n")
    faults = faults_at_loading(small_folder)

    assert faults
    assert all(fault.partition("; ")[2] for fault in faults)


def test_a_fault_shows_no_internals(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "en: Where the fair is", "en: 5")
    (fault,) = faults_at_loading(small_folder)

    assert "pydantic" not in fault
    assert "Error" not in fault
