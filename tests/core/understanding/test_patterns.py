"""Words of rules, wherever in a message they stand: no knowledge is read."""

from __future__ import annotations

import pytest

from bot.core.text import forms_of, normal_forms
from bot.core.understanding.patterns import Found, Patterns, PatternWords

NEGATIONS = forms_of(["not", "не", "емес"])
WORDS = PatternWords(NEGATIONS, {"who": {"en": ("he", "husband", "grand*"), "ru": ("он",)}})


def found(text: str, *rules: str) -> Found | None:
    return Patterns({"owner": rules}, WORDS).first_in(normal_forms(text))


@pytest.mark.parametrize(
    "text", ["sign of danger", "a sign, of great dangers", "SIGN of the very dangerous", "sign of it is danger"]
)
def test_a_rule_allows_endings_and_a_few_words_between(text: str) -> None:
    assert found(text, "sign of danger*")


@pytest.mark.parametrize("text", ["danger of sign", "sign danger", "signs of danger", "of danger", "sign of", ""])
def test_a_rule_keeps_its_order_and_its_words(text: str) -> None:
    assert found(text, "sign of danger*") is None


@pytest.mark.parametrize(("between", "heard"), [("", True), ("one two three", True), ("one two three four", False)])
def test_at_most_three_words_stand_between_two_of_a_rule(between: str, heard: bool) -> None:
    assert (found(f"he {between} hits", "he hits") is not None) is heard
    assert (found(f"he hits {between} me", "he hits me") is not None) is heard


@pytest.mark.parametrize(("text", "heard"), [("he hits me", True), ("he hits all of me", False)])
def test_where_nothing_may_stand_between_words_stand_side_by_side(text: str, heard: bool) -> None:
    side_by_side = Patterns({"owner": ["hits me"]}, WORDS, between=0)

    assert (side_by_side.first_in(normal_forms(text)) is not None) is heard


@pytest.mark.parametrize(
    ("text", "heard"),
    [("they took turns", True), ("men, they took turns!", True), ("they took turns outside", False)],
)
def test_a_rule_that_ends_in_a_full_stop_is_heard_at_the_end_of_a_message(text: str, heard: bool) -> None:
    assert (found(text, "they took turns.") is not None) is heard


def test_the_words_of_a_rule_that_ends_in_a_full_stop_stand_side_by_side() -> None:
    assert found("they politely took turns", "they took turns.") is None


def test_each_gap_may_hold_three_words() -> None:
    assert found("he one two three hits one two three me", "he hits me")


@pytest.mark.parametrize(
    "text", ["not he hits me", "he not hits me", "he hits not me", "he does not hits me", "he a емес hits me"]
)
def test_a_word_that_denies_before_a_rule_or_within_it_stops_it(text: str) -> None:
    assert found(text, "he hits me") is None


@pytest.mark.parametrize("text", ["he hits me, not her", "not now: he hits me", "no, he hits me", "нет, но he hits me"])
def test_what_denies_elsewhere_or_only_answers_stops_nothing(text: str) -> None:
    assert found(text, "he hits me")


def test_a_rule_is_heard_where_it_is_said_again_without_a_denial() -> None:
    assert found("he not hits me, he hits me", "he hits me")


def test_a_rule_that_begins_with_any_ending_is_denied_too() -> None:
    assert found("beats me", "beat* me")
    assert found("not beats me", "beat* me") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [("he hits me", "he hits me"), ("my Husband hits me", "husband hits me"), ("grandpa hits me", "grand* hits me")],
)
def test_a_list_stands_for_any_one_of_its_words_and_that_is_told(text: str, words: str) -> None:
    rule = found(text, "{who:en} hits me")

    assert rule
    assert (rule.words, rule.pattern.words) == (words, "{who:en} hits me")


def test_a_list_may_stand_anywhere_in_a_rule() -> None:
    assert found("hit by my husband", "hit by {who:en}")
    assert found("hit by my neighbour", "hit by {who:en}") is None


def test_a_list_is_denied_as_a_word_is() -> None:
    assert found("he does not hits me", "{who:en} hits me") is None
    assert found("not he hits me", "{who:en} hits me") is None


def test_a_list_holds_the_words_of_its_language_alone() -> None:
    """Otherwise "on" would be the Russian "he"."""
    assert found("on hits me", "{who:ru} hits me")
    assert found("on hits me", "{who:en} hits me") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [("he choked me", "he choked me"), ("she kicks me", "she kick* me"), ("grandpa choked me", "grand* choked me")],
)
def test_any_one_of_alternatives_may_stand_at_its_place_and_that_is_told(text: str, words: str) -> None:
    rule = found(text, "she|{who:en} choked|kick* me")

    assert rule
    assert rule.words == words


def test_a_pattern_is_found_once_where_two_of_its_alternatives_are_the_same_word() -> None:
    patterns = Patterns({"owner": ["he|{who:en} hits me"]}, WORDS)

    assert [found.words for found in patterns.all_in(normal_forms("he hits me"))] == ["he hits me"]


def test_alternatives_are_denied_as_a_word_is() -> None:
    assert found("he not choked me", "he choked|kicked me") is None


def test_the_last_of_alternatives_may_have_to_end_the_message() -> None:
    assert found("they took turns", "they took turns|shifts.")
    assert found("they took turns on the slide", "they took turns|shifts.") is None


@pytest.mark.parametrize("rule", ["{gone:en} hits me", "{who:kk} hits me", "{who} hits me"])
def test_a_rule_with_a_list_that_is_not_there_finds_nothing(rule: str) -> None:
    assert found("he hits me", rule) is None


def test_the_rule_that_is_said_first_is_told() -> None:
    rule = found("two one", "one", "two")

    assert rule
    assert rule.words == "two"


@pytest.mark.parametrize("rule", ["*", "!!!", "he *"])
def test_a_rule_with_a_word_of_no_letters_finds_nothing(rule: str) -> None:
    assert found("he hits me", rule) is None


def test_all_that_apply_are_found_with_their_owners() -> None:
    both = Patterns({"one": ["he hits"], "two": ["hits me", "not there"]}, WORDS)

    assert [found.owner for found in both.all_in(normal_forms("he hits me"))] == ["one", "two"]
