"""S1, S4, S13, S14, S16, S17, S18, S19, S22: help first, and safe on a phone that somebody else may hold."""

import time

import pytest
from fake_telegram import FakeTelegram, Person, Reply
from fixture_types import Words
from waiting import until

from bot.core.model import Knowledge
from bot.telegram.app import TelegramBot

DISCLOSURES = [("күйеуім мені ұрады", "kk"), ("меня избивает муж", "ru"), ("my husband beats me every day", "en")]
TWO_IN_ONE = "He hits me. Who spoke at the event?"


def minutes_ago(minutes: int) -> int:
    return int(time.time()) - 60 * minutes


def is_help(reply: Reply, line: Words, language: str = "en") -> bool:
    """Whether a reply opens with numbers and carries the buttons of a crisis reply, in order."""
    keys = ("button.hide", "button.not_me", "button.more", "button.brief", "button.menu")
    return "102" in reply.text and reply.buttons == [line(key, language) for key in keys]


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


async def test_a_message_read_late_gets_bare_numbers(anna: Person, line: Words) -> None:
    await anna.sends("text", text="my husband beats me every day", date=minutes_ago(16))
    reply = await anna.next_reply()

    assert reply.text == line("late.text", "en")
    assert reply.buttons == [line("button.menu", "en"), line("button.help", "en")]


async def test_all_that_is_read_late_gets_one_line(anna: Person, line: Words, answer: Words) -> None:
    for text in ("my husband beats me", "are you there?", "/films"):
        await anna.sends("text", text=text, date=minutes_ago(60))
    late = await anna.next_reply()
    await anna.says("/films")
    now = await anna.next_reply()
    await anna.says("/hide")
    hidden = await anna.next_reply()

    assert (late.text, now.text) == (line("late.text", "en"), answer("films.all", "en"))
    assert [message for chat, message in anna.telegram.messages if chat == anna.id] == [hidden.message_id]


async def test_a_late_line_that_did_not_arrive_is_followed_by_another(
    telegram: FakeTelegram, anna: Person, line: Words
) -> None:
    telegram.fails("sendMessage", 404)
    for text in ("my husband beats me", "are you there?"):
        await anna.sends("text", text=text, date=minutes_ago(60))

    assert (await anna.next_reply()).text == line("late.text", "en")


async def shown_an_hour_ago(anna: Person) -> Reply:
    """Help, as it stands in the chat of whoever asked for it then."""
    await anna.says("my husband beats me")
    help_shown = await anna.next_reply()
    anna.telegram.messages[anna.id, help_shown.message_id]["date"] = minutes_ago(60)
    return help_shown


async def test_a_press_that_waited_gets_bare_numbers_once(
    telegram: FakeTelegram, anna: Person, line: Words, answer: Words
) -> None:
    help_shown = await shown_an_hour_ago(anna)
    telegram.query_lifetime = 0.0
    for button in ("button.more", "button.menu"):
        await anna.presses(help_shown, line(button, "en"))
    late = await anna.next_reply()
    await anna.says("/films")

    assert (late.text, (await anna.next_reply()).text) == (line("late.text", "en"), answer("films.all", "en"))


async def test_hide_hides_although_its_press_waited(telegram: FakeTelegram, anna: Person, line: Words) -> None:
    help_shown = await shown_an_hour_ago(anna)
    telegram.query_lifetime = 0.0
    await anna.presses(help_shown, line("button.hide", "en"))

    assert (await anna.next_reply()).text == line("hidden.all", "en")


async def test_a_press_below_an_old_message_is_answered(telegram: FakeTelegram, anna: Person, line: Words) -> None:
    help_shown = await shown_an_hour_ago(anna)
    await anna.presses(help_shown, line("button.more", "en"))

    assert "111" in (await anna.next_reply()).text


async def test_a_press_that_waited_shortly_is_answered(telegram: FakeTelegram, anna: Person, line: Words) -> None:
    await anna.says("my husband beats me")
    telegram.query_lifetime = 0.0
    await anna.presses(await anna.next_reply(), line("button.more", "en"))

    assert (await anna.next_reply()).text != line("late.text", "en")


async def test_help_waits_for_no_answer_to_its_press(
    telegram: FakeTelegram, anna: Person, line: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.presses.LONGEST_DOUBT", 0.0)
    help_shown = await shown_an_hour_ago(anna)
    telegram.query_lifetime = 0.0
    await anna.presses(help_shown, line("button.more", "en"))

    assert (await anna.next_reply()).text != line("late.text", "en")


@pytest.mark.parametrize("kind", ["photo", "voice"])
async def test_what_is_not_text_gets_bare_numbers_too_when_read_late(anna: Person, line: Words, kind: str) -> None:
    await anna.sends(kind, caption="help" if kind == "photo" else "", date=minutes_ago(360))

    assert (await anna.next_reply()).text == line("late.text", "en")


async def test_a_message_read_in_time_is_answered(anna: Person, line: Words) -> None:
    await anna.sends("text", text="my husband beats me every day", date=minutes_ago(13))

    assert is_help(await anna.next_reply(), line)


async def test_a_clock_of_this_machine_that_is_ahead_makes_nothing_late(
    anna: Person, line: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else whoever cries for help would get a bare line, and then a quarter of an hour of silence."""
    monkeypatch.setattr("bot.telegram.telegram_clock.time", lambda: time.time() + 5 * 3600)
    await anna.says("hello")
    await anna.next_reply()
    await anna.says("my husband beats me every day")

    assert is_help(await anna.next_reply(), line)


@pytest.fixture
def clock_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.telegram.telegram_clock.time", lambda: time.time() + 5 * 3600)


@pytest.mark.usefixtures("clock_ahead")
async def test_not_even_the_first_message_is_late_by_a_clock_that_was_wrong_from_the_start(
    app: TelegramBot, anna: Person, line: Words
) -> None:
    await until(app.health.is_ready)
    await anna.says("my husband beats me every day")

    assert is_help(await anna.next_reply(), line)


async def test_a_clock_of_this_machine_that_is_behind_makes_nothing_new(
    anna: Person, line: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.telegram_clock.time", lambda: time.time() - 5 * 3600)
    await anna.says("hello")
    await anna.next_reply()
    await anna.sends("text", text="my husband beats me every day", date=minutes_ago(16))

    assert (await anna.next_reply()).text == line("late.text", "en")


async def test_a_late_change_of_an_old_message_counts_from_the_change(
    telegram: FakeTelegram, anna: Person, line: Words
) -> None:
    message = await anna.says("hello")
    await anna.next_reply()
    old = telegram.messages[anna.id, message] | {"date": minutes_ago(600)}
    await telegram.sends_update({"edited_message": old | {"text": "help", "edit_date": minutes_ago(16)}})
    late = await anna.next_reply()
    await telegram.sends_update({"edited_message": old | {"text": "help", "edit_date": minutes_ago(0)}})

    assert late.text == line("late.text", "en")
    assert is_help(await anna.next_reply(), line)


async def test_start_looks_the_same_after_a_crisis(telegram: FakeTelegram, anna: Person) -> None:
    boris = telegram.person("en")
    await anna.says("my husband beats me every day")
    await anna.next_reply()
    await anna.says("/start")
    await boris.says("/start")
    after, fresh = await anna.next_reply(), await boris.next_reply()

    assert (after.html, after.markup) == (fresh.html, fresh.markup)


@pytest.mark.parametrize("opened", ["/start", "/help", "/support", "/films", "/privacy", "/language", "/nonsense"])
async def test_no_screen_shows_that_there_was_a_crisis(telegram: FakeTelegram, anna: Person, opened: str) -> None:
    """S18."""
    boris = telegram.person("en")
    await anna.says("my husband beats me every day")
    await anna.next_reply()
    await anna.says(opened)
    await boris.says(opened)
    after, fresh = await anna.next_reply(), await boris.next_reply()

    assert (after.html, after.markup) == (fresh.html, fresh.markup)


async def test_nobody_is_written_to_who_did_not_write_or_press(telegram: FakeTelegram, anna: Person) -> None:
    """S17: neither after a start of the bot nor when somebody lets it write again."""
    boris = telegram.person("en")
    await anna.blocks()
    await anna.unblocks()
    await boris.says("/start")
    await boris.next_reply()

    assert {call.params["chat_id"] for call in telegram.calls if call.method == "sendMessage"} == {boris.id}


async def test_a_crisis_is_never_the_subject_of_a_follow_up(anna: Person, known: Knowledge) -> None:
    await anna.says("tell me about Gulmira")
    await anna.next_reply()
    await anna.says("my husband beats me every day")
    await anna.next_reply()
    await anna.says("her name?")
    text = (await anna.next_reply()).text

    assert known.crisis["disclosure"].reply["en"].splitlines()[0] not in text
    assert "Eszhanova" not in text


async def test_what_is_read_late_gets_numbers_without_a_telling_word(anna: Person, known: Knowledge) -> None:
    """S19: six hours later somebody else may hold the phone."""
    await anna.sends("text", text="my husband beats me every day", date=minutes_ago(360))
    reply = await anna.next_reply()
    first_lines = {crisis.reply["en"].splitlines()[0] for crisis in known.crisis.values() if crisis.reply}

    assert all(number in reply.text for number in ("102", "112", "111"))
    assert not any(first in reply.text for first in first_lines)


async def test_every_message_is_silent_without_preview_and_free_to_share(
    telegram: FakeTelegram, anna: Person, line: Words
) -> None:
    for text in ("/start", "help", "What films were shown?", "blorp", "/support", "/language", "/nonsense", "/hide"):
        await anna.says(text)
        reply = await anna.next_reply()
    await anna.sends("voice")
    await anna.presses(await anna.next_reply(), line("button.help", "en"))
    await anna.sends("text", text=reply.text, date=minutes_ago(16))
    await anna.next_reply()
    await anna.next_reply()
    sent = [call.params for call in telegram.calls if call.method == "sendMessage"]

    assert len(sent) == 11
    assert {(p.get("disable_notification"), str(p.get("link_preview_options"))) for p in sent} == {
        (True, "{'is_disabled': True}")
    }
    assert [p for p in sent if "protect_content" in p] == []
