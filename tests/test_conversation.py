"""The conversation of the terminal, of `ask` and of the desk: the same path as Telegram's."""

from __future__ import annotations

import pytest

from bot.conversation import Conversation
from bot.core.dialogue import Dialogue


@pytest.mark.parametrize("hide", ["/hide", " /hide", "/HIDE@some_bot", "/hide now"])
def test_what_was_hidden_is_no_context(dialogue: Dialogue, hide: str) -> None:
    conversation = Conversation(dialogue, "ru")
    conversation.say("кто снял гульмиру")
    conversation.say(hide)

    assert conversation.has_hidden
    assert conversation.say("а что она сказала?").entry != "speaker.eszhanova.said"


def test_the_button_hides_like_the_command(dialogue: Dialogue) -> None:
    conversation = Conversation(dialogue, "ru")
    hide = conversation.say("муж меня бьёт").buttons[0][0]
    left = conversation.press(hide.data)

    assert left is not None
    assert (conversation.has_hidden, left.text) == (True, Conversation(dialogue, "ru").say("/hide").text)


def test_the_line_that_hide_leaves_can_be_hidden_too(dialogue: Dialogue) -> None:
    conversation = Conversation(dialogue, "ru")
    left = conversation.say("/hide")

    assert conversation.press(left.buttons[0][0].data) is None
    assert conversation.has_hidden


def test_a_chosen_language_outlasts_hiding(dialogue: Dialogue) -> None:
    conversation = Conversation(dialogue, "en")
    russian = next(b for b in conversation.say("/language").buttons[0] if b.label == "Русский")
    conversation.press(russian.data)
    conversation.say("/hide")

    assert conversation.say("/films").language == "ru"


def test_in_a_group_nothing_is_hidden(dialogue: Dialogue) -> None:
    conversation = Conversation(dialogue, "en", "group")

    assert conversation.say("/hide").text == conversation.say("/privacy").text
    assert not conversation.has_hidden


@pytest.mark.parametrize(
    "text", ["/меня бьёт муж", "/start меня бьёт муж", "/films мой муж меня бьёт", "/помощь", "/start помощь", "/sos"]
)
def test_a_cry_for_help_is_heard_behind_a_slash(dialogue: Dialogue, text: str) -> None:
    assert Conversation(dialogue, "ru").say(text).kind == "crisis"


@pytest.mark.parametrize("text", ["/weather", "/кино", "/films now", "/start s", "/start help"])
def test_other_words_behind_a_slash_change_nothing(dialogue: Dialogue, text: str) -> None:
    command = text.split()[0]

    assert Conversation(dialogue, "ru").say(text).text == Conversation(dialogue, "ru").say(command).text
