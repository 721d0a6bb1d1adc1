"""What stands just above is not said a second time, unless it helps or is asked for.

Of `bot/core/understanding/follow_ups/asking_again.py`, as replies show it.
"""

from __future__ import annotations

import pytest

from bot.core.dialogue import Dialogue
from tests.support.questions import question


@pytest.mark.parametrize(
    ("asked", "minutes", "is_repeated"),
    [("who was the moderator", 1, False), ("who was the moderator", 16, True), ("кто был модератором", 1, True)],
    ids=["just above", "long ago", "in another language"],
)
def test_of_an_answer_that_stands_above_it_is_only_said_that_no_more_is_known(
    dialogue: Dialogue, asked: str, minutes: float, is_repeated: bool
) -> None:
    first = dialogue.reply_to(question("who moderated the panel"))
    again = dialogue.reply_to(question(asked, minutes=minutes), first.memory)

    assert again.entry == "event.moderator"
    assert (again.text == dialogue.knowledge.texts["answer.again"]["en"]) != is_repeated


def test_an_answer_that_stands_above_can_be_opened_again(dialogue: Dialogue) -> None:
    first = dialogue.reply_to(question("who moderated the panel"))
    again = dialogue.reply_to(question("who was the moderator"), first.memory)

    assert dialogue.press(again.buttons[0][0].data, question(""), again.memory).text == first.text


@pytest.mark.parametrize("text", ["support numbers", "how to get a protection order"])
def test_what_helps_comes_again_as_it_is(dialogue: Dialogue, text: str) -> None:
    first = dialogue.reply_to(question(text))

    assert dialogue.reply_to(question(text, minutes=1), first.memory).text == first.text


@pytest.mark.parametrize("said", ["ну", "same", "президент", "это же про меня", "btw", "кто ты"])
def test_what_asks_nothing_of_an_answer_does_not_bring_it_again(dialogue: Dialogue, said: str) -> None:
    first = dialogue.reply_to(question("кто такой Куандык Бишимбаев"))

    assert first.entry == "law.saltanat"
    assert dialogue.reply_to(question(said), first.memory).entry != first.entry
