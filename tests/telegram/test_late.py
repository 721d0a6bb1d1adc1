"""S19: what is read late gets bare numbers: somebody else may hold the phone by then."""

import time

import pytest

from bot.core.knowledge import Knowledge
from bot.telegram.app import TelegramBot
from tests.fake_telegram import FakeTelegram, Person, Reply
from tests.support.fixture_types import Words
from tests.support.help_first import is_help
from tests.support.waiting import until


def minutes_ago(minutes: int) -> int:
    return int(time.time()) - 60 * minutes


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
    monkeypatch.setattr("bot.telegram.handling.presses.LONGEST_DOUBT", 0.0)
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


async def test_what_is_read_late_gets_numbers_without_a_telling_word(anna: Person, knowledge: Knowledge) -> None:
    """Six hours later somebody else may hold the phone."""
    await anna.sends("text", text="my husband beats me every day", date=minutes_ago(360))
    reply = await anna.next_reply()
    first_lines = {crisis.reply["en"].splitlines()[0] for crisis in knowledge.crisis.values() if crisis.reply}

    assert all(number in reply.text for number in ("102", "112", "111"))
    assert not any(first in reply.text for first in first_lines)
