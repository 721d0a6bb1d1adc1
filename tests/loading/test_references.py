from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bot.core.crisis_classes import WEIGHTIEST_FIRST
from bot.loading import load_knowledge
from bot.loading.schema import PATTERN_KEYS, CrisisModel, EntryModel, LanguageModel, VariantModel
from tests.support.faults_told import faults_at_loading
from tests.support.small_knowledge import add_variant, change, write_apart


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


@pytest.mark.parametrize("new", ["    near_misses: {de: so}\n    rules: |", "      de: so\n    rules: |"])
def test_a_language_of_crisis_words_that_is_not_declared_is_told_with_those_that_are(
    small_folder: Path, new: str
) -> None:
    change(small_folder, "crisis.yaml", "    rules: |", new)
    (fault,) = faults_at_loading(small_folder)

    assert "danger: the language 'de' is not declared; use one of ru, en" in fault


def test_a_language_that_is_not_declared_is_told(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "      en: Where the fair is\n", "      en: Where\n      de: Wo\n")

    assert faults_at_loading(small_folder) == [
        "entries.yaml:11: fair.where: the language 'de' is not declared; use one of ru, en"
    ]


def test_a_doubled_id_is_told_with_the_first_place(small_folder: Path) -> None:
    (small_folder / "more.yaml").write_text("dates: {fair: 2025-05-02}\n", encoding="utf-8")

    assert faults_at_loading(small_folder) == [
        "more.yaml:1: fair: this id is taken (see knowledge.yaml:9); rename one of the two"
    ]


@pytest.mark.parametrize(
    ("key", "said"),
    [("name", "name: Other"), ("time_zone", "time_zone: Europe/Berlin"), ("menu", "menu: {rows: [], commands: {}}")],
)
def test_what_can_be_said_only_once_is_told_in_the_second_file(small_folder: Path, key: str, said: str) -> None:
    (small_folder / "zz.yaml").write_text(f"dates: {{x: 2025-01-01}}\n{said}\n", encoding="utf-8")
    (fault,) = faults_at_loading(small_folder)

    assert fault.startswith(f"zz.yaml:2: another file says '{key}', too (see knowledge.yaml:")


@pytest.mark.parametrize("key", ["button.hide", "soft_help", "error.text", "command.support"])
def test_a_text_that_the_program_needs_must_be_there(small_folder: Path, key: str) -> None:
    change(small_folder, "ui.yaml", f"  {key}:\n", f"  {key}.renamed:\n")
    (fault,) = faults_at_loading(small_folder)

    assert fault.startswith(f"ui.yaml: {key}: this text of the program is missing")


@pytest.mark.parametrize("name", ["knowledge.yaml", "languages.yaml", "contacts.yaml", "crisis.yaml", "entries.yaml"])
def test_a_whole_file_that_is_missing_is_told(small_folder: Path, name: str) -> None:
    (small_folder / name).unlink()

    assert any("no file says" in fault or "refers to nothing" in fault for fault in faults_at_loading(small_folder))


def test_all_references_are_told_at_once(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "topic: fair", "topic: gone")
    change(small_folder, "entries.yaml", "sources: [programme]", "sources: [gone]")
    change(small_folder, "crisis.yaml", "{number:112}", "{number:9}")

    assert len(faults_at_loading(small_folder)) == 3


def test_braces_in_phrases_are_just_text(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "where is the park", "where is {number:9}")

    assert "where is {number:9}" in load_knowledge(small_folder).entries["fair.where"].phrases["en"]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("examples", "{en: what a calm day}"),
        ("not_for", "heavy metal concert"),
        ("reply", '{ru: "Сюда: {number:112}", en: "Here: {number:112}"}'),
        ("more", "help.numbers"),
        ("variants", "[calm.lamp]"),
        ("instead", "{fair.where: help.numbers}"),
    ],
)
def test_the_calm_class_holds_nothing_that_sets_off_help(small_folder: Path, key: str, said: str) -> None:
    (small_folder / "calm.yaml").write_text(
        f"crisis:\n  - id: calm\n    near_misses: {{en: a calm day}}\n    {key}: {said}\n", encoding="utf-8"
    )
    (fault,) = faults_at_loading(small_folder)

    assert fault.startswith(f"calm.yaml:4: calm: the class calm holds only what must not set off help, and no '{key}'")


@pytest.mark.parametrize(
    ("instead", "said"),
    [
        ("{fair.gone: help.numbers}", "there is no entry 'fair.gone'"),
        ("{fair.where: help.gone}", "there is no entry 'help.gone'"),
        ("{gone.*: help.numbers}", "no entry id begins with 'gone'"),
        ("{help.*: help.numbers}", "the entry 'help.numbers' is itself replaced in this list"),
        ("{fair.where: help.numbers, help.numbers: fair.where}", "the entry 'fair.where' is itself replaced"),
        ("{fair.wh*: help.numbers}", "'fair.wh*'"),
    ],
)
def test_what_is_answered_in_place_of_something_else_must_be_there_and_stay(
    small_folder: Path, instead: str, said: str
) -> None:
    change(small_folder, "crisis.yaml", "    more: help.numbers\n", f"    more: help.numbers\n    instead: {instead}\n")
    faults = faults_at_loading(small_folder)

    assert faults
    assert said in faults[0]


def test_something_else_may_be_answered_in_place_of_a_whole_family(small_folder: Path) -> None:
    instead = "    more: help.numbers\n    instead: {fair.*: help.numbers}\n"
    change(small_folder, "crisis.yaml", "    more: help.numbers\n", instead)

    assert load_knowledge(small_folder).crisis["danger"].instead == {"fair.*": "help.numbers"}


@pytest.mark.parametrize(
    ("name", "old", "word", "line"),
    [
        ("crisis.yaml", "sign of danger*", "*", 14),
        ("crisis.yaml", "sign of danger*", "sign ??? danger", 14),
        ("crisis.yaml", "sign of danger*", "sign of|* danger", 14),
        ("knowledge.yaml", "  help\n", "  !!!\n", 11),
    ],
)
def test_a_rule_or_safe_word_without_letters_is_told(
    small_folder: Path, name: str, old: str, word: str, line: int
) -> None:
    change(small_folder, name, old, word)
    (fault,) = faults_at_loading(small_folder)

    assert fault.startswith(f"{name}:{line}: ")
    assert "has neither letters nor digits" in fault


def test_a_list_that_is_not_there_is_told_among_alternatives(small_folder: Path) -> None:
    (small_folder / "people.yaml").write_text("pattern_words: {who: {en: he she}}\n", encoding="utf-8")
    change(small_folder, "crisis.yaml", "sign of danger*", "it|{who:en}|{gone:en} hits me")

    assert ["no list of words {gone:en};" in fault for fault in faults_at_loading(small_folder)] == [True]


HOLD_PATTERNS = [
    ("entries.yaml", "    related: [help.numbers]\n", "    told_after_help: |\n      it ended\n      {}\n"),
    ("languages.yaml", "    negations: не\n", "    child_phrases:\n    - am in grade\n    - '{}'\n"),
]


@pytest.mark.parametrize(("name", "before", "listed"), HOLD_PATTERNS, ids=["told_after_help", "child_phrases"])
@pytest.mark.parametrize(
    ("rule", "said"), [("{gone:en} left", "no list of words {gone:en};"), ("it !!!", "'!!!' has neither letters")]
)
def test_every_pattern_is_held_to_what_patterns_are(
    small_folder: Path, name: str, before: str, listed: str, rule: str, said: str
) -> None:
    change(small_folder, name, before, listed.replace("{}", rule) + before)
    (fault,) = faults_at_loading(small_folder)

    assert said in fault
    assert rule in (small_folder / name).read_text(encoding="utf-8").splitlines()[int(fault.split(":")[1]) - 1]


def test_every_key_that_is_described_as_one_of_patterns_is_held_to_that() -> None:
    kinds = (EntryModel, CrisisModel, VariantModel, LanguageModel)
    described = [
        key
        for model in kinds
        for key, field in model.model_fields.items()
        if re.search(r"\bPatterns\b", field.description or "")
    ]

    assert set(described) == set(PATTERN_KEYS)


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("{en: he ???}", "people.yaml:2: who: '???' has neither letters nor digits"),
        ('{en: ""}', "people.yaml:2: who: pattern_words.who.en is empty"),
        ("{de: er}", "people.yaml:2: who: the language 'de' is not declared"),
        ("{english: he}", "people.yaml:2: who: 'english' is no language"),
    ],
)
def test_a_list_of_words_holds_words_of_a_language(small_folder: Path, listed: str, expected: str) -> None:
    (small_folder / "people.yaml").write_text(f"pattern_words:\n  who: {listed}\n", encoding="utf-8")
    (fault,) = faults_at_loading(small_folder)

    assert fault.startswith(expected)


def test_a_list_of_words_stands_once(small_folder: Path) -> None:
    for name in ("people.yaml", "a.yaml"):
        (small_folder / name).write_text("pattern_words: {who: {en: he she}}\n", encoding="utf-8")
    (fault,) = faults_at_loading(small_folder)

    assert fault.startswith("people.yaml:1: who: this id is taken")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "more_phrases:\n  fair.gone: {en: where}",
            "training/entries.yaml:2: fair.gone: there is no entry to which these phrases belong; correct the id; "
            "where the entry was removed, remove its phrases, too",
        ),
        (
            "more_phrases:\n  fair.where:\n    de: wo",
            "training/entries.yaml:3: fair.where: the language 'de' is not declared; use one of ru, en",
        ),
        (
            "more_examples:\n  gloom: {en: so dark}",
            f"training/entries.yaml:2: gloom: this crisis class is not known; use one of {', '.join(WEIGHTIEST_FIRST)}",
        ),
        (
            "more_near_misses:\n  danger:\n    de: gefahr",
            "training/entries.yaml:3: danger: the language 'de' is not declared; use one of ru, en",
        ),
        ("out_of_scope:\n  de: wie spät", "training/entries.yaml:2: out_of_scope: the language 'de' is not declared"),
        ("follow_ups:\n  de: und er", "training/entries.yaml:2: follow_ups: the language 'de' is not declared"),
        (
            "crisis: [{id: calm}]\nmore_examples:\n  calm: {en: what a day}",
            "training/entries.yaml:3: calm: the class calm holds only what must not set off help, and no 'more_",
        ),
    ],
)
def test_what_stands_apart_must_belong_to_something(small_folder: Path, text: str, expected: str) -> None:
    write_apart(small_folder, text)
    (fault,) = faults_at_loading(small_folder)

    assert fault.startswith(expected)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("more: fair.where", "more: fair.gone", "there is no entry 'fair.gone'"),
        ("blue lamp", "{who:en} lamp", "there is no list of words {who:en}"),
        ("old lamp", "??? lamp", "has neither letters nor digits"),
        ("      en: |", "      de: |", "'en'"),
        ("{number:112}", "{number:113}", "{number:113} refers to nothing"),
    ],
)
def test_a_variant_is_held_to_what_its_class_is(small_folder: Path, old: str, new: str, said: str) -> None:
    faults = faults_at_loading(add_variant(small_folder, old, new))

    assert faults[0].startswith("lamp.yaml:")
    assert any(said in fault for fault in faults)


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        ("", "lamp.yaml:2: danger.lamp: no class lists this variant, so nobody would read it; write danger.lamp into"),
        (
            "    variants: [danger.lamp, danger.gone]\n",
            "crisis.yaml:16: danger: this class lists the variant 'danger.gone', which stands in no file; correct the",
        ),
        (
            "    variants:\n      - danger.lamp\n      - danger.lamp\n",
            "crisis.yaml:18: danger: the variant 'danger.lamp' stands twice in this list; leave one of them",
        ),
        (
            "    variants: [danger.lamp, child.lamp]\n",
            "crisis.yaml:16: danger: the variant 'child.lamp' is not of this class: its id must begin with danger.;",
        ),
    ],
)
def test_every_variant_is_listed_once_by_its_class(small_folder: Path, listed: str, told: str) -> None:
    change(add_variant(small_folder), "crisis.yaml", "    variants: [danger.lamp]\n", listed)
    (fault,) = faults_at_loading(small_folder)

    assert fault.startswith(told)


def test_two_variants_of_one_id_are_told(small_folder: Path) -> None:
    shutil.copy(add_variant(small_folder) / "lamp.yaml", small_folder / "other_lamp.yaml")
    (fault,) = faults_at_loading(small_folder)

    assert fault.startswith("other_lamp.yaml:2: danger.lamp: this id is taken (see lamp.yaml:2)")


def test_a_variant_without_any_number_is_told(small_folder: Path) -> None:
    add_variant(small_folder, "{number:112}", "")
    change(small_folder, "lamp.yaml", "nobody reads the chat. Call {number:112}", "nobody reads the chat.")
    (fault,) = faults_at_loading(small_folder)

    assert fault.startswith("lamp.yaml:7: danger.lamp: the reply gives no number")


def test_a_variant_below_training_is_told_where_it_belongs(small_folder: Path) -> None:
    add_variant(small_folder)
    (small_folder / "training").mkdir()
    (small_folder / "lamp.yaml").rename(small_folder / "training/lamp.yaml")

    assert faults_at_loading(small_folder) == [
        "training/lamp.yaml:2: danger.lamp: a variant stands below training/, which holds only lines to learn from; "
        "move its file to crisis/danger/"
    ]
