from __future__ import annotations

from pathlib import Path

import pytest

from bot.loading import load_knowledge
from bot.loading.folder import read_parts
from bot.loading.last_resort import last_resort_of
from bot.loading.merged import merged
from bot.loading.prepared import digest_of
from bot.loading.schema import KnowledgeFile
from tests.support.small_knowledge import write_apart

ELSEWHERE = """\
safe_words: banana
out_of_scope: {en: how tall is the moon}
follow_ups: {en: really though}
"""
HERE = """\
out_of_scope: {en: how old is the sea}
follow_ups: {ru: и что}
"""


@pytest.fixture(params=["aa.yaml", "zz.yaml"])
def two_files(small_folder: Path, request: pytest.FixtureRequest) -> Path:
    (small_folder / str(request.param)).write_text(ELSEWHERE, encoding="utf-8")
    (small_folder / "more.yaml").write_text(HERE, encoding="utf-8")
    return small_folder


def test_lines_of_several_files_are_all_known(two_files: Path) -> None:
    knowledge = load_knowledge(two_files)

    assert set(knowledge.out_of_scope["en"]) == {"how tall is the moon", "how old is the sea"}
    assert knowledge.follow_ups == {"en": ("really though",), "ru": ("и что",)}
    assert knowledge.safe_words == {"help", "помощь", "banana"}


def test_the_last_resort_has_the_safe_words_of_all_files(two_files: Path) -> None:
    assert set((last_resort_of(read_parts(two_files)).safe_words or "").splitlines()) == {"help", "помощь", "banana"}


def test_whatever_a_file_may_say_is_kept(small_folder: Path) -> None:
    models = [part.model for part in read_parts(small_folder)]
    whole = merged(models)

    assert merged([whole]) == whole
    for key in KnowledgeFile.model_fields:
        assert bool(getattr(whole, key)) == any(getattr(model, key) for model in models)
    assert merged([]) == KnowledgeFile()


def test_phrases_that_stand_apart_follow_those_beside_the_answer(small_folder: Path) -> None:
    beside = load_knowledge(small_folder).entries["fair.where"].phrases
    write_apart(small_folder, "more_phrases:\n  fair.where:\n    en: |\n      which tram\n      #fair how\n")

    phrases = load_knowledge(small_folder).entries["fair.where"].phrases

    assert phrases == {"ru": beside["ru"], "en": (*beside["en"], "which tram", "#fair how")}


def test_lines_of_one_entry_that_stand_apart_in_two_files_follow_the_names_of_these(small_folder: Path) -> None:
    write_apart(small_folder, "more_phrases: {fair.where: {en: which bus}}", "b.yaml")
    write_apart(small_folder, "more_phrases: {fair.where: {en: which tram}}", "a.yaml")

    assert load_knowledge(small_folder).entries["fair.where"].phrases["en"][-2:] == ("which tram", "which bus")


def test_examples_and_near_misses_that_stand_apart_follow_those_beside_the_reply(small_folder: Path) -> None:
    write_apart(
        small_folder,
        "more_examples: {danger: {en: he is at the door}}\nmore_near_misses: {danger: {ru: опасный поворот}}",
        "crisis/danger.yaml",
    )
    danger = load_knowledge(small_folder).crisis["danger"]

    assert danger.examples == {
        "ru": ("мне плохо из-за danger",),
        "en": ("i feel bad about danger", "he is at the door"),
    }
    assert danger.near_misses == {"ru": ("опасный поворот",)}


def test_rules_that_stand_apart_follow_those_beside_the_reply(small_folder: Path) -> None:
    write_apart(small_folder, "more_rules: {danger: {ru: синяя лампа, en: blue lamp}}", "crisis/danger/lamp.yaml")

    assert load_knowledge(small_folder).crisis["danger"].rules == ("sign of danger*", "blue lamp", "синяя лампа")


def test_it_makes_no_difference_for_the_fit_where_a_line_stands(small_folder: Path) -> None:
    before = digest_of(load_knowledge(small_folder))
    text = (small_folder / "entries.yaml").read_text(encoding="utf-8")
    last = "        how to find the place\n        how to find the street\n"
    (small_folder / "entries.yaml").write_text(text.replace(last, ""), encoding="utf-8")
    without = digest_of(load_knowledge(small_folder))
    write_apart(small_folder, f"more_phrases:\n  fair.where:\n    en: |\n{last}")

    assert digest_of(load_knowledge(small_folder)) == before != without


def test_the_last_resort_holds_no_line_that_stands_apart(small_folder: Path) -> None:
    before = last_resort_of(read_parts(small_folder))
    write_apart(small_folder, "more_examples: {danger: {en: he is at the door}}")

    assert last_resort_of(read_parts(small_folder)) == before
