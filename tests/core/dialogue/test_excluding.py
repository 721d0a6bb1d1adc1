"""What a question leaves out is not its answer.

Of `bot/core/understanding/follow_ups/excluding.py`.
"""

from __future__ import annotations

import pytest

from bot.core.dialogue import Dialogue
from bot.core.model import Memory, Reply
from tests.support.questions import question


def asked_in_turn(dialogue: Dialogue, *texts: str) -> Reply:
    memory = Memory()
    for text in texts:
        reply = dialogue.reply_to(question(text), memory)
        memory = reply.memory
    return reply


@pytest.mark.parametrize(
    "texts",
    [
        ("who spoke besides Ryl",),
        ("Рыльден басқа кім сөйледі",),
        ("who is anna ryl", "not her"),
        ("кто такая Анна Рыль", "нет, не она"),
        ("Анна Рыль кім", "ол емес"),
    ],
)
def test_the_others_of_the_kind_are_offered(dialogue: Dialogue, texts: tuple[str, ...]) -> None:
    reply = asked_in_turn(dialogue, *texts)

    assert set(reply.choices) == {"speaker.amrisheva", "speaker.eszhanova", "speaker.erzhanova"}


@pytest.mark.parametrize(
    ("texts", "entry"),
    [
        (("how many films were shown", "besides Gulmira"), "film.pay_the_bill"),
        (("кто открыл встречу", "кроме французского посла"), "ambassador.belgium"),
    ],
)
def test_where_only_one_other_is_left_it_is_the_answer(dialogue: Dialogue, texts: tuple[str, ...], entry: str) -> None:
    assert asked_in_turn(dialogue, *texts).entry == entry


@pytest.mark.parametrize(
    ("texts", "entry"),
    [
        (
            ("what is gulmira", "оны кім түсірген", "ол не туралы"),
            "film.gulmira.theme",
        ),  # «не» asks, and denies nothing
        (("what was discussed on the panel apart from other things",), "event.panel"),
        (("Гүлмира фильмі басқаша қалай аталады",), "film.gulmira"),
    ],
)
def test_what_excludes_no_single_thing_is_answered(dialogue: Dialogue, texts: tuple[str, ...], entry: str) -> None:
    assert asked_in_turn(dialogue, *texts).entry == entry
