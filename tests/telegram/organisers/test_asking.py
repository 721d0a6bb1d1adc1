"""S29: a question may go to the organisers, seen and confirmed by the person first, never beside or after help.

Of `bot/telegram/questions_to_organisers.py`.
"""

from __future__ import annotations

import pytest
from fake_telegram import BOT, Group, Person
from to_organisers import ASK, DO_NOT, SEND, UNKNOWN, asks

from bot.state.memory import MemoryStore
from bot.telegram.app import TelegramBot


async def test_what_will_be_sent_is_shown_before_anything_is(anna: Person, organisers: Group, app: TelegramBot) -> None:
    message = await anna.says(UNKNOWN)
    await anna.presses(await anna.next_reply(), ASK)
    confirm = await anna.next_reply()

    assert (confirm.text, confirm.buttons) == ("english organisers.confirm", [SEND, DO_NOT])
    assert anna.telegram.messages[anna.id, confirm.message_id]["reply_to_message"]["message_id"] == message
    assert organisers.replies.empty()


async def test_the_organisers_get_the_words_and_nothing_of_the_person(
    anna: Person, organisers: Group, app: TelegramBot
) -> None:
    await asks(anna)
    copy = await organisers.next_reply()

    assert copy.text == UNKNOWN
    assert anna.telegram.messages[organisers.id, copy.message_id].keys() <= {
        "message_id",
        "date",
        "chat",
        "text",
        "from",
    }
    assert anna.telegram.messages[organisers.id, copy.message_id]["from"] == BOT
    assert (await anna.next_reply()).text.startswith("english organisers.sent")


async def test_whoever_declines_sends_nothing(anna: Person, organisers: Group, app: TelegramBot) -> None:
    await anna.says(UNKNOWN)
    await anna.presses(await anna.next_reply(), ASK)
    await anna.presses(await anna.next_reply(), DO_NOT)

    assert (await anna.next_reply()).text.startswith("english organisers.not_sent")
    assert organisers.replies.empty()


async def test_a_question_of_which_nobody_knows_what_became_is_told_not_to_be_sent(
    anna: Person, organisers: Group, app: TelegramBot
) -> None:
    anna.telegram.fails("copyMessage", "odd")
    await asks(anna)

    assert (await anna.next_reply()).text.startswith("english organisers.not_sent")


async def test_a_question_that_was_sent_is_not_sent_twice(anna: Person, organisers: Group, app: TelegramBot) -> None:
    await anna.says(UNKNOWN)
    await anna.presses(await anna.next_reply(), ASK)
    confirm = await anna.next_reply()
    await anna.presses(confirm, SEND)
    await organisers.next_reply()
    await anna.next_reply()
    await anna.presses(confirm, SEND)
    await anna.next_reply()

    assert organisers.replies.empty()


async def test_a_question_that_was_changed_into_a_cry_for_help_gets_help(
    anna: Person, organisers: Group, app: TelegramBot
) -> None:
    message = await anna.says(UNKNOWN)
    await anna.presses(await anna.next_reply(), ASK)
    confirm = await anna.next_reply()
    await anna.edits(message, "a sign of danger")
    await anna.next_reply()
    await anna.presses(confirm, SEND)

    assert "112" in (await anna.next_reply()).text
    assert organisers.replies.empty()


@pytest.mark.parametrize("text", ["a sign of danger", "help"])
async def test_after_help_nothing_is_offered(anna: Person, app: TelegramBot, text: str) -> None:
    await anna.says(text)
    help_first = await anna.next_reply()
    await anna.says(UNKNOWN)
    fallback = await anna.next_reply()

    assert ASK not in (*help_first.buttons, *fallback.buttons)


async def test_a_chat_of_the_organisers_that_is_gone_is_told(anna: Person, organisers: Group, app: TelegramBot) -> None:
    organisers.forbidden = "Forbidden: bot was kicked from the supergroup chat"
    await asks(anna)

    assert (await anna.next_reply()).text.startswith("english organisers.not_sent")


async def test_what_is_kept_tells_nobody_who_asked(
    anna: Person, organisers: Group, app: TelegramBot, store: MemoryStore
) -> None:
    await asks(anna)
    await organisers.next_reply()
    await anna.next_reply()
    kept = repr(vars(store))

    assert "copied:" in kept
    assert str(anna.id) not in kept
    assert str(organisers.id) not in kept
