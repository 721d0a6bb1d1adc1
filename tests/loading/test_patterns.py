"""Every pattern, wherever it stands, has letters, and names only lists of words that are there.

Of `bot/loading/references.py` and `bot/loading/pattern_faults.py`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.loading.schema import PATTERN_KEYS, CrisisModel, EntryModel, LanguageModel, VariantModel
from tests.support.faults_told import faults_at_loading
from tests.support.small_knowledge import change


@pytest.mark.parametrize(
    ("name", "old", "word", "line"),
    [
        ("crisis.yaml", "sign of danger*", "*", 15),
        ("crisis.yaml", "sign of danger*", "sign ??? danger", 15),
        ("crisis.yaml", "sign of danger*", "sign of|* danger", 15),
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
    ("languages.yaml", "    negations: не\n", "    child_patterns:\n    - am in grade\n    - '{}'\n"),
]


@pytest.mark.parametrize(("name", "before", "listed"), HOLD_PATTERNS, ids=["told_after_help", "child_patterns"])
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
