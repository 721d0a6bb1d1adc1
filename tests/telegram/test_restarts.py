"""What outlives a restart, and what a killed bot leaves to the next.

Of `bot/telegram/delivery.py` and `bot/state`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from bot_process import Run, end_of
from fake_telegram import FakeTelegram, Person
from fixture_types import Start, Words
from state_of_chats import Clock, on_file
from talking import asks, chooses_russian, left_in
from waiting import until

from bot.core.dialogue import Dialogue
from bot.core.model import Memory
from bot.state.chats import CONTEXT_SECONDS


@pytest.fixture
def anna(silent_telegram: FakeTelegram) -> Person:
    """Somebody whose app is in English; each test starts its own bot."""
    return silent_telegram.person("en")


async def test_a_chosen_language_and_the_context_outlive_a_restart(
    start: Start, dialogue: Dialogue, anna: Person, file: Path, clock: Clock, answer: Words
) -> None:
    async with start(dialogue, on_file(file, clock)):
        await chooses_russian(anna)
        await asks(anna, "/films")
        await asks(anna, "Гульмира")
    async with start(dialogue, on_file(file, clock)):
        follow_up = await asks(anna, "а кто её снял?")

    assert follow_up == answer("film.gulmira.director", "ru")


async def test_a_quarter_of_an_hour_later_the_language_is_kept_and_the_context_is_not(
    start: Start, dialogue: Dialogue, anna: Person, file: Path, clock: Clock, answer: Words
) -> None:
    async with start(dialogue, on_file(file, clock)):
        await chooses_russian(anna)
        await asks(anna, "Гульмира")
    clock.now += CONTEXT_SECONDS
    later = on_file(file, clock)
    kept = await later.memory(anna.id)
    async with start(dialogue, later):
        films = await asks(anna, "/films")

    assert (kept, films) == (Memory(chosen_language="ru"), answer("films.all", "ru"))


async def test_messages_from_before_a_restart_are_hidden_too(
    start: Start, dialogue: Dialogue, anna: Person, file: Path, clock: Clock, line: Words
) -> None:
    async with start(dialogue, on_file(file, clock)):
        await asks(anna, "help")
    async with start(dialogue, on_file(file, clock)):
        hidden = await asks(anna, "/hide")

    assert hidden == line("hidden.all", "en")
    assert len([message for chat, message in anna.telegram.messages if chat == anna.id]) == 1


async def test_an_update_that_telegram_delivers_again_after_a_restart_is_answered_once(
    start: Start, dialogue: Dialogue, anna: Person, file: Path, clock: Clock, answer: Words
) -> None:
    await anna.says("/films")
    again = dict(anna.telegram.updates.pending[-1])
    async with start(dialogue, on_file(file, clock)):
        await anna.next_reply()
    anna.telegram.updates.pending.append(again)
    async with start(dialogue, on_file(file, clock)):
        second = await asks(anna, "/speakers")

    assert second == answer("speakers.all", "en")


async def test_a_reply_that_only_waits_for_telegram_when_the_bot_stops_is_given_by_the_next(
    start: Start, dialogue: Dialogue, anna: Person, file: Path, clock: Clock, answer: Words, short_end: None
) -> None:
    anna.telegram.fails("sendMessage", 429, retry_after=40)
    async with start(dialogue, on_file(file, clock)):
        await anna.says("/films")
        await until(lambda: "sendMessage" in [call.method for call in anna.telegram.calls])
    async with start(dialogue, on_file(file, clock)):
        reply = await anna.next_reply()

    assert reply.text == answer("films.all", "en")


async def test_a_reply_that_may_have_arrived_before_telegram_made_it_wait_is_not_given_by_the_next(
    start: Start, dialogue: Dialogue, anna: Person, file: Path, clock: Clock, answer: Words, short_end: None
) -> None:
    anna.telegram.fails("sendMessage", "drop_after")
    anna.telegram.fails("sendMessage", 429, retry_after=40)
    async with start(dialogue, on_file(file, clock)):
        await anna.says("/films")
        await until(lambda: [call.method for call in anna.telegram.calls].count("sendMessage") == 2)
    films = await anna.next_reply()
    async with start(dialogue, on_file(file, clock)):
        speakers = await asks(anna, "/speakers")

    assert (films.text, speakers) == (answer("films.all", "en"), answer("speakers.all", "en"))


async def test_a_killed_bot_answers_nothing_a_second_time(
    silent_telegram: FakeTelegram, run: Run, anna: Person, answer: Words
) -> None:
    first = await run(silent_telegram.url)
    silent_telegram.fails("sendMessage", 429, retry_after=50, times=1000, saying="102")
    await silent_telegram.person("en").says("my husband beats me every day")
    await anna.says("/films")
    await anna.next_reply()
    first.kill()
    await end_of(first)
    unconfirmed = len(silent_telegram.updates.pending)
    await anna.says("/speakers")
    await run(silent_telegram.url)

    assert (unconfirmed, (await anna.next_reply()).text) == (2, answer("speakers.all", "en"))
    assert anna.replies.empty()


async def test_help_that_a_killed_bot_was_sending_is_sent_by_the_next(
    silent_telegram: FakeTelegram, run: Run, anna: Person
) -> None:
    first = await run(silent_telegram.url)
    silent_telegram.fails("sendMessage", 429, retry_after=50)
    await anna.says("my husband beats me every day")
    await until(lambda: "sendMessage" in [call.method for call in silent_telegram.calls])
    first.kill()
    await end_of(first)
    await run(silent_telegram.url)

    assert "102" in (await anna.next_reply()).text


async def test_hide_does_not_claim_to_have_removed_help_that_a_killed_bot_may_have_sent(
    silent_telegram: FakeTelegram, run: Run, anna: Person, line: Words
) -> None:
    first = await run(silent_telegram.url)
    silent_telegram.fails("sendMessage", "drop_after")
    silent_telegram.fails("sendMessage", 429, retry_after=50)
    await anna.says("my husband beats me every day")
    seen = await anna.next_reply()
    await until(lambda: [call.method for call in silent_telegram.calls].count("sendMessage") == 2)
    first.kill()
    await end_of(first)
    await run(silent_telegram.url)
    await anna.next_reply()
    hidden = await asks(anna, "/hide")

    assert (seen.message_id in left_in(anna), hidden) == (True, line("hidden.some", "en"))


async def test_what_a_killed_bot_was_hiding_is_hidden_by_the_next(
    silent_telegram: FakeTelegram, run: Run, anna: Person, line: Words
) -> None:
    first = await run(silent_telegram.url)
    await asks(anna, "help")
    silent_telegram.fails("deleteMessages", 429, retry_after=50)
    await anna.says("/hide")
    await until(lambda: "deleteMessages" in [call.method for call in silent_telegram.calls])
    first.kill()
    await end_of(first)
    await run(silent_telegram.url)
    reply = await anna.next_reply()

    assert (reply.text, left_in(anna)) == (line("hidden.all", "en"), [reply.message_id])
