"""S28: a crisis class has other words for some of those whom it is for, such as somebody who has done it already.

Of `bot/core/understanding/distress/variants.py` and the files of variants in `knowledge/crisis/`; `variants.yaml`
beside this file has the messages, by variant.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from bot.core.crisis_classes import DANGER
from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge, Variant
from bot.core.model import NOTHING_REMEMBERED, Memory
from bot.core.understanding.distress.recogniser import Recogniser
from tests.support.questions import NOON, question
from tests.support.recognisers import unlearned

JUST_AFTER_OTHERS_HELP = Memory(
    last_language="ru", shown="support.help", shown_at=NOON, helped_at=NOON, helped_with="suicide_other"
)


def with_variants(knowledge: Knowledge, **variants: Variant) -> Recogniser:
    """Of the class danger."""
    danger = knowledge.crisis[DANGER]._replace(variants=variants)
    return unlearned(replace(knowledge, crisis={**knowledge.crisis, DANGER: danger}))


def variant(*when: str, not_for: tuple[str, ...] = ()) -> Variant:
    return Variant(when, {"ru": "{number:112}", "en": "{number:112}"}, "help.numbers", not_for)


@pytest.mark.parametrize(
    ("text", "variant_id"),
    [
        ("this is a sign of danger", None),
        ("this is a sign of danger, a blue lamp", "blue"),
        ("a red lamp, a sign of danger", "red"),
        ("a sign of danger and a red lamp beside a blue lamp", "blue"),
        ("a sign of danger, not blue lamp", None),
        ("a sign of danger, an old blue lamp", None),
    ],
)
def test_the_first_variant_that_is_meant_counts(small_knowledge: Knowledge, text: str, variant_id: str | None) -> None:
    blue, red = variant("blue lamp", not_for=("old blue",)), variant("red lamp")
    recogniser = with_variants(small_knowledge, blue=blue, red=red)
    sign = recogniser.recognise(text)

    assert sign
    assert (sign.crisis, sign.variant) == (DANGER, variant_id)


def test_what_asks_for_a_variant_is_no_cry_by_itself(small_knowledge: Knowledge) -> None:
    recogniser = with_variants(small_knowledge, blue=variant("blue lamp"))
    other = recogniser.recognise("a sign of distress, a blue lamp")

    assert recogniser.recognise("a blue lamp") is None
    assert other
    assert other.variant is None


def rows() -> list[tuple[str, str]]:
    """Each message with its variant, or with its class where none is meant."""
    listed = yaml.safe_load(Path(__file__).with_name("variants.yaml").read_text(encoding="utf-8"))
    return [(text, meant) for meant, texts in listed.items() for text in texts.splitlines()]


@pytest.mark.parametrize(("text", "meant"), rows())
def test_a_variant_is_for_those_who_are_meant_and_for_nobody_else(dialogue: Dialogue, text: str, meant: str) -> None:
    crisis, _, is_variant = meant.partition(".")
    sign = dialogue.understanding.decide(question(text), NOTHING_REMEMBERED).sign

    assert sign
    assert (sign.crisis, sign.variant) == (crisis, meant if is_variant else None)


def test_it_is_a_variant_of_the_class_as_which_the_sign_counts_after_help(dialogue: Dialogue) -> None:
    sign = dialogue.understanding.decide(question("выпила все таблетки", minutes=1), JUST_AFTER_OTHERS_HELP).sign

    assert sign
    assert (sign.crisis, sign.variant) == ("suicide_other", "suicide_other.attempted")


@pytest.mark.parametrize(
    "text",
    [
        *("муж душит меня", "он только что душил меня и сейчас вернется", "у него нож", "he is strangling me"),
        *("соседка кричит каждую ночь", "my neighbour screams every night", "көршім күнде айғайлайды"),
        *("муж бьёт меня, я была в Турции в отпуске", "my husband hits me, we were in Turkey last summer"),
        *("полиция увезла мужа, он бил меня", "у меня жена глухая, она меня бьет", "муж бьет меня, детей двое"),
    ],
)
def test_what_only_sounds_like_a_variant_gets_the_words_of_the_class(dialogue: Dialogue, text: str) -> None:
    sign = dialogue.understanding.decide(question(text), NOTHING_REMEMBERED).sign

    assert sign
    assert (sign.level, sign.variant) == ("first", None)
