"""Which crisis class the words show that are said outright: no knowledge is read."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bot.core.crisis_classes import WEIGHTIEST_FIRST
from bot.core.text import forms_of, normal_forms
from bot.core.understanding.distress.rules import CrisisRules
from bot.core.understanding.patterns import PatternWords

WORDS = PatternWords(forms_of(["not", "не", "емес"]))


@pytest.mark.parametrize(
    ("text", "crisis"),
    [
        ("she wants to end it", "suicide_other"),
        ("she really wants to end it all", "suicide_other"),
        ("i want to end it", "suicide"),
        ("she wants to end it and i, too, end it", "suicide"),
    ],
)
def test_what_another_wants_is_not_said_of_whoever_writes(text: str, crisis: str) -> None:
    rules = CrisisRules({"suicide": ["end it"], "suicide_other": ["she wants to end"]}, WORDS)

    found = rules.first_in(normal_forms(text))

    assert found is not None
    assert found.owner == crisis


@pytest.mark.parametrize(
    ("text", "crisis"),
    [
        ("he will kill himself", "suicide_other"),
        ("he will kill himself and kill me", "danger"),
        ("he will kill me", "danger"),
    ],
)
def test_a_threat_of_suicide_is_none_to_kill_another(text: str, crisis: str) -> None:
    listed = {"danger": ["will kill", "kill me"], "suicide_other": ["he will kill himself"]}
    found = CrisisRules(listed, WORDS).first_in(normal_forms(text))

    assert found is not None
    assert found.owner == crisis


@pytest.mark.parametrize(
    ("text", "crisis"),
    [
        ("want to live with him no longer", "distress"),
        ("want to live with him no longer, want to die", "suicide"),
        ("want to live no longer", "suicide"),
    ],
)
def test_whoever_will_not_live_with_one_person_does_not_wish_to_die(text: str, crisis: str) -> None:
    listed = {"suicide": ["want live no", "want die"], "distress": ["want live with him no"]}
    found = CrisisRules(listed, WORDS).first_in(normal_forms(text))

    assert found is not None
    assert found.owner == crisis


@pytest.mark.parametrize(("text", "crisis"), [("sister break her legs", "perpetrator"), ("break her legs", "danger")])
def test_a_threat_to_a_woman_of_their_own_is_no_anger_at_whoever_hurt_them(text: str, crisis: str) -> None:
    listed = {"danger": ["break legs"], "perpetrator": ["sister break legs"]}
    found = CrisisRules(listed, WORDS).first_in(normal_forms(text))

    assert found is not None
    assert found.owner == crisis


@pytest.mark.parametrize(
    ("text", "crisis"),
    [
        ("i beat up a boy and they want me", "perpetrator"),
        ("he beat up me", "disclosure"),
        ("husband beats mother", "other"),
        ("husband beats", "disclosure"),
    ],
)
def test_what_was_done_by_its_author_or_to_another_is_not_done_to_them(text: str, crisis: str) -> None:
    listed = {"perpetrator": ["i beat up"], "disclosure": ["beat up me", "husband beats"]}
    rules = CrisisRules({**listed, "other": ["husband beats mother"]}, WORDS)

    found = rules.first_in(normal_forms(text))

    assert found is not None
    assert found.owner == crisis


@pytest.mark.parametrize(("first", "second"), list(pairwise(WEIGHTIEST_FIRST)))
def test_life_comes_before_everything_else(first: str, second: str) -> None:
    both = CrisisRules({second: ["alpha"], first: ["beta"]}, WORDS)
    rule = both.first_in(normal_forms("alpha beta"))

    assert rule
    assert rule.owner == first
