"""Whatever breaks, on the way or inside, people get an answer once.

Of `bot/telegram/handling/handlers.py`, `bot/telegram/outgoing/outbox.py` and `bot/telegram/outgoing/sending.py`.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.model import Reply
from bot.telegram.outgoing import outbox
from bot.telegram.outgoing.delivery import Delivery
from tests.fake_telegram import Call, FakeTelegram, Fault, Person
from tests.support.broken import BrokenDialogue, broken_as, fails, without_notices
from tests.support.fixture_types import Calls, Start, Words
from tests.support.state_of_chats import new_state


@pytest.fixture
async def broken(start: Start, silent_telegram: FakeTelegram, dialogue: Dialogue) -> AsyncIterator[FakeTelegram]:
    """A Telegram on which everything inside the bot goes wrong."""
    async with start(broken_as(BrokenDialogue, without_notices(dialogue)), new_state()):
        yield silent_telegram


class PartlyBrokenDialogue(Dialogue):
    """Fails at one button."""

    def press(self, data: str, *rest: Any) -> Reply:
        if data == "broken":
            raise RuntimeError
        return super().press(data, *rest)


@pytest.fixture
async def partly_broken(start: Start, silent_telegram: FakeTelegram, dialogue: Dialogue) -> AsyncIterator[FakeTelegram]:
    async with start(broken_as(PartlyBrokenDialogue, without_notices(dialogue)), new_state()):
        yield silent_telegram


def sends_to(person: Person) -> list[Call]:
    sent = [call for call in person.telegram.calls if call.method == "sendMessage"]
    return [call for call in sent if call.params["chat_id"] == person.id]


@pytest.mark.usefixtures("short_end")
async def test_a_flood_wait_of_one_chat_holds_no_other(
    telegram: FakeTelegram, anna: Person, calls_of: Calls, answer: Words
) -> None:
    others = [telegram.person("en") for _ in range(5)]
    telegram.fails("sendMessage", 429, retry_after=50)
    await anna.says("/films")
    await calls_of("sendMessage")
    for person in others:
        await person.says("/films")

    assert [(await person.next_reply()).text for person in others] == [answer("films.all", "en")] * 5
    assert anna.replies.empty()


@pytest.mark.usefixtures("short_end")
async def test_a_flood_of_messages_in_one_chat_holds_no_other(
    telegram: FakeTelegram, anna: Person, calls_of: Calls
) -> None:
    boris = telegram.person("en")
    telegram.fails("sendMessage", 429, retry_after=50)
    for _ in range(130):
        await anna.says("/films")
    await calls_of("sendMessage")
    await boris.says("help")

    assert "102" in (await boris.next_reply()).text


async def test_a_flood_wait_is_kept(telegram: FakeTelegram, anna: Person) -> None:
    clock = asyncio.get_running_loop().time
    telegram.fails("sendMessage", 429, retry_after=1)
    begun = clock()
    await anna.says("help")
    await anna.next_reply()

    assert clock() - begun >= 1
    assert len(sends_to(anna)) == 2


@pytest.mark.parametrize("fault", [502, 500, "drop", "malformed"])
async def test_a_passing_fault_of_sending_costs_no_answer(
    telegram: FakeTelegram, anna: Person, answer: Words, fault: Fault
) -> None:
    telegram.fails("sendMessage", fault)
    await anna.says("/films")
    await anna.says("/speakers")

    assert (await anna.next_reply()).text == answer("films.all", "en")
    assert (await anna.next_reply()).text == answer("speakers.all", "en")
    assert len(sends_to(anna)) == 3


@pytest.mark.parametrize("fault", [403, 404])
async def test_a_lasting_fault_of_sending_does_not_end_the_conversation(
    telegram: FakeTelegram, anna: Person, answer: Words, fault: Fault
) -> None:
    telegram.fails("sendMessage", fault)
    await anna.says("/films")
    await anna.says("/speakers")

    assert (await anna.next_reply()).text == answer("speakers.all", "en")


async def test_an_update_that_cannot_be_read_holds_up_no_other(
    telegram: FakeTelegram, anna: Person, answer: Words
) -> None:
    telegram.updates.add({"message": {"text": "?"}})
    await anna.says("/films")

    assert (await anna.next_reply()).text == answer("films.all", "en")


@pytest.mark.parametrize("fault", [502, "drop", "malformed", 400])
async def test_a_press_that_cannot_be_answered_still_opens_its_entry(
    telegram: FakeTelegram, anna: Person, answer: Words, title: Words, fault: Fault
) -> None:
    await anna.says("/films")
    telegram.fails("answerCallbackQuery", fault)
    await anna.presses(await anna.next_reply(), title("film.gulmira", "en"))

    assert (await anna.next_reply()).text == answer("film.gulmira", "en")


async def test_no_further_try_begins_once_its_time_is_over(
    telegram: FakeTelegram, anna: Person, answer: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "URGENT_PATIENCE", outbox.URGENT_PATIENCE._replace(seconds=0.0))
    telegram.fails("sendMessage", 502)
    await anna.says("help")
    await anna.says("/films")

    assert (await anna.next_reply()).text == answer("films.all", "en")
    assert len(sends_to(anna)) == 2


async def test_who_blocked_the_bot_is_left_alone_until_they_write_again(
    telegram: FakeTelegram, anna: Person, calls_of: Calls, answer: Words
) -> None:
    await anna.says("/films")
    await anna.blocks()
    await calls_of("sendMessage")
    await anna.says("/speakers")

    assert (await anna.next_reply()).text == answer("speakers.all", "en")
    assert len(sends_to(anna)) == 2
    assert telegram.refused == []


async def test_refused_markup_costs_the_markup_only(telegram: FakeTelegram, anna: Person, answer: Words) -> None:
    telegram.fails("sendMessage", 400)
    await anna.says("/films")
    reply = await anna.next_reply()

    assert reply.html == reply.text == answer("films.all", "en")
    assert reply.buttons


async def test_a_topic_that_is_gone_costs_the_place_only(telegram: FakeTelegram, anna: Person, line: Words) -> None:
    await anna.sends("text", text="my husband beats me", message_thread_id=7, is_topic_message=True)
    reply = await anna.next_reply()
    telegram.refused.clear()

    assert "102" in reply.text
    assert line("button.hide", "en") in reply.buttons


async def test_buttons_that_are_refused_cost_the_buttons_only(telegram: FakeTelegram, anna: Person) -> None:
    telegram.fails("sendMessage", 400, times=2)
    await anna.says("my husband beats me")
    reply = await anna.next_reply()

    assert ("102" in reply.text, reply.buttons) == (True, [])


@pytest.mark.parametrize("text", ["what films were shown?", "/films", "help"])
async def test_a_failure_inside_leaves_the_numbers(broken: FakeTelegram, text: str) -> None:
    anna = broken.person("en")
    await anna.says(text)
    reply = await anna.next_reply()

    assert all(number in reply.text for number in ("102", "112", "111"))
    assert reply.buttons


async def test_a_disclosure_is_heard_even_when_answering_fails(broken: FakeTelegram, line: Words) -> None:
    anna = broken.person("en")
    await anna.says("my husband beats me every day")

    assert (await anna.next_reply()).buttons[:2] == [line("button.hide", "en"), line("button.not_me", "en")]


async def test_a_failure_behind_media_leaves_the_numbers(broken: FakeTelegram, line: Words) -> None:
    anna = broken.person("en")
    await anna.sends("photo")

    assert (await anna.next_reply()).text == line("error.text", "en")


async def test_a_failure_behind_a_button_leaves_the_numbers_and_stops_spinning(broken: FakeTelegram) -> None:
    anna = broken.person("en")
    await anna.says("/start")
    await anna.presses_data(await anna.next_reply(), "ben")

    assert "102" in (await anna.next_reply()).text
    assert await anna.next_alert() == ""


async def test_a_failure_inside_shows_no_numbers_in_a_group(broken: FakeTelegram, line: Words) -> None:
    anna = broken.person("en")
    group = broken.group("Club", [anna])
    await group.says(anna, "@test_bot what films were shown?")

    assert (await group.next_reply()).text == line("group.private", "en")


async def test_a_failure_behind_a_message_read_late_tells_no_more_than_bare_numbers(
    telegram: FakeTelegram, line: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Delivery, "deliver", fails)
    anna = telegram.person("en")
    await anna.sends("text", text="my husband beats me every day", date=int(time.time()) - 20 * 60)

    assert (await anna.next_reply()).text == line("late.text", "en")


@pytest.mark.parametrize("failing", ["media", "button"])
async def test_a_chosen_language_survives_a_failure_inside(
    partly_broken: FakeTelegram, knowledge: Knowledge, line: Words, answer: Words, failing: str
) -> None:
    anna = partly_broken.person("en")
    await anna.says("/language")
    await anna.presses(await anna.next_reply(), knowledge.languages["ru"].name)
    reply = await anna.next_reply()
    await (anna.sends("photo") if failing == "media" else anna.presses_data(reply, "broken"))
    await anna.says("What films were shown?")

    assert (await anna.next_reply()).text == line("error.text", "ru")
    assert (await anna.next_reply()).text == answer("films.all", "ru")


async def test_hiding_works_even_when_answering_fails(broken: FakeTelegram, line: Words) -> None:
    anna = broken.person("en")
    await anna.says("help")
    await anna.next_reply()
    await anna.says("/hide")

    assert (await anna.next_reply()).text == line("hidden.all", "en")
    assert len([chat for chat, _ in broken.messages if chat == anna.id]) == 1


async def test_an_update_that_comes_twice_is_answered_once(telegram: FakeTelegram, anna: Person, answer: Words) -> None:
    telegram.duplicates(1)
    await anna.says("/films")
    await anna.next_reply()
    await anna.says("/speakers")

    assert (await anna.next_reply()).text == answer("speakers.all", "en")
    assert len(sends_to(anna)) == 2


async def test_a_press_that_comes_twice_is_answered_once(telegram: FakeTelegram, anna: Person, title: Words) -> None:
    await anna.says("/films")
    reply = await anna.next_reply()
    telegram.duplicates(1)
    await anna.presses(reply, title("film.gulmira", "en"))
    await anna.next_reply()
    await anna.says("/speakers")
    await anna.next_reply()

    assert len(sends_to(anna)) == 3
    assert telegram.refused == []


async def test_a_chat_is_answered_in_the_order_of_its_messages(
    telegram: FakeTelegram, anna: Person, answer: Words
) -> None:
    entries = {"films": "films.all", "speakers": "speakers.all", "start": "bot.start", "privacy": "bot.privacy"}
    telegram.fails("sendMessage", 502)
    for command in entries:
        await anna.says(f"/{command}")

    assert [(await anna.next_reply()).text for _ in entries] == [answer(entry, "en") for entry in entries.values()]


async def test_a_crowd_is_answered_each_in_their_own_language(telegram: FakeTelegram, answer: Words) -> None:
    crowd = [(telegram.person(language), language) for language in ("kk", "ru", "en") * 20]
    for person, _ in crowd:
        await person.says("/films")

    assert [(await person.next_reply()).text for person, _ in crowd] == [
        answer("films.all", language) for _, language in crowd
    ]
