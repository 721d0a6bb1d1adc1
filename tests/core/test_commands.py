"""What a person typed: a command or words, wherever they typed it."""

from __future__ import annotations

import pytest

from bot.core.commands import Command, command_of, command_or_words

KNOWN = frozenset({"start", "films", "hide", "forget"})


def alarms(text: str) -> bool:
    return "beats me" in text or text == "sos"


@pytest.mark.parametrize(
    "text", ["/films", " /films\n", "/FILMS", "/films@some_bot", "/films now", "/ films", "/films.", "/films@some_bot!"]
)
def test_a_command_is_one_however_it_is_typed(text: str) -> None:
    command = command_of(text)

    assert command is not None
    assert command.name == "films"


@pytest.mark.parametrize("text", ["", "films", "what is /films", "?"])
def test_what_does_not_begin_with_a_slash_is_words(text: str) -> None:
    assert command_of(text) is None
    assert command_or_words(text, KNOWN, alarms) == text


@pytest.mark.parametrize("text", ["/", "/@", "/ ", "//films", "/_"])
def test_a_slash_and_nothing_that_is_known_is_a_command_all_the_same(text: str) -> None:
    assert isinstance(command_or_words(text, KNOWN, alarms), Command)


def test_the_bot_that_a_command_is_for_and_the_words_behind_it_are_kept() -> None:
    assert command_of("/films@Some_bot of  today") == Command("films", "of  today", "Some_bot")


@pytest.mark.parametrize(
    "text", ["/he beats me", "/films he beats me", "/start he beats me", "/ he beats me", "/sos", "/films sos"]
)
def test_words_that_alarm_are_heard_behind_a_slash(text: str) -> None:
    assert command_or_words(text, KNOWN, alarms) in ("he beats me", "sos")


@pytest.mark.parametrize("text", ["/weather", "/films of today", "/start he"])
def test_words_that_do_not_alarm_leave_a_command_a_command(text: str) -> None:
    assert isinstance(command_or_words(text, KNOWN, alarms), Command)


@pytest.mark.parametrize("text", ["/старт", "/старт сейчас", "/бастау"])
def test_a_name_that_no_command_can_have_is_words(text: str) -> None:
    assert command_or_words(text, KNOWN, alarms) == text[1:]


@pytest.mark.parametrize("text", ["/hide he beats me", "/forget sos"])
def test_whoever_hides_or_forgets_hides_or_forgets_whatever_stands_behind_it(text: str) -> None:
    assert command_or_words(text, KNOWN, alarms) == command_of(text)


def test_the_parameter_of_a_link_into_the_chat_is_nobodys_words() -> None:
    assert command_or_words("/start sos", KNOWN, alarms) == Command("start", "sos")
