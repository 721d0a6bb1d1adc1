"""S5b: which few words are a cry after an answer about the event, and which ask of what was shown.

Of `bot/core/understanding/after_help/calm_talk.py`, as replies show it.
"""

from __future__ import annotations

import pytest

from bot.core.dialogue import Dialogue
from tests.support.questions import memory_after, question


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("film.gulmira.director", "и где он сейчас?"),
        ("film.gulmira.director", "и что он сказал"),
        ("film.gulmira.director", "and where is he now"),
        ("кто был модератором", "who is he"),
        ("кто был модератором", "а он кто"),
        ("кто был модератором", "а когда он пришел"),
        ("кто был модератором", "ол кім"),
        ("кто был модератором", "ол не айтты"),
        ("кто спикеры", "он здесь?"),
        ("кто спикеры", "he came?"),
    ],
)
def test_a_few_words_that_ask_of_what_was_shown_are_no_cry(dialogue: Dialogue, before: str, said: str) -> None:
    assert dialogue.reply_to(question(said), memory_after(dialogue, before)).kind != "crisis"


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("film.gulmira.director", "он пришел домой"),
        ("film.gulmira.director", "мне страшно"),
        ("film.gulmira.director", "he is here"),
        ("who made gulmira", "he is here"),
        ("где шелтер", "он вернулся"),
        ("кто был модератором", "он увидел"),
        ("когда было мероприятие", "он здесь"),
        ("звондамай жазуға бола ма", "ол осында"),
        ("гүлмираны кім түсірді", "бөлмеге кірді"),
    ],
)
def test_a_few_words_that_cry_are_heard_in_any_talk(dialogue: Dialogue, before: str, said: str) -> None:
    assert dialogue.reply_to(question(said), memory_after(dialogue, before)).kind == "crisis"


def test_a_cry_for_help_after_an_answer_is_answered_with_help_alone(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(
        question("my husband beats me every day"), memory_after(dialogue, "What films were shown?")
    )

    assert (reply.crisis, reply.entry, reply.then) == ("disclosure", None, ())
