"""S5: in the words of which class a cry is answered after the words of another.

Of `bot/core/understanding/heeding.py`, `bot/core/understanding/addressing.py` and `bot/core/understanding/speaker.py`.
"""

from __future__ import annotations

import pytest
from asking import question

from bot.core.dialogue import Dialogue
from bot.core.model import NOTHING_REMEMBERED


def last_class(dialogue: Dialogue, *turns: str) -> str | None:
    """The class in whose words the last of these messages is answered."""
    memory, crisis = NOTHING_REMEMBERED, None
    for text in turns:
        reply = dialogue.reply_to(question(text), memory)
        memory, crisis = reply.memory, reply.crisis
    return crisis


@pytest.mark.parametrize(
    ("first", "then", "crisis"),
    [
        ("муж меня бьет", "мама говорит терпи", "disclosure"),
        ("күйеуім ұрады", "анам шыда дейді", "disclosure"),
        ("муж меня бьет", "мне 14 и мама говорит терпи", "child"),
        ("подруга не хочет жить", "я сама не хочу жить", "suicide"),
        ("my friend wants to die", "i don't want to live either", "suicide"),
        ("құрбым өлгісі келеді", "менің де өмір сүргім келмейді", "suicide"),
        ("my friend wants to die", "my mother swallowed a lot of pills", "suicide_other"),
    ],
)
def test_a_talk_goes_on_about_whom_it_was_unless_it_is_said_otherwise(
    dialogue: Dialogue, first: str, then: str, crisis: str
) -> None:
    assert last_class(dialogue, first, then) == crisis


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("не хочу жить", "я на крыше"),
        ("не хочу жить", "в ванной с лезвием"),
        ("не хочу жить", "стою на балконе"),
        ("не хочу жить", "я на подоконнике"),
        ("не хочу жить", "прощайте"),
        ("өмір сүргім келмейді", "қолымда ұстара"),
        ("өмір сүргім келмейді", "балконда тұрмын"),
        ("i want to die", "in the bath with a razor"),
        ("i want to die", "goodbye"),
        ("i want to die", "standing on the balcony"),
    ],
)
def test_despair_that_goes_on_gets_its_own_words_again(dialogue: Dialogue, first: str, then: str) -> None:
    assert last_class(dialogue, first, then) == "suicide"


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("не хочу жить", "он ломает дверь"),
        ("өмір сүргім келмейді", "ол есікті сындырып жатыр"),
        ("i want to die", "he is at the door"),
    ],
)
def test_after_despair_danger_that_comes_from_somebody_is_still_danger(
    dialogue: Dialogue, first: str, then: str
) -> None:
    assert last_class(dialogue, first, then) == "danger"
