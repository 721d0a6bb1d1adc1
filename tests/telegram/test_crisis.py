"""S1, S4, S13, S14: help comes first, whatever it is cried in, and what its buttons do."""

import time

import pytest

from tests.fake_telegram import FakeTelegram, Person
from tests.support.fixture_types import Words
from tests.support.help_first import is_help

DISCLOSURES = [("күйеуім мені ұрады", "kk"), ("меня избивает муж", "ru"), ("my husband beats me every day", "en")]
TWO_IN_ONE = "He hits me. Who spoke at the event?"


@pytest.mark.parametrize(("text", "language"), DISCLOSURES)
async def test_help_comes_first_in_the_language_of_the_message(
    telegram: FakeTelegram, line: Words, text: str, language: str
) -> None:
    person = telegram.person("de")
    await person.says(text)

    assert is_help(await person.next_reply(), line, language)


@pytest.mark.parametrize("word", ["help", "SOS", "102"])
async def test_a_safe_word_brings_help(anna: Person, line: Words, word: str) -> None:
    await anna.says(word)

    assert is_help(await anna.next_reply(), line)


async def test_help_comes_first_for_a_caption(anna: Person, line: Words) -> None:
    await anna.sends("photo", caption="my husband beats me every day")

    assert is_help(await anna.next_reply(), line)


async def test_help_comes_first_for_an_edit(anna: Person, line: Words) -> None:
    message = await anna.says("What films were shown?")
    await anna.next_reply()
    await anna.edits(message, "my husband beats me every day")

    assert is_help(await anna.next_reply(), line)


@pytest.mark.parametrize(
    "origin",
    [
        {"type": "hidden_user", "sender_user_name": "Somebody", "date": 1},
        {"type": "channel", "chat": {"id": -5, "type": "channel", "title": "News"}, "message_id": 3, "date": 1},
    ],
)
async def test_help_comes_first_for_a_forwarded_text(anna: Person, line: Words, origin: dict[str, object]) -> None:
    await anna.sends("text", text="my husband beats me every day", forward_origin=origin)

    assert is_help(await anna.next_reply(), line)


@pytest.mark.parametrize("kind", ["voice", "video", "document", "animation"])
async def test_help_comes_first_for_the_caption_of_any_media(anna: Person, line: Words, kind: str) -> None:
    await anna.sends(kind, caption="my husband beats me every day")

    assert is_help(await anna.next_reply(), line)


async def test_help_comes_first_for_an_edited_caption(telegram: FakeTelegram, anna: Person, line: Words) -> None:
    message = await anna.sends("photo", caption="What films were shown?")
    await anna.next_reply()
    edited = telegram.messages[anna.id, message] | {
        "caption": "my husband beats me every day",
        "edit_date": int(time.time()),
    }
    await telegram.sends_update({"edited_message": edited})

    assert is_help(await anna.next_reply(), line)


@pytest.mark.parametrize("question", ["Where was the event?", "What films were shown?", "Who is Anna Ryl?"])
@pytest.mark.parametrize("disclosure", ["My husband beats me every day.", "I want to die."])
@pytest.mark.parametrize("first", ["question", "disclosure"])
async def test_help_is_the_first_thing_whichever_of_the_two_is_written_first(
    anna: Person, line: Words, question: str, disclosure: str, first: str
) -> None:
    await anna.says(f"{question} {disclosure}" if first == "question" else f"{disclosure} {question}")
    reply = await anna.next_reply()

    assert reply.buttons[:2] == [line("button.hide", "en"), line("button.not_me", "en")]
    assert "112" in reply.text or "102" in reply.text


async def test_help_comes_first_for_a_disclosure_at_the_end_of_a_long_message(anna: Person, line: Words) -> None:
    await anna.says("We drank tea and talked about the weather. " * 60 + "My husband beats me every day.")

    assert is_help(await anna.next_reply(), line)


@pytest.mark.parametrize(
    "text", ["What films were shown and my husband beats me", "Қандай фильмдер көрсетілді, күйеуім мені ұрады"]
)
async def test_help_comes_first_for_a_disclosure_in_a_clause(anna: Person, text: str) -> None:
    await anna.says(text)

    assert "102" in (await anna.next_reply()).text


async def test_help_comes_before_the_answer_to_a_question_in_the_same_message(
    anna: Person, answer: Words, line: Words
) -> None:
    await anna.says(TWO_IN_ONE)

    assert is_help(await anna.next_reply(), line)
    assert (await anna.next_reply()).text == answer("speakers.all", "en")


async def test_not_about_me_leads_to_the_answer(anna: Person, answer: Words, line: Words) -> None:
    await anna.says(TWO_IN_ONE)
    reply = await anna.next_reply()
    await anna.next_reply()
    await anna.presses(reply, line("button.not_me", "en"))

    assert (await anna.next_reply()).text == answer("speakers.all", "en")


async def test_not_about_me_leads_to_the_menu_where_nothing_else_was_asked(anna: Person, line: Words) -> None:
    await anna.says("my husband beats me every day")
    await anna.presses(await anna.next_reply(), line("button.not_me", "en"))

    assert (await anna.next_reply()).text == line("menu.prompt", "en")


async def test_brief_numbers_pop_up_and_leave_no_message(telegram: FakeTelegram, anna: Person, line: Words) -> None:
    """S14."""
    await anna.says("help")
    reply = await anna.next_reply()
    before = dict(telegram.messages)
    await anna.presses(reply, line("button.brief", "en"))

    assert await anna.next_alert() == line("brief.text", "en")
    assert (telegram.messages, telegram.spinning()) == (before, [])


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_brief_numbers_are_in_the_language_of_the_message(
    telegram: FakeTelegram, line: Words, language: str
) -> None:
    person = telegram.person(language)
    await person.says("112")
    await person.presses(await person.next_reply(), line("button.brief", language))

    assert await person.next_alert() == line("brief.text", language)


async def test_what_hide_cannot_do_is_one_tap_behind_more(
    anna: Person, answer: Words, title: Words, line: Words
) -> None:
    """S13."""
    await anna.says("help")
    await anna.presses(await anna.next_reply(), line("button.more", "en"))
    await anna.presses(await anna.next_reply(), title("bot.hide", "en"))

    assert (await anna.next_reply()).text == answer("bot.hide", "en")


async def test_more_shows_further_numbers(anna: Person, line: Words) -> None:
    await anna.says("help")
    await anna.presses(await anna.next_reply(), line("button.more", "en"))

    assert "111" in (await anna.next_reply()).text
