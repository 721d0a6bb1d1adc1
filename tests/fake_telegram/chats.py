"""What is written in a chat, and waiting for what the bot writes there."""

from __future__ import annotations

import asyncio
import itertools
import time
from typing import TYPE_CHECKING, TypeVar

from .records import Json, Reply
from .refusals import bad

if TYPE_CHECKING:
    from .fake import FakeTelegram

T = TypeVar("T")
LONGEST = 20.0
"""Seconds in which a bot answers, also on a busy machine; fewer than the flood waits (30 and more) that tests set, so
that whoever must not wait for Telegram is answered before.
"""


class NoReply(AssertionError):
    """Nothing came from the bot in time."""


async def soon(queue: asyncio.Queue[T], timeout: float) -> T:
    """Wait for the next item."""
    try:
        return await asyncio.wait_for(queue.get(), timeout)
    except TimeoutError:
        raise NoReply(f"nothing came from the bot in {timeout} s") from None


class Chat:
    """A chat as its people see it."""

    def __init__(self, telegram: FakeTelegram, payload: Json) -> None:
        self.telegram, self.payload, self.id = telegram, payload, int(payload["id"])
        self.forbidden = ""  # why the bot may not write here
        self.moved_to: int | None = None  # the number of the supergroup that it became
        self.topics: set[int] = set()  # of a forum, beside General
        self.replies: asyncio.Queue[Reply] = asyncio.Queue()
        # Private chats share one numbering, a supergroup has its own: messages of two chats may have the same id.
        self.numbers = telegram.numbers if payload["type"] == "private" else itertools.count(1)
        telegram.chats[self.id] = self

    async def next_reply(self, timeout: float = LONGEST) -> Reply:
        """Wait for the next message or edit of the bot in this chat."""
        return await soon(self.replies, timeout)

    def post(self, sender: Json, content: Json, reply_to: Reply | int | None = None, topic: int | None = None) -> Json:
        """Put a message into the chat, and into a topic of it where it says so or replies to what stands there."""
        message = {"message_id": next(self.numbers), "date": int(time.time()), "chat": self.payload, **content}
        if sender:
            message["from"] = sender
        if reply_to:
            target = reply_to.message_id if isinstance(reply_to, Reply) else reply_to
            if (self.id, target) not in self.telegram.messages:
                raise bad("message to be replied not found")
            message["reply_to_message"] = self.telegram.messages[self.id, target]
            topic = topic or message["reply_to_message"].get("message_thread_id")
        if topic:
            if topic not in self.topics:
                raise bad("message thread not found")
            message |= {"message_thread_id": topic, "is_topic_message": True}
        self.telegram.messages[self.id, message["message_id"]] = message
        return message
