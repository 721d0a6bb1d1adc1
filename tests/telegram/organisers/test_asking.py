"""S29: a question may go to the organisers, seen and confirmed by the person first, never beside or after help.

Of `bot/telegram/handling/questions_to_organisers.py`.
"""

from __future__ import annotations

import pytest

from bot.state.memory import MemoryStore
from bot.telegram.app import TelegramBot
from tests.fake_telegram import BOT, Group, Person
from tests.support.to_organisers import ASK, DO_NOT, SEND, UNKNOWN, asks_organisers


async def test_what_will_be_sent_is_shown_before_anything_is(
    anna_alone: Person, organisers: Group, app: TelegramBot
) -> None:
    message = await anna_alone.says(UNKNOWN)
    await anna_alone.presses(await anna_alone.next_reply(), ASK)
    confirm = await anna_alone.next_reply()

    assert (confirm.text, confirm.buttons) == ("english organisers.confirm", [SEND, DO_NOT])
    assert anna_alone.telegram.messages[anna_alone.id, confirm.message_id]["reply_to_message"]["message_id"] == message
    assert organisers.replies.empty()


async def test_the_organisers_get_the_words_and_nothing_of_the_person(
    anna_alone: Person, organisers: Group, app: TelegramBot
) -> None:
    await asks_organisers(anna_alone)
    copy = await organisers.next_reply()

    assert copy.text == UNKNOWN
    assert anna_alone.telegram.messages[organisers.id, copy.message_id].keys() <= {
        "message_id",
        "date",
        "chat",
        "text",
        "from",
    }
    assert anna_alone.telegram.messages[organisers.id, copy.message_id]["from"] == BOT
    assert (await anna_alone.next_reply()).text.startswith("english organisers.sent")


async def test_whoever_declines_sends_nothing(anna_alone: Person, organisers: Group, app: TelegramBot) -> None:
    await anna_alone.says(UNKNOWN)
    await anna_alone.presses(await anna_alone.next_reply(), ASK)
    await anna_alone.presses(await anna_alone.next_reply(), DO_NOT)

    assert (await anna_alone.next_reply()).text.startswith("english organisers.not_sent")
    assert organisers.replies.empty()


async def test_a_question_of_which_nobody_knows_what_became_is_told_not_to_be_sent(
    anna_alone: Person, organisers: Group, app: TelegramBot
) -> None:
    anna_alone.telegram.fails("copyMessage", "odd")
    await asks_organisers(anna_alone)

    assert (await anna_alone.next_reply()).text.startswith("english organisers.not_sent")


async def test_a_question_that_was_sent_is_not_sent_twice(
    anna_alone: Person, organisers: Group, app: TelegramBot
) -> None:
    await anna_alone.says(UNKNOWN)
    await anna_alone.presses(await anna_alone.next_reply(), ASK)
    confirm = await anna_alone.next_reply()
    await anna_alone.presses(confirm, SEND)
    await organisers.next_reply()
    await anna_alone.next_reply()
    await anna_alone.presses(confirm, SEND)
    await anna_alone.next_reply()

    assert organisers.replies.empty()


async def test_a_question_that_was_changed_into_a_cry_for_help_gets_help(
    anna_alone: Person, organisers: Group, app: TelegramBot
) -> None:
    message = await anna_alone.says(UNKNOWN)
    await anna_alone.presses(await anna_alone.next_reply(), ASK)
    confirm = await anna_alone.next_reply()
    await anna_alone.edits(message, "a sign of danger")
    await anna_alone.next_reply()
    await anna_alone.presses(confirm, SEND)

    assert "112" in (await anna_alone.next_reply()).text
    assert organisers.replies.empty()


@pytest.mark.parametrize("text", ["a sign of danger", "help"])
async def test_after_help_nothing_is_offered(anna_alone: Person, app: TelegramBot, text: str) -> None:
    await anna_alone.says(text)
    help_first = await anna_alone.next_reply()
    await anna_alone.says(UNKNOWN)
    fallback = await anna_alone.next_reply()

    assert ASK not in (*help_first.buttons, *fallback.buttons)


async def test_a_chat_of_the_organisers_that_is_gone_is_told(
    anna_alone: Person, organisers: Group, app: TelegramBot
) -> None:
    organisers.forbidden = "Forbidden: bot was kicked from the supergroup chat"
    await asks_organisers(anna_alone)

    assert (await anna_alone.next_reply()).text.startswith("english organisers.not_sent")


async def test_what_is_kept_tells_nobody_who_asked(
    anna_alone: Person, organisers: Group, app: TelegramBot, store: MemoryStore
) -> None:
    await asks_organisers(anna_alone)
    await organisers.next_reply()
    await anna_alone.next_reply()
    kept = repr(vars(store))

    assert "copied:" in kept
    assert str(anna_alone.id) not in kept
    assert str(organisers.id) not in kept
