"""S11, S17: what people ask and press in their private chat.

Of `bot/telegram/handling/messages.py` and `bot/telegram/handling/presses.py`.
"""

import time
from typing import Any

import pytest

from bot.core.knowledge import Knowledge
from tests.fake_telegram import BOT, FakeTelegram, Person, Reply, buttons_of
from tests.support.fixture_types import Words


def inline_buttons(telegram: FakeTelegram) -> list[dict[str, Any]]:
    return [button for reply in telegram.shown.values() for button in buttons_of(reply.markup)]


async def press_everything(person: Person, reply: Reply) -> list[Reply]:
    """Presses every button that can be reached from a reply, each once."""
    unread, replies, pressed = [reply], [reply], set[str]()
    while unread:
        reply = unread.pop()
        for button in buttons_of(reply.markup):
            if button["callback_data"] not in pressed:
                pressed.add(button["callback_data"])
                await person.presses(reply, button["text"])
                unread.append(await person.next_reply())
                await person.next_alert()
                replies.append(unread[-1])
    return replies


@pytest.mark.parametrize(
    ("client", "language"), [("kk", "kk"), ("ru", "ru"), ("en-GB", "en"), ("uz", "ru"), (None, "kk")]
)
async def test_start_speaks_the_language_of_the_app(
    telegram: FakeTelegram, answer: Words, client: str | None, language: str
) -> None:
    person = telegram.person(client)
    await person.says("/start")

    assert (await person.next_reply()).text == answer("bot.start", language)


@pytest.mark.parametrize(
    ("text", "language"),
    [("Қандай фильмдер көрсетілді?", "kk"), ("Какие фильмы показали?", "ru"), ("What films were shown?", "en")],
)
async def test_a_question_is_answered_in_its_own_language(
    telegram: FakeTelegram, answer: Words, text: str, language: str
) -> None:
    person = telegram.person({"kk": "ru", "ru": "en", "en": "kk"}[language])
    await person.says(text)

    assert (await person.next_reply()).text == answer("films.all", language)


async def test_the_language_of_the_last_question_is_kept_for_wordless_ones(anna: Person, line: Words) -> None:
    await anna.says("Какие фильмы показали?")
    await anna.next_reply()
    await anna.sends("sticker")

    assert line("media.other", "ru") in (await anna.next_reply()).text


async def test_a_follow_up_is_about_what_was_shown_last(anna: Person, answer: Words) -> None:
    await anna.says("tell me about Gulmira")
    await anna.next_reply()
    await anna.says("and who made it?")

    assert (await anna.next_reply()).text == answer("film.gulmira.director", "en")


async def test_a_follow_up_is_never_about_what_somebody_else_was_shown(
    telegram: FakeTelegram, anna: Person, answer: Words
) -> None:
    boris = telegram.person("en")
    await anna.says("tell me about Gulmira")
    await anna.next_reply()
    await boris.says("and who made it?")

    assert (await boris.next_reply()).text != answer("film.gulmira.director", "en")


async def test_a_button_opens_its_entry(anna: Person, answer: Words, title: Words) -> None:
    await anna.says("tell me about Gulmira")
    await anna.presses(await anna.next_reply(), title("film.gulmira.director", "en"))

    assert (await anna.next_reply()).text == answer("film.gulmira.director", "en")


async def test_a_follow_up_is_about_what_a_button_opened(anna: Person, answer: Words, title: Words) -> None:
    await anna.says("What films were shown?")
    await anna.presses(await anna.next_reply(), title("film.gulmira", "en"))
    await anna.next_reply()
    await anna.says("and who made it?")

    assert (await anna.next_reply()).text == answer("film.gulmira.director", "en")


@pytest.mark.parametrize(("text", "entry"), [("2", "ambassador.belgium"), ("the first one", "ambassador.france")])
async def test_a_number_or_an_ordinal_opens_what_a_button_would(
    anna: Person, answer: Words, text: str, entry: str
) -> None:
    await anna.says("Which ambassadors took part?")
    await anna.next_reply()
    await anna.says(text)

    assert (await anna.next_reply()).text == answer(entry, "en")


async def test_the_menu_shows_its_entries_and_help(
    anna: Person, knowledge: Knowledge, title: Words, line: Words
) -> None:
    await anna.says("What films were shown?")
    await anna.presses(await anna.next_reply(), line("button.menu", "en"))
    expected = [title(entry, "en") for row in knowledge.menu.rows for entry in row]

    assert (await anna.next_reply()).buttons == [*expected, line("button.help", "en"), line("button.language", "en")]


async def test_help_is_one_tap_away_from_an_answer(anna: Person, line: Words) -> None:
    await anna.says("What films were shown?")
    await anna.presses(await anna.next_reply(), line("button.help", "en"))
    text = (await anna.next_reply()).text

    assert "102" in text
    assert "111" in text


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_the_language_screen_offers_every_language_in_its_own_words(
    telegram: FakeTelegram, knowledge: Knowledge, line: Words, language: str
) -> None:
    person = telegram.person(language)
    await person.says("/language")
    reply = await person.next_reply()

    assert reply.buttons[:3] == [info.name for info in knowledge.languages.values()]
    assert all(line("language.prompt", code) in reply.text for code in knowledge.languages)


async def test_a_chosen_language_is_confirmed_and_kept(
    anna: Person, knowledge: Knowledge, answer: Words, line: Words
) -> None:
    await anna.says("/language")
    await anna.presses(await anna.next_reply(), knowledge.languages["ru"].name)

    assert (await anna.next_reply()).text == line("language.set", "ru")

    await anna.says("What films were shown?")

    assert (await anna.next_reply()).text == answer("films.all", "ru")


async def test_a_chosen_language_survives_a_message_read_late(
    anna: Person, knowledge: Knowledge, answer: Words
) -> None:
    await anna.says("/language")
    await anna.presses(await anna.next_reply(), knowledge.languages["ru"].name)
    await anna.next_reply()
    await anna.sends("text", text="hello", date=int(time.time()) - 16 * 60)
    await anna.next_reply()
    await anna.says("What films were shown?")

    assert (await anna.next_reply()).text == answer("films.all", "ru")


async def test_a_chosen_language_holds_for_buttons_of_older_messages(
    anna: Person, knowledge: Knowledge, answer: Words, title: Words
) -> None:
    await anna.says("tell me about Gulmira")
    older = await anna.next_reply()
    await anna.says("/language")
    await anna.presses(await anna.next_reply(), knowledge.languages["kk"].name)
    await anna.next_reply()
    await anna.presses(older, title("film.gulmira.director", "en"))

    assert (await anna.next_reply()).text == answer("film.gulmira.director", "kk")


@pytest.mark.parametrize(
    "data", ["x", "aen", "aenzzzzzzzz", "ben2", "bde", "zen", "a" * 64, "ж" * 32, "film.gulmira", "aen\n", "{}", "een"]
)
async def test_old_or_forged_button_data_opens_the_menu(anna: Person, title: Words, line: Words, data: str) -> None:
    await anna.says("/start")
    await anna.presses_data(await anna.next_reply(), data)
    reply = await anna.next_reply()

    assert (line("button.old", "en") in reply.text, title("films.all", "en") in reply.buttons) == (True, True)
    assert await anna.next_alert() == ""


async def test_a_button_of_a_deleted_message_still_works(telegram: FakeTelegram, anna: Person, answer: Words) -> None:
    await anna.says("tell me about Gulmira")
    reply = await anna.next_reply()
    del telegram.messages[anna.id, reply.message_id]
    await anna.presses(reply, reply.buttons[0])

    assert (await anna.next_reply()).text == answer("film.gulmira.director", "en")


async def test_a_press_outside_any_chat_stops_spinning_and_sends_nothing(telegram: FakeTelegram, anna: Person) -> None:
    query = {"id": "77", "from": anna.user, "chat_instance": "1", "data": "ben", "inline_message_id": "x"}
    await telegram.sends_update({"callback_query": query})

    assert await telegram.presses["77"].alerts.get() == ""
    assert telegram.shown == {}


async def test_every_button_within_reach_works(telegram: FakeTelegram, anna: Person, line: Words) -> None:
    await anna.says("/start")
    replies = await press_everything(anna, await anna.next_reply())

    assert len(replies) > 50
    assert [reply.text for reply in replies if line("button.old", "en") in reply.text] == []
    assert (telegram.spinning(), telegram.refused) == ([], [])


async def test_button_data_is_short_and_says_nothing(
    telegram: FakeTelegram, anna: Person, knowledge: Knowledge
) -> None:
    """S11."""
    for command in [*knowledge.menu.commands, "language"]:
        await anna.says(f"/{command}")
        await anna.next_reply()
    data = [str(button["callback_data"]) for button in inline_buttons(telegram)]

    assert max(len(code.encode()) for code in data) <= 64
    assert [code for code in data if any(word in code for word in ("help", "support", "crisis", "violence"))] == []


async def test_only_inline_buttons_are_used(telegram: FakeTelegram, anna: Person) -> None:
    """S11."""
    for text in ("/start", "/support", "He hits me", "blorp"):
        await anna.says(text)
        await anna.next_reply()

    assert {key for reply in telegram.shown.values() for key in reply.markup or {}} == {"inline_keyboard"}


async def test_the_bot_speaks_only_when_spoken_to(telegram: FakeTelegram, anna: Person) -> None:
    """S17."""
    await anna.says("/start")
    reply = await anna.next_reply()

    assert [message["from"] for message in telegram.messages.values()] == [anna.user, BOT]
    assert (reply.edited, anna.replies.empty()) == (False, True)
