"""Telegram as a test holds it: the chats and messages it knows, the people in it, the faults it is told to have."""

from __future__ import annotations

import asyncio
import itertools
import socket
from datetime import timedelta
from typing import Any, Self

from .chats import Chat
from .faults import Fault, Faults, PlannedFault
from .people import Group, Person
from .records import BOT, TOKEN, Call, Json, Press, Reply
from .refusals import NOT_STARTED
from .server import Server
from .texts import typed
from .updates import Updates

FIRST_PERSON, FIRST_GROUP = 7_000_000_501, -1_009_000_000_001
"""As long as Telegram's own, so that none of them stands by chance in a time or in what was drawn at random."""


class FakeTelegram:
    """The server, its people and its faults; use it as an async context manager."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token, self.url, self.query_lifetime = token, "", 30.0
        self.calls: list[Call] = []
        self.refused: list[Call] = []  # with 400, or as an unknown method
        self.profile: dict[tuple[str, ...], Any] = {("name", ""): BOT["first_name"]}
        self.updates, self.numbers, self.faults = Updates(), itertools.count(1), Faults()
        self.release = asyncio.Event()  # until it is set, calls that are held are not done
        self.chats: dict[int, Chat] = {}
        self.messages: dict[tuple[int, int], Json] = {}
        self.shown: dict[tuple[int, int], Reply] = {}
        self.kept: set[tuple[int, int]] = set()  # messages that can no longer be deleted
        self.presses: dict[str, Press] = {}
        self.modes: Json = {}  # further fields of getMe, as @BotFather sets them
        self.webhook_trouble: Json = {}  # further fields of getWebhookInfo
        self.channel = Chat(self, {"id": -1001, "type": "channel", "title": "News"})
        self.ahead = timedelta()  # of this machine's clock
        self._server = Server(self)

    async def __aenter__(self) -> Self:
        self.url = await self._server.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        self.updates.end_poll(conflict=False)
        await self.updates.webhook.close()
        await self._server.close()

    async def listen_on(self, door: socket.socket) -> None:
        """Answer on a socket that is bound already, too."""
        await self._server.listen_on(door)

    def person(self, language_code: str | None = None, first_name: str = "Anna", **fields: Any) -> Person:
        """Make a person, to whom the bot may write once they have written to it."""
        language = {"language_code": language_code} if language_code else {}
        user = {"id": FIRST_PERSON + len(self.chats), "is_bot": False, "first_name": first_name}
        return Person(self, user | language | fields)

    def group(self, title: str, members: list[Person]) -> Group:
        """Make a supergroup with the bot in it."""
        return Group(self, {"id": FIRST_GROUP - len(self.chats), "type": "supergroup", "title": title}, members)

    async def channel_post(self, text: str) -> None:
        """Publish a post in a channel where the bot is an administrator."""
        self.updates.add({"channel_post": self.channel.post({}, typed(text))})

    async def sends_update(self, fields: Json) -> None:
        """Queue any update as it is; its chat becomes known and may be written to."""
        for key, part in fields.items():
            message = part.get("message", part) if isinstance(part, dict) else {}
            if "chat" in message:
                chat = self.chats.get(message["chat"]["id"]) or Chat(self, message["chat"])
                chat.forbidden = chat.forbidden.replace(NOT_STARTED, "")
                if "message_id" in message:
                    self.messages.setdefault((chat.id, message["message_id"]), message)
            if key == "callback_query":
                self.presses[part["id"]] = Press(part["id"], part.get("data", ""), asyncio.Queue())
        self.updates.add(fields)

    def fails(
        self, method: str, status: Fault, *, retry_after: int | None = None, times: int = 1, saying: str = ""
    ) -> None:
        """Make the next calls of a method ("*": of any) fail, or only those whose text says something."""
        self.faults.plan(PlannedFault(method, status, retry_after, times, saying))

    def recovers(self) -> None:
        """Let no further call fail."""
        self.faults = Faults()

    def duplicates(self, update_count: int) -> None:
        """Deliver each of the next updates twice."""
        self.updates.doubles += update_count

    def spinning(self) -> list[Press]:
        """Give the presses that were never answered."""
        return [press for press in self.presses.values() if not press.answered]
