"""What still works when understanding does not."""

from __future__ import annotations

import pytest
from asking import question

from bot.core.dialogue import Dialogue
from bot.core.model import Knowledge


@pytest.mark.parametrize("text", ["where is the fair", "", "🙂", "qwrtpsdfg", "x" * 5000])
def test_without_a_matcher_there_are_still_numbers(small_knowledge: Knowledge, text: str) -> None:
    broken = Dialogue(small_knowledge)
    del broken.matcher
    reply = broken.help.reply_to(question(text))

    assert reply.kind == "fallback"
    assert "112" in reply.text


@pytest.mark.parametrize("text", ["help", "sign of danger"])
def test_without_a_matcher_a_crisis_is_still_answered(small_knowledge: Knowledge, text: str) -> None:
    broken = Dialogue(small_knowledge)
    del broken.matcher
    reply = broken.help.reply_to(question(text))

    assert reply.kind == "crisis"
    assert "112" in reply.text


def test_without_a_fit_safe_words_still_work(small_dialogue: Dialogue) -> None:
    assert small_dialogue.reply_to(question("помощь")).crisis == "distress"
