"""Two questions in one message."""

from __future__ import annotations

import pytest
from asking import question

from bot.core.dialogue import Dialogue


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("когда было мероприятие? кто открыл его?", "event.when", "event.opening"),
        ("where was it and also who opened it", "event.where", "event.opening"),
    ],
)
def test_two_questions_get_two_answers(dialogue: Dialogue, text: str, first: str, second: str) -> None:
    reply = dialogue.reply_to(question(text))

    assert (reply.kind, reply.entry, reply.also) == ("answer", first, second)


def test_the_second_question_is_understood_after_the_first(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("Кто снял Гульмиру? И что она сказала?"))

    assert (reply.entry, reply.also) == ("film.gulmira.director", "speaker.eszhanova.said")


def test_both_answers_stand_in_the_order_of_the_questions(small_dialogue: Dialogue) -> None:
    text = small_dialogue.reply_to(question("whom to call 1? where is the fair?")).text

    assert -1 < text.index("You can call here") < text.index("The fair is on")
