"""A list of words that no pattern names."""

from __future__ import annotations

from pathlib import Path

from bot.checking.check import check_knowledge
from tests.support.small_knowledge import change


def notes_of_lists(folder: Path) -> list[str]:
    return [str(note) for note in check_knowledge(folder, ask=False).notes if note.kind == "list"]


def test_a_list_that_no_pattern_names_is_noted_where_it_stands(small_folder: Path) -> None:
    (small_folder / "people.yaml").write_text(
        "pattern_words:\n  who:\n    ru: он она\n    en: he she\n", encoding="utf-8"
    )
    change(
        small_folder, "crisis.yaml", "    rules:\n      en: |\n", "    rules:\n      en: |\n        {who:en} hits me\n"
    )

    assert notes_of_lists(small_folder) == [
        "people.yaml:3: who: no pattern names the list of words {who:ru}; name it in a pattern, or take it out"
    ]


def test_a_comment_names_no_list(small_folder: Path) -> None:
    (small_folder / "people.yaml").write_text(
        "# as in {who:en} hits\npattern_words: {who: {en: he she}}\n", encoding="utf-8"
    )

    assert len(notes_of_lists(small_folder)) == 1


def test_any_pattern_may_name_a_list(small_folder: Path) -> None:
    (small_folder / "people.yaml").write_text("pattern_words: {who: {en: he she}}\n", encoding="utf-8")
    change(small_folder, "crisis.yaml", "    rules:\n", "    not_for: |\n      {who:en} laughs\n    rules:\n")

    assert notes_of_lists(small_folder) == []
