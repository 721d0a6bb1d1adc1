"""What is wrong in a pattern as it was typed is told in the words of its editor. Of `bot/loading/pattern_faults.py`."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.loading.pattern_faults import wrong_in_pattern
from tests.support.faults_told import faults_at_loading
from tests.support.small_knowledge import change

LISTS = {"{who:en}", "{who:ru}", "{mine:ru}"}


def told(pattern: str) -> list[str]:
    return [f"{said.what()}; {said.cure()}" for said in wrong_in_pattern(pattern, LISTS)]


@pytest.mark.parametrize(
    "pattern",
    ["he hit|kicked me", "{who:ru}|он бьет* меня", "they took turns.", "i'm hit", "сос 112", "", "{who:en} hit me."],
)
def test_a_pattern_that_is_read_as_it_was_meant_has_no_fault(pattern: str) -> None:
    assert told(pattern) == []


@pytest.mark.parametrize(
    ("pattern", "typed", "right"),
    [
        ("(who:ru) бьет меня", "(who:ru)", "{who:ru}"),
        ("who:ru бьет меня", "who:ru", "{who:ru}"),
        ("{who:ru бьет меня", "{who:ru", "{who:ru}"),
        ("{Who:RU} бьет меня", "{Who:RU}", "{who:ru}"),
        ("он|{who:ru}* бьет меня", "{who:ru}*", "{who:ru}"),
    ],
)
def test_a_list_in_another_form_is_told_with_its_own(pattern: str, typed: str, right: str) -> None:
    assert told(pattern) == [
        f"'{typed}' is not read as a list of words; "
        f"write {right}: in small letters, between {{ }}, with no other sign beside it"
    ]


@pytest.mark.parametrize(
    ("pattern", "typed", "right"),
    [
        ("{who:ru|он} бьет меня", "{who:ru|он}", "{who:ru}|он"),
        ("{ who:ru } бьет меня", "{ who:ru }", "{who:ru}"),
        ("{who: ru} бьет меня", "{who: ru}", "{who:ru}"),
        ("{who ru} бьет меня", "{who ru}", "{who:ru}"),
    ],
)
def test_more_than_the_name_of_a_list_between_braces_is_one_fault(pattern: str, typed: str, right: str) -> None:
    assert told(pattern) == [
        f"'{typed}': between {{ }} stand only the name of a list and its language, without spaces; write {right}"
    ]


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("{who} hits me", "the language of the list {who} is missing; write one of these: {who:en}, {who:ru}"),
        (
            "{whoo:ru} hits me",
            "there is no list of words {whoo:ru}; write one of these, or add a list to `pattern_words`: {who:ru}",
        ),
        (
            "{mine:en} hits me",
            "there is no list of words {mine:en}; write one of these, or add a list to `pattern_words`: {mine:ru}",
        ),
        (
            "{gone:en} hits me",
            "there is no list of words {gone:en}; correct its name, or add a list to `pattern_words`",
        ),
    ],
)
def test_a_list_that_is_not_there_is_told_with_those_that_are_like_it(pattern: str, said: str) -> None:
    assert told(pattern) == [said]


@pytest.mark.parametrize(
    ("pattern", "typed", "right"),
    [
        ("he choked | kicked me", "choked | kicked", "choked|kicked"),
        ("he hit| choked |kicked me", "hit| choked |kicked", "hit|choked|kicked"),
    ],
)
def test_spaces_beside_an_or_are_told_with_what_to_write(pattern: str, typed: str, right: str) -> None:
    assert told(pattern) == [f"'{typed}': there are spaces beside |; write it without them: {right}"]


@pytest.mark.parametrize(
    ("pattern", "word"), [("he hit||kicked me", "hit||kicked"), ("|he hit me", "|he"), ("hit me he|", "he|")]
)
def test_a_word_that_is_missing_beside_an_or_is_told(pattern: str, word: str) -> None:
    assert told(pattern) == [f"'{word}': a word is missing beside |; write it, or take out the | that is too much"]


@pytest.mark.parametrize(
    ("pattern", "word", "either", "both"),
    [
        ("он/она бьет меня", "он/она", "он|она", "он она"),
        ("он,она бьет меня", "он,она", "он|она", "он она"),
        ("из-за него", "из-за", "из|за", "из за"),
        ("hit/kick* me", "hit/kick*", "hit|kick*", "hit kick*"),
    ],
)
def test_what_would_be_read_as_one_word_is_told_with_what_may_be_meant(
    pattern: str, word: str, either: str, both: str
) -> None:
    assert told(pattern) == [
        f"'{word}' is read as one word, which no message holds; "
        f"where any of them may stand, write {either}; where they stand side by side, {both}"
    ]


@pytest.mark.parametrize(
    ("pattern", "word", "sign"),
    [("он, она бьет меня", "он,", ","), ("he hit me,", "me,", ","), ("(he) hit", "(he)", "(")],
)
def test_a_sign_that_parts_nothing_is_told(pattern: str, word: str, sign: str) -> None:
    assert told(pattern) == [
        f"'{word}': the sign {sign} means nothing in a pattern; "
        "take it out; where either of two words may stand, write | between them: first|second"
    ]


@pytest.mark.parametrize(("pattern", "word"), [("he hit. me", "hit."), ("he hit me..", "me."), ("he hit.me", "hit.me")])
def test_a_full_stop_counts_only_at_the_end(pattern: str, word: str) -> None:
    assert told(pattern) == [
        f"'{word}': one full stop counts, at the end of a pattern; "
        "take this one out; if these are two patterns, begin the second on a new line"
    ]


@pytest.mark.parametrize(("pattern", "words"), [("# he hit me", "# he hit me"), ("he hit me  # new", "# new")])
def test_a_comment_among_rules_is_told(pattern: str, words: str) -> None:
    assert told(pattern) == [
        f"'{words}' is read as words of a pattern: no comments may stand among patterns; "
        "take all of it out; write a comment above the key (`rules:`, `when:` …)"
    ]


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("- he hit me", "patterns stand one a line, without a dash; take out the dash at the beginning of the line"),
        ("*hit me", "'*hit': * stands only at the end of a word; take it out elsewhere"),
        ("he ??? me", "'???' has neither letters nor digits; write a whole word, or take it out"),
    ],
)
def test_a_sign_in_the_wrong_place_is_told(pattern: str, said: str) -> None:
    assert told(pattern) == [said]


def test_a_pattern_that_stands_twice_is_told_at_the_second_one(small_folder: Path) -> None:
    change(small_folder, "crisis.yaml", "sign of danger*", "sign of danger*\n        Sign  of danger*")

    assert faults_at_loading(small_folder) == [
        "crisis.yaml:16: danger: 'sign of danger*' already stands above under this key; keep one of them"
    ]


def test_a_rule_that_stands_in_two_files_is_told_at_the_second_one(small_folder: Path) -> None:
    (small_folder / "lamp.yaml").write_text("more_rules: {danger: {en: Sign of  danger*}}\n", encoding="utf-8")
    (fault,) = faults_at_loading(small_folder)

    assert fault.startswith("lamp.yaml:1: danger: the line 'Sign of danger*' also stands at crisis.yaml:15; keep it in")


def test_a_rule_that_stands_apart_is_held_to_what_patterns_are(small_folder: Path) -> None:
    (small_folder / "lamp.yaml").write_text("more_rules:\n  danger:\n    en: |\n      lamp\n      lamp ???\n", "utf-8")
    (fault,) = faults_at_loading(small_folder)

    assert fault.startswith("lamp.yaml:5: danger: '???' has neither letters nor digits")


def test_words_of_a_list_are_held_to_the_same(small_folder: Path) -> None:
    (small_folder / "people.yaml").write_text("pattern_words: {who: {en: 'he, she/they'}}\n", encoding="utf-8")

    assert ["'he,': the sign ," in fault for fault in faults_at_loading(small_folder)] == [False, True]
