"""What `senim fit` learns from dialogues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.core.knowledge import Knowledge
from bot.core.scoring.follow_up_weights import FollowUpWeights
from bot.core.understanding.matching import Matcher
from bot.measuring.follow_ups import learn_follow_ups
from bot.measuring.questions import Expected, Labelled

STRANGE = [Labelled(f"who sang number {number}", Expected.of("none"), "en", "far") for number in range(20)]


@pytest.fixture(scope="module")
def alike(small_knowledge: Knowledge) -> Knowledge:
    """Four entries with the very same phrases: only what was shown before tells them apart."""
    entry = small_knowledge.entries["fair.where"]
    ids = ("fair.where", "fair.price", "help.numbers", "help.price")
    return replace(small_knowledge, entries={i: entry._replace(id=i, related=()) for i in ids})


def dialogue(*turns: tuple[str, str]) -> list[Labelled]:
    texts = [text for text, _ in turns]
    return [
        Labelled(text, Expected.of(entry), "en", "turn", earlier=tuple(texts[:index]), in_dialogue=True)
        for index, (text, entry) in enumerate(turns)
    ]


def learned(knowledge: Knowledge, labelled: Sequence[Labelled]) -> FollowUpWeights:
    weights = learn_follow_ups(knowledge, Matcher.of(knowledge), labelled, fewest=10)
    assert weights
    return weights


def in_other_words(first: tuple[str, str], then: str) -> list[Labelled]:
    """Dialogues of which no two have a word of the second turn in common, so that none is a precedent."""
    words = (f"{letter}ubo" for letter in "bcdfghjklmnpqrstvwxz")
    return [turn for word in words for turn in dialogue(first, (word, then))]


def test_what_is_asked_after_an_entry_gains_after_it_and_nowhere_else(alike: Knowledge) -> None:
    of_the_fair = in_other_words(("where is the fair", "fair.where"), "fair.price")
    of_help = in_other_words(("where is help", "help.numbers"), "help.price")
    after = learned(alike, [*of_the_fair, *of_help, *STRANGE]).transitions.after

    assert after("fair.where")["fair.price"] > after("fair.where")["help.price"] + 1
    assert after("help.numbers")["help.price"] > after("help.numbers")["fair.price"] + 1


def test_what_is_known_of_a_family_serves_a_pair_that_nobody_met(alike: Knowledge) -> None:
    of_the_fair = in_other_words(("where is the fair", "fair.where"), "fair.price")
    after = learned(alike, [*of_the_fair, *STRANGE]).transitions.after

    assert after("fair.price")["fair.where"] > after("help.price")["fair.where"] + 0.5


def test_what_follows_a_cry_is_learned_as_asked_after_what_stands_behind_more(alike: Knowledge) -> None:
    danger = alike.crisis["danger"]._replace(more="help.numbers")
    of_danger = in_other_words(("he is at the door", "crisis.danger"), "help.price")
    after = learned(replace(alike, crisis={"danger": danger}), [*of_danger, *STRANGE]).transitions.after

    assert after("help.numbers")["help.price"] > after("help.numbers")["fair.price"] + 1


def test_what_tells_more_of_a_cry_is_learned_to_ask_for_nothing(alike: Knowledge) -> None:
    cry = ("he is at the door", "crisis.danger")
    asked, told = in_other_words(cry, "fair.price"), in_other_words(cry, "crisis.danger")
    danger = {"danger": alike.crisis["danger"]._replace(more="help.numbers")}
    alone, both = (learned(replace(alike, crisis=danger), [*talks, *STRANGE]) for talks in (asked, asked + told))

    assert both.goes_on == alone.goes_on
    assert both.goes_on_after_help != alone.goes_on_after_help == FollowUpWeights().goes_on_after_help


def test_a_talk_about_help_goes_on_as_long_as_what_goes_with_help_is_asked(alike: Knowledge) -> None:
    entries = {**alike.entries, "help.price": alike.entries["help.price"]._replace(goes_with_help=True)}
    danger = alike.crisis["danger"]._replace(more="help.numbers")
    known = replace(alike, entries=entries, crisis={"danger": danger})
    words = (f"{letter}ubo" for letter in "bcdfghjklmnpqrstvwxz")
    cry = ("he is at the door", "crisis.danger")
    talks = [turn for word in words for turn in dialogue(cry, (word, "help.price"), (f"{word}x", "crisis.danger"))]

    assert learned(known, [*talks, *STRANGE]).goes_on_after_help != FollowUpWeights().goes_on_after_help


def test_what_was_meant_by_the_like_is_remembered(alike: Knowledge) -> None:
    of_the_fair = dialogue(("where is the fair", "fair.where"), ("the price of it", "fair.price"))
    weights = learned(alike, [*of_the_fair * 20, *STRANGE])
    reading = Matcher.of(alike).reader.read("the price of it")

    near = weights.precedents.near("fair.where", reading.telling)
    assert near["fair.price"].after_the_same > 0.9


def test_of_a_few_dialogues_nothing_is_learned(alike: Knowledge) -> None:
    few = dialogue(("where is the fair", "fair.where"), ("where is it", "fair.price"))

    assert learn_follow_ups(alike, Matcher.of(alike), [*few, *STRANGE]) is None


def test_dialogues_about_another_event_are_passed_over(alike: Knowledge) -> None:
    other = dialogue(("where is the opera", "opera.where"), ("where is it", "opera.price"))

    assert learn_follow_ups(alike, Matcher.of(alike), other * 20, fewest=10) is None
