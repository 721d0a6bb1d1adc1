"""A reply of several messages, as Telegram shows it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.core.model import Button, Paragraph, Reply, Span
from bot.telegram.outgoing.http import Requests
from bot.telegram.outgoing.outbox import Outbox
from bot.telegram.outgoing.sending import Sender
from bot.telegram.rendering import MESSAGE_LIMIT
from tests.fake_telegram import FakeTelegram


@pytest.fixture
async def sender(silent_telegram: FakeTelegram) -> AsyncIterator[Sender]:
    async with Requests(connections=1) as requests:
        yield Sender(Outbox(f"{silent_telegram.url}/bot{silent_telegram.token}", requests, requests), lambda _: None)


def of_a_whole_message(letter: str) -> Paragraph:
    return (Span(letter * MESSAGE_LIMIT),)


async def test_buttons_stand_below_the_last_message_of_what_comes_first(
    silent_telegram: FakeTelegram, sender: Sender
) -> None:
    anna = silent_telegram.person("en")
    await anna.says("help")
    help_first = (of_a_whole_message("a"), of_a_whole_message("b"))
    reply = Reply("crisis", "en", help_first, ((Button("Hide", "h"),),), then=(of_a_whole_message("c"),))
    await sender.send(anna.id, reply)
    shown = [await anna.next_reply() for _ in "abc"]

    assert [(message.text[0], message.buttons) for message in shown] == [("a", []), ("b", ["Hide"]), ("c", [])]
