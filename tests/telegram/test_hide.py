"""S12, S13, S34: Hide leaves one neutral line, and says what it could not remove.

Of `bot/telegram/handling/last_words.py` and `bot/telegram/outgoing/hiding.py`.
"""

import asyncio

import pytest

from bot.core.dialogue import Dialogue
from bot.state.chats import ChatState, Rest
from bot.state.memory import MemoryStore
from bot.telegram.handling import last_words
from bot.telegram.outgoing import http, outbox
from bot.telegram.outgoing.hiding import HIDDEN_AT_ONCE, MOST_CALLS
from bot.telegram.outgoing.outbox import Patience
from tests.fake_telegram import FakeTelegram, Fault, Person
from tests.support.fixture_types import Start, Words
from tests.support.people import left_in, talks
from tests.support.state_of_chats import KEYS, new_state
from tests.support.waiting import until

HOUR = 3600.0


def batches(telegram: FakeTelegram) -> list[int]:
    return [len(call.params["message_ids"]) for call in telegram.calls if call.method == "deleteMessages"]


def polls_of(telegram: FakeTelegram) -> int:
    return [call.method for call in telegram.calls].count("getUpdates")


async def test_the_command_leaves_one_neutral_line(anna: Person, line: Words) -> None:
    await talks(anna, "/start", "my husband beats me every day", "What films were shown?")
    await anna.sends("photo")
    await anna.next_reply()
    await anna.says("/hide")
    reply = await anna.next_reply()

    assert reply.text == line("hidden.all", "en")
    assert left_in(anna) == [reply.message_id]


async def test_the_button_leaves_one_neutral_line(anna: Person, line: Words) -> None:
    await talks(anna, "What films were shown?")
    await anna.says("my husband beats me every day")
    await anna.presses(await anna.next_reply(), line("button.hide", "en"))
    reply = await anna.next_reply()

    assert reply.text == line("hidden.all", "en")
    assert left_in(anna) == [reply.message_id]


async def test_what_buttons_opened_and_edits_brought_is_hidden_too(anna: Person, line: Words) -> None:
    message = await anna.says("What films were shown?")
    await anna.presses(await anna.next_reply(), line("button.help", "en"))
    await anna.next_reply()
    await anna.edits(message, "help")
    await anna.presses(await anna.next_reply(), line("button.hide", "en"))
    reply = await anna.next_reply()

    assert left_in(anna) == [reply.message_id]


async def test_the_neutral_line_can_be_removed(telegram: FakeTelegram, anna: Person, answer: Words) -> None:
    await talks(anna, "help")
    await anna.says("/hide")
    reply = await anna.next_reply()
    await anna.presses(reply, reply.buttons[0])
    question = await anna.says("What films were shown?")
    after = await anna.next_reply()

    assert after.text == answer("films.all", "en")
    assert (left_in(anna), telegram.spinning()) == ([question, after.message_id], [])


async def test_removing_the_neutral_line_twice_does_no_harm(
    telegram: FakeTelegram, anna: Person, answer: Words
) -> None:
    await anna.says("/hide")
    reply = await anna.next_reply()
    await anna.presses(reply, reply.buttons[0])
    await anna.presses(reply, reply.buttons[0])
    await anna.says("What films were shown?")

    assert (await anna.next_reply()).text == answer("films.all", "en")
    assert telegram.spinning() == []


async def test_the_neutral_line_is_in_the_language_of_the_chat(anna: Person, line: Words) -> None:
    await talks(anna, "меня избивает муж", "/hide")
    await anna.says("/hide")

    assert (await anna.next_reply()).text == line("hidden.all", "ru")


async def test_more_than_a_hundred_messages_go_in_batches(telegram: FakeTelegram, anna: Person) -> None:
    for _ in range(60):
        await anna.says("/start")
    for _ in range(60):
        await anna.next_reply()
    await anna.says("/hide")
    reply = await anna.next_reply()

    assert batches(telegram) == [100, 21]
    assert left_in(anna) == [reply.message_id]


async def test_what_could_not_be_deleted_is_said(telegram: FakeTelegram, anna: Person, line: Words) -> None:
    await talks(anna, "help")
    telegram.fails("deleteMessages", 400, times=100)
    await anna.says("/hide")

    assert (await anna.next_reply()).text == line("hidden.some", "en")


async def test_one_message_that_telegram_keeps_does_not_save_the_others(
    telegram: FakeTelegram, anna: Person, line: Words
) -> None:
    kept = await anna.says("/start")
    await anna.next_reply()
    await talks(anna, "help", "What films were shown?")
    telegram.kept.add((anna.id, kept))
    await anna.says("/hide")
    reply = await anna.next_reply()

    assert reply.text == line("hidden.some", "en")
    assert left_in(anna) == [kept, reply.message_id]


async def test_what_telegram_refuses_for_good_is_not_tried_again(
    telegram: FakeTelegram, anna: Person, line: Words
) -> None:
    kept = await anna.says("/start")
    await anna.next_reply()
    telegram.kept.add((anna.id, kept))
    await talks(anna, "/hide")
    await anna.says("/hide")

    assert (await anna.next_reply()).text == line("hidden.all", "en")


async def test_where_telegram_refuses_everything_hide_soon_gives_up_and_says_so(
    telegram: FakeTelegram, anna: Person, line: Words
) -> None:
    for _ in range(HIDDEN_AT_ONCE // 2 - 1):
        await anna.says("/start")
        await anna.next_reply()
    telegram.fails("deleteMessages", 400, times=1000)
    await anna.says("/hide")
    reply = await anna.next_reply()

    assert (len(batches(telegram)), batches(telegram)[0]) == (MOST_CALLS, HIDDEN_AT_ONCE - 1)
    assert reply.text == line("hidden.some", "en")


async def test_one_refused_batch_does_not_stop_the_others(telegram: FakeTelegram, anna: Person, line: Words) -> None:
    for _ in range(60):
        await anna.says("/start")
    for _ in range(60):
        await anna.next_reply()
    telegram.fails("deleteMessages", 404)
    await anna.says("/hide")

    assert (await anna.next_reply()).text == line("hidden.some", "en")
    assert len(left_in(anna)) == 101


async def test_a_flood_wait_delays_hiding_and_does_not_stop_it(
    telegram: FakeTelegram, anna: Person, line: Words
) -> None:
    await talks(anna, "help")
    telegram.fails("deleteMessages", 429, retry_after=0)
    await anna.says("/hide")
    reply = await anna.next_reply()

    assert reply.text == line("hidden.all", "en")
    assert left_in(anna) == [reply.message_id]


async def test_whoever_hides_twice_in_a_hurry_finds_all_hidden(telegram: FakeTelegram, anna: Person) -> None:
    await talks(anna, "help")
    telegram.fails("deleteMessages", 429, retry_after=1)
    await anna.says("/hide")
    await until(lambda: len(batches(telegram)) == 1)
    await anna.says("/hide")
    await anna.next_reply()
    last = await anna.next_reply()

    assert left_in(anna) == [last.message_id]


async def test_the_newest_messages_go_first(telegram: FakeTelegram, anna: Person) -> None:
    await talks(anna, "/start", "help", "/hide")
    ids = next(call for call in telegram.calls if call.method == "deleteMessages").params["message_ids"]

    assert ids == sorted(ids, reverse=True)


async def test_what_could_not_be_deleted_goes_with_the_next_hide(
    telegram: FakeTelegram, anna: Person, line: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "URGENT_PATIENCE", Patience(tries=1, first_pause=0.0, longest_pause=0.0))
    await talks(anna, "help")
    telegram.fails("deleteMessages", 502)
    await talks(anna, "/hide")
    await anna.says("/hide")
    reply = await anna.next_reply()

    assert (reply.text, left_in(anna)) == (line("hidden.all", "en"), [reply.message_id])


async def test_what_a_stopped_bot_was_hiding_goes_with_the_next_hide(
    start: Start, silent_telegram: FakeTelegram, dialogue: Dialogue, short_end: None
) -> None:
    anna, store = silent_telegram.person("en"), MemoryStore()
    async with start(dialogue, new_state(store=store)):
        await talks(anna, "help")
        silent_telegram.fails("deleteMessages", 429, retry_after=50)
        await anna.says("/hide")
        await until(lambda: "deleteMessages" in [call.method for call in silent_telegram.calls])
    async with start(dialogue, new_state(store=store)):
        reply = await anna.next_reply()

    assert left_in(anna) == [reply.message_id]


async def test_what_telegram_kept_is_told_by_the_next_bot_where_this_one_could_not(
    start: Start, silent_telegram: FakeTelegram, dialogue: Dialogue, line: Words, short_end: None
) -> None:
    anna, store = silent_telegram.person("en"), MemoryStore()
    async with start(dialogue, new_state(store=store)):
        kept = await anna.says("help")
        await anna.next_reply()
        silent_telegram.kept.add((anna.id, kept))
        silent_telegram.fails("sendMessage", 429, retry_after=50)
        await anna.says("/hide")
        await until(lambda: [call.method for call in silent_telegram.calls].count("sendMessage") == 2)
    async with start(dialogue, new_state(store=store)):
        reply = await anna.next_reply()

    assert (reply.text, left_in(anna)) == (line("hidden.some", "en"), [kept, reply.message_id])


async def test_the_message_above_a_pressed_hide_goes_although_no_trail_knows_it(
    start: Start, silent_telegram: FakeTelegram, dialogue: Dialogue, line: Words
) -> None:
    anna = silent_telegram.person("en")
    async with start(dialogue, new_state()):
        await anna.says("help")
        helped = await anna.next_reply()
    async with start(dialogue, new_state()):
        await anna.presses(helped, line("button.hide", "en"))
        await anna.next_reply()

    assert helped.message_id not in left_in(anna)


class LateTrail(ChatState):
    """Its store is away when the trail is first asked for."""

    def __init__(self) -> None:
        super().__init__(MemoryStore(), KEYS)
        self.is_away = True

    async def trail(self, chat: int) -> tuple[list[int], Rest]:
        if self.is_away:
            self.is_away = False
            return [], "unread"
        return await super().trail(chat)


async def test_what_a_store_that_came_back_tells_of_and_telegram_keeps_is_said(
    start: Start, silent_telegram: FakeTelegram, dialogue: Dialogue, line: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(last_words, "HIDE_ASKS_AGAIN", (0.0,))
    anna = silent_telegram.person("en")
    async with start(dialogue, LateTrail()):
        kept = await anna.says("help")
        await anna.next_reply()
        silent_telegram.kept.add((anna.id, kept))
        await anna.says("/hide")
        reply = await anna.next_reply()

    assert (reply.text, left_in(anna)) == (line("hidden.some", "en"), [kept, reply.message_id])


@pytest.mark.parametrize("fault", [502, "drop", "drop_after", "silent"])
async def test_a_passing_fault_does_not_stop_hiding(
    telegram: FakeTelegram, anna: Person, line: Words, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "READ_SECONDS", 1.0)
    await talks(anna, "help")
    telegram.fails("deleteMessages", fault)
    await anna.says("/hide")
    reply = await anna.next_reply()

    assert reply.text == line("hidden.all", "en")
    assert left_in(anna) == [reply.message_id]


async def test_what_is_older_than_two_days_remains_and_the_line_says_how_to_remove_it(
    start: Start, silent_telegram: FakeTelegram, dialogue: Dialogue, line: Words
) -> None:
    now = [0.0]
    async with start(dialogue, new_state(lambda: now[0])):
        anna = silent_telegram.person("en")
        first = await anna.says("/start")
        await anna.next_reply()
        for now[0] in (0.0, 30 * HOUR, 49 * HOUR):
            await talks(anna, "/start")
        await anna.says("/hide")
        reply = await anna.next_reply()

    assert (reply.text, "by hand" in reply.text) == (line("hidden.all", "en"), True)
    assert first in left_in(anna)


async def test_after_two_silent_days_the_line_says_how_to_remove_the_rest(
    start: Start, silent_telegram: FakeTelegram, dialogue: Dialogue, line: Words
) -> None:
    now = [0.0]
    async with start(dialogue, new_state(lambda: now[0])):
        anna = silent_telegram.person("en")
        await talks(anna, "help")
        now[0] = 49 * HOUR
        await anna.says("/hide")
        reply = await anna.next_reply()

    assert (reply.text, "by hand" in reply.text) == (line("hidden.all", "en"), True)


async def test_after_a_restart_the_line_says_how_to_remove_the_rest(
    start: Start, silent_telegram: FakeTelegram, dialogue: Dialogue, line: Words
) -> None:
    anna = silent_telegram.person("en")
    async with start(dialogue, new_state()):
        await talks(anna, "help")
    async with start(dialogue, new_state()):
        await anna.says("/hide")
        reply = await anna.next_reply()

    assert (reply.text, "by hand" in reply.text) == (line("hidden.all", "en"), True)


async def test_what_was_shown_is_no_context_afterwards(anna: Person, answer: Words) -> None:
    await talks(anna, "tell me about Gulmira", "/hide")
    await anna.says("and who made it?")

    assert (await anna.next_reply()).text != answer("film.gulmira.director", "en")


async def test_help_for_a_cry_after_hide_stays_though_an_earlier_answer_is_slow_to_arrive(
    telegram: FakeTelegram, anna: Person, answer: Words
) -> None:
    telegram.fails("sendMessage", "held", saying=answer("films.all", "en")[:20])
    await anna.says("What films were shown?")
    await until(lambda: any(call.method == "sendMessage" for call in telegram.calls))
    for text in ("/hide", "my husband beats me every day"):
        await anna.says(text)
    begun = polls_of(telegram)
    await until(lambda: polls_of(telegram) >= begun + 2)  # the first may have begun before
    await asyncio.sleep(0.1)
    telegram.release.set()
    replies = [await anna.next_reply() for _ in "123"]
    await anna.says("What films were shown?")
    await anna.next_reply()

    assert "102" in replies[-1].text
    assert (anna.id, replies[-1].message_id) in telegram.messages


@pytest.mark.parametrize("slow", ["deleteMessages", "sendMessage"])
async def test_a_cry_that_comes_while_hide_is_at_work_is_answered_below_its_line_and_remembered(
    start: Start, silent_telegram: FakeTelegram, dialogue: Dialogue, line: Words, slow: str
) -> None:
    anna, state = silent_telegram.person("en"), new_state()
    async with start(dialogue, state):
        await talks(anna, "/start")
        silent_telegram.fails(slow, "held")
        calls = [call.method for call in silent_telegram.calls].count(slow)
        await anna.says("/hide")
        await until(lambda: [call.method for call in silent_telegram.calls].count(slow) == calls + 1)
        await anna.says("my husband beats me every day")
        begun = polls_of(silent_telegram)
        await until(lambda: polls_of(silent_telegram) >= begun + 2)  # the first may have begun before
        await asyncio.sleep(0.1)
        silent_telegram.release.set()
        replies = [(await anna.next_reply()).text for _ in "12"]

    assert (replies[0], "102" in replies[1]) == (line("hidden.all", "en"), True)
    assert (await state.memory(anna.id)).helped_at


async def test_only_the_own_chat_is_hidden(telegram: FakeTelegram, anna: Person) -> None:
    boris = telegram.person("en")
    await talks(boris, "help")
    await talks(anna, "help", "/hide")

    assert len(left_in(boris)) == 2


async def test_what_follows_is_hidden_by_the_next_hide(anna: Person) -> None:
    await talks(anna, "help", "/hide", "What films were shown?")
    await anna.says("/hide")
    reply = await anna.next_reply()

    assert left_in(anna) == [reply.message_id]
