"""What outlives a restart, and what a killed bot leaves to the next.

Of `bot/telegram/outgoing/delivery.py` and `bot/state`.
"""

from __future__ import annotations

from pathlib import Path

from bot.core.dialogue import Dialogue
from bot.core.model import Memory
from bot.state.chats import CONTEXT_SECONDS
from tests.fake_telegram import FakeTelegram, Person
from tests.support.bot_process import Run, end_of
from tests.support.clock import Clock
from tests.support.fixture_types import Start, Words
from tests.support.people import asks, chooses_russian, left_in
from tests.support.state_of_chats import on_file
from tests.support.waiting import until


async def test_a_chosen_language_and_the_context_outlive_a_restart(
    start: Start, dialogue: Dialogue, anna_alone: Person, file: Path, clock: Clock, answer: Words
) -> None:
    async with start(dialogue, on_file(file, clock)):
        await chooses_russian(anna_alone)
        await asks(anna_alone, "/films")
        await asks(anna_alone, "Гульмира")
    async with start(dialogue, on_file(file, clock)):
        follow_up = await asks(anna_alone, "а кто её снял?")

    assert follow_up == answer("film.gulmira.director", "ru")


async def test_a_quarter_of_an_hour_later_the_language_is_kept_and_the_context_is_not(
    start: Start, dialogue: Dialogue, anna_alone: Person, file: Path, clock: Clock, answer: Words
) -> None:
    async with start(dialogue, on_file(file, clock)):
        await chooses_russian(anna_alone)
        await asks(anna_alone, "Гульмира")
    clock.now += CONTEXT_SECONDS
    later = on_file(file, clock)
    kept = await later.memory(anna_alone.id)
    async with start(dialogue, later):
        films = await asks(anna_alone, "/films")

    assert (kept, films) == (Memory(chosen_language="ru", stored_language="ru"), answer("films.all", "ru"))


async def test_messages_from_before_a_restart_are_hidden_too(
    start: Start, dialogue: Dialogue, anna_alone: Person, file: Path, clock: Clock, line: Words
) -> None:
    async with start(dialogue, on_file(file, clock)):
        await asks(anna_alone, "help")
    async with start(dialogue, on_file(file, clock)):
        hidden = await asks(anna_alone, "/hide")

    assert hidden == line("hidden.all", "en")
    assert len([message for chat, message in anna_alone.telegram.messages if chat == anna_alone.id]) == 1


async def test_an_update_that_telegram_delivers_again_after_a_restart_is_answered_once(
    start: Start, dialogue: Dialogue, anna_alone: Person, file: Path, clock: Clock, answer: Words
) -> None:
    await anna_alone.says("/films")
    again = dict(anna_alone.telegram.updates.pending[-1])
    async with start(dialogue, on_file(file, clock)):
        await anna_alone.next_reply()
    anna_alone.telegram.updates.pending.append(again)
    async with start(dialogue, on_file(file, clock)):
        second = await asks(anna_alone, "/speakers")

    assert second == answer("speakers.all", "en")


async def test_a_reply_that_only_waits_for_telegram_when_the_bot_stops_is_given_by_the_next(
    start: Start, dialogue: Dialogue, anna_alone: Person, file: Path, clock: Clock, answer: Words, short_end: None
) -> None:
    anna_alone.telegram.fails("sendMessage", 429, retry_after=40)
    async with start(dialogue, on_file(file, clock)):
        await anna_alone.says("/films")
        await until(lambda: "sendMessage" in [call.method for call in anna_alone.telegram.calls])
    async with start(dialogue, on_file(file, clock)):
        reply = await anna_alone.next_reply()

    assert reply.text == answer("films.all", "en")


async def test_a_reply_that_may_have_arrived_before_telegram_made_it_wait_is_not_given_by_the_next(
    start: Start, dialogue: Dialogue, anna_alone: Person, file: Path, clock: Clock, answer: Words, short_end: None
) -> None:
    anna_alone.telegram.fails("sendMessage", "drop_after")
    anna_alone.telegram.fails("sendMessage", 429, retry_after=40)
    async with start(dialogue, on_file(file, clock)):
        await anna_alone.says("/films")
        await until(lambda: [call.method for call in anna_alone.telegram.calls].count("sendMessage") == 2)
    films = await anna_alone.next_reply()
    async with start(dialogue, on_file(file, clock)):
        speakers = await asks(anna_alone, "/speakers")

    assert (films.text, speakers) == (answer("films.all", "en"), answer("speakers.all", "en"))


async def test_a_killed_bot_answers_nothing_a_second_time(
    silent_telegram: FakeTelegram, run: Run, anna_alone: Person, answer: Words
) -> None:
    first = await run(silent_telegram.url)
    silent_telegram.fails("sendMessage", 429, retry_after=50, times=1000, saying="102")
    await silent_telegram.person("en").says("my husband beats me every day")
    await anna_alone.says("/films")
    await anna_alone.next_reply()
    first.kill()
    await end_of(first)
    unconfirmed = len(silent_telegram.updates.pending)
    await anna_alone.says("/speakers")
    await run(silent_telegram.url)

    assert (unconfirmed, (await anna_alone.next_reply()).text) == (2, answer("speakers.all", "en"))
    assert anna_alone.replies.empty()


async def test_help_that_a_killed_bot_was_sending_is_sent_by_the_next(
    silent_telegram: FakeTelegram, run: Run, anna_alone: Person
) -> None:
    first = await run(silent_telegram.url)
    silent_telegram.fails("sendMessage", 429, retry_after=50)
    await anna_alone.says("my husband beats me every day")
    await until(lambda: "sendMessage" in [call.method for call in silent_telegram.calls])
    first.kill()
    await end_of(first)
    await run(silent_telegram.url)

    assert "102" in (await anna_alone.next_reply()).text


async def test_hide_does_not_claim_to_have_removed_help_that_a_killed_bot_may_have_sent(
    silent_telegram: FakeTelegram, run: Run, anna_alone: Person, line: Words
) -> None:
    first = await run(silent_telegram.url)
    silent_telegram.fails("sendMessage", "drop_after")
    silent_telegram.fails("sendMessage", 429, retry_after=50)
    await anna_alone.says("my husband beats me every day")
    seen = await anna_alone.next_reply()
    await until(lambda: [call.method for call in silent_telegram.calls].count("sendMessage") == 2)
    first.kill()
    await end_of(first)
    await run(silent_telegram.url)
    await anna_alone.next_reply()
    hidden = await asks(anna_alone, "/hide")

    assert (seen.message_id in left_in(anna_alone), hidden) == (True, line("hidden.some", "en"))


async def test_what_a_killed_bot_was_hiding_is_hidden_by_the_next(
    silent_telegram: FakeTelegram, run: Run, anna_alone: Person, line: Words
) -> None:
    first = await run(silent_telegram.url)
    await asks(anna_alone, "help")
    silent_telegram.fails("deleteMessages", 429, retry_after=50)
    await anna_alone.says("/hide")
    await until(lambda: "deleteMessages" in [call.method for call in silent_telegram.calls])
    first.kill()
    await end_of(first)
    await run(silent_telegram.url)
    reply = await anna_alone.next_reply()

    assert (reply.text, left_in(anna_alone)) == (line("hidden.all", "en"), [reply.message_id])
