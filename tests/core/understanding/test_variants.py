"""A crisis class has other words for some of those whom it is for, such as somebody who has done it already."""

from __future__ import annotations

from dataclasses import replace

import pytest
from heard import unlearned

from bot.core.crisis_classes import DANGER
from bot.core.model import Knowledge, Variant
from bot.core.understanding.crisis import Recogniser


def with_variants(knowledge: Knowledge, *variants: Variant) -> Recogniser:
    """Of the class danger."""
    danger = knowledge.crisis[DANGER]._replace(variants=variants)
    return unlearned(replace(knowledge, crisis={**knowledge.crisis, DANGER: danger}))


def variant(*when: str, not_for: tuple[str, ...] = ()) -> Variant:
    return Variant(when, {"ru": "{number:112}", "en": "{number:112}"}, "help.numbers", not_for)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("this is a sign of danger", None),
        ("this is a sign of danger, a blue lamp", 0),
        ("a red lamp, a sign of danger", 1),
        ("a sign of danger and a red lamp beside a blue lamp", 0),
        ("a sign of danger, not blue lamp", None),
        ("a sign of danger, an old blue lamp", None),
    ],
)
def test_the_first_variant_that_is_meant_counts(small_knowledge: Knowledge, text: str, place: int | None) -> None:
    recogniser = with_variants(small_knowledge, variant("blue lamp", not_for=("old blue",)), variant("red lamp"))
    sign = recogniser.recognise(text)

    assert sign
    assert (sign.crisis, sign.variant) == (DANGER, place)


def test_what_asks_for_a_variant_is_no_cry_by_itself(small_knowledge: Knowledge) -> None:
    recogniser = with_variants(small_knowledge, variant("blue lamp"))
    other = recogniser.recognise("a sign of distress, a blue lamp")

    assert recogniser.recognise("a blue lamp") is None
    assert other
    assert other.variant is None
