"""What the Telegram library refuses as a whole, for one part of another version of the Bot API, is heard still."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from time import time
from typing import Any

import pytest

from bot.core.dialogue import Dialogue
from bot.telegram.turn import turn_of
from tests.fake_telegram import FakeTelegram, Person
from tests.support.fixture_types import Words
from tests.support.listening_bot import Listening, listening
from tests.support.updates import READER, read
from tests.support.waiting import until

ODD: dict[str, Any] = {"poll": {"question": "of which the library requires more"}}
"""Part of a message that cannot be read."""


@pytest.fixture
async def bot(silent_telegram: FakeTelegram, dialogue: Dialogue) -> AsyncIterator[Listening]:
    async with listening(silent_telegram, dialogue, webhook=False) as running:
        yield running


def message_of(person: Person, number: int = 1, **fields: Any) -> dict[str, Any]:
    return {"message_id": number, "date": 4_000_000_000, "chat": person.payload, "from": person.user, **fields}


@pytest.mark.parametrize("kind", ["message", "edited_message"])
async def test_a_cry_for_help_in_reply_to_something_odd_is_heard(
    telegram: FakeTelegram, anna: Person, kind: str
) -> None:
    odd = message_of(anna, **ODD)
    await telegram.sends_update({kind: message_of(anna, 2, text="my husband beats me", reply_to_message=odd)})

    assert "102" in (await anna.next_reply()).text


async def test_something_odd_without_a_word_is_answered_as_what_cannot_be_read(anna: Person, line: Words) -> None:
    await anna.sends("poll", **ODD)

    assert line("media.other", "en") in (await anna.next_reply()).text


async def test_something_odd_that_was_pinned_is_not_answered(anna: Person, answer: Words) -> None:
    await anna.sends("pinned_message", pinned_message=message_of(anna, **ODD))
    await anna.says("/films")

    assert (await anna.next_reply()).text == answer("films.all", "en")


async def test_a_button_under_something_odd_works(telegram: FakeTelegram, anna: Person, answer: Words) -> None:
    await anna.says("/films")
    reply = await anna.next_reply()
    telegram.messages[anna.id, reply.message_id].update(ODD)
    await anna.presses(reply, reply.buttons[-1])

    assert "102" in (await anna.next_reply()).text


PERSON = {"id": 900, "is_bot": False, "first_name": "Anna"}
CHAT = {"id": 900, "type": "private", "first_name": "Anna"}
CHANGE = {"chat": CHAT, "from": PERSON, "date": 4_000_000_000}
MEMBER = {"user": PERSON, "status": "member"}
SHOWN = {"message_id": 5, "date": 4_000_000_000, "chat": CHAT}
PRESS = {"id": "1", "from": PERSON, "chat_instance": "1", "data": "x"}


@pytest.mark.parametrize(
    "forged",
    [
        {"callback_query": PRESS | {"message": SHOWN | {"date": None}}},
        {"callback_query": PRESS | {"message": SHOWN, "from": {"id": "odd"}}},
        {"my_chat_member": CHANGE | {"old_chat_member": MEMBER}},
        {"my_chat_member": CHANGE | {"new_chat_member": MEMBER}},
        {"message": SHOWN | {"from": PERSON, "text": "help", "chat": CHAT | {"id": "900"}}},
    ],
)
def test_what_lacks_what_telegrams_updates_always_have_is_not_understood(forged: dict[str, Any]) -> None:
    assert READER.read({"update_id": 7, **forged}) is None


@pytest.mark.parametrize("number", ["5", [5], 5.5, True, None])
def test_a_cry_whose_message_has_an_odd_number_is_heard(number: object) -> None:
    heard = read({"update_id": 7, "message": SHOWN | {"from": PERSON, "text": "help", "message_id": number}})
    turn = turn_of(heard, datetime.now(UTC))

    assert turn
    assert (heard.text, turn.trail) == ("help", [])


@pytest.mark.parametrize("date", ["x", [5], 10**15, None])
def test_a_cry_whose_message_has_an_odd_date_is_heard_as_of_now(date: object) -> None:
    heard = read({"update_id": 7, "message": SHOWN | {"from": PERSON, "text": "help", "date": date}})

    assert (heard.text, heard.is_late(time())) == ("help", False)


@pytest.mark.parametrize("date", ["x", 10**15])
def test_where_only_the_date_of_a_change_is_odd_that_of_the_message_counts(date: object) -> None:
    heard = read({"update_id": 7, "edited_message": SHOWN | {"from": PERSON, "text": "help", "edit_date": date}})

    assert (heard.text, heard.written) == ("help", SHOWN["date"])


@pytest.mark.parametrize("person", [{"id": "odd"}, {}, 5])
def test_a_cry_whose_sender_is_odd_is_heard(person: object) -> None:
    heard = read({"update_id": 7, "message": SHOWN | {"from": person, "text": "help"}})

    assert (heard.text, heard.chat, heard.language) == ("help", 900, None)


def test_what_telegram_sends_in_its_place_is_understood() -> None:
    gone = SHOWN | {"date": 0}  # of a message that the bot can no longer see
    change = CHANGE | {"old_chat_member": MEMBER, "new_chat_member": MEMBER}

    assert read({"update_id": 7, "callback_query": PRESS | {"message": gone}}).press
    assert read({"update_id": 7, "callback_query": PRESS | {"inline_message_id": "1"}}).press
    assert read({"update_id": 7, "my_chat_member": change}).membership


async def test_what_cannot_be_understood_at_all_is_counted(
    bot: Listening, silent_telegram: FakeTelegram, answer: Words
) -> None:
    anna = silent_telegram.person("en")
    silent_telegram.updates.add({"message": {"message_id": "odd"}})
    await anna.says("/films")

    assert (await anna.next_reply()).text == answer("films.all", "en")
    await until(lambda: b"senim_unread_updates_total 1.0" in bot.metrics.page())
