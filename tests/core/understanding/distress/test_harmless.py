"""S1: a mishap or a small child is no cry, as long as hardly more is said.

Of `bot/core/understanding/distress/harmless.py` and the rules of `knowledge/crisis/calm.yaml`; `harmless.yaml` beside
this file has the messages, by theme.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.core.text import normal_forms
from bot.core.understanding.distress.harmless import Harmless
from bot.core.understanding.distress.recogniser import Recogniser
from bot.core.understanding.distress.rules import CrisisRules
from bot.core.understanding.patterns import PatternWords

WORDS = PatternWords(frozenset(), {"whoever_harms": {"en": ("he", "husband")}})
CRIES = CrisisRules({"disclosure": ["hits me"]}, WORDS)


def texts(kind: str) -> list[str]:
    """The messages of one kind, of every theme."""
    themes = yaml.safe_load(Path(__file__).with_name("harmless.yaml").read_text(encoding="utf-8"))
    return [text for theme in themes.values() for text in theme.get(kind, "").splitlines()]


def is_harmless(text: str, *rules: str) -> bool:
    return Harmless(rules, WORDS).is_all_of([normal_forms(text)], CRIES)


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        ("toddler hits me", True),
        ("my dear little toddler hits me", True),
        ("my dear little sweet toddler hits me", False),
        ("toddler hits me, husband too", False),
        ("toddler hits me and hits me", False),
        ("the clock hits me", False),
    ],
)
def test_at_most_three_words_stand_beside_what_is_harmless_no_person_and_no_cry(text: str, harmless: bool) -> None:
    assert is_harmless(text, "toddler hits me") is harmless


def test_one_rule_that_accounts_for_a_message_is_enough() -> None:
    assert is_harmless("my toddler hits me is it normal", "toddler hits me", "toddler hits me normal")


@pytest.mark.parametrize(
    ("readings", "harmless"),
    [
        (("toddler hits me", "toddlerhits me"), True),
        (("toddlerhits me", "toddler hits me"), True),
        (("toddler hits me", "toddlers hits me"), False),
        (("toddlerhits me", "toddlerhitsme"), False),
    ],
)
def test_one_reading_is_enough_unless_a_cry_is_in_another(readings: tuple[str, ...], harmless: bool) -> None:
    words = [normal_forms(text) for text in readings]

    assert Harmless(["toddler hits me"], WORDS).is_all_of(words, CRIES) is harmless


@pytest.mark.parametrize(("text", "harmless"), [("save me", True), ("oh save me", False)])
def test_what_ends_in_a_full_stop_must_be_all_of_the_message(text: str, harmless: bool) -> None:
    assert is_harmless(text, "save me.") is harmless


@pytest.mark.parametrize("text", texts("harmless"))
def test_what_only_sounds_like_a_cry_brings_no_help_first(recogniser: Recogniser, text: str) -> None:
    sign = recogniser.recognise(text)

    assert sign is None or sign.level == "soft"


@pytest.mark.parametrize("text", texts("cries"))
def test_a_cry_that_sounds_like_it_brings_help_first(recogniser: Recogniser, text: str) -> None:
    sign = recogniser.recognise(text)

    assert (sign and sign.level) == "first"


def test_help_stays_at_hand_in_one_line_where_something_harmless_sounds_grave(recogniser: Recogniser) -> None:
    sign = recogniser.recognise("телефон сел, спасите")

    assert (sign and sign.crisis, sign and sign.level) == ("danger", "soft")
