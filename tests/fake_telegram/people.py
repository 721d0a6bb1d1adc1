"""People who write to the bot, press its buttons, block it, or talk in a group where it is."""

from __future__ import annotations

import asyncio
import re
import time
from typing import TYPE_CHECKING, Any

from .chats import LONGEST, Chat, soon
from .media import MEDIA
from .records import BOT, Json, Press, Reply, buttons_of
from .refusals import BLOCKED, NOT_STARTED
from .texts import typed

if TYPE_CHECKING:
    from .fake import FakeTelegram


class Person(Chat):
    """A person and their private chat with the bot."""

    def __init__(self, telegram: FakeTelegram, user: Json) -> None:
        super().__init__(telegram, {"id": user["id"], "first_name": user["first_name"], "type": "private"})
        self.user, self.forbidden = user, NOT_STARTED
        self.alerts: asyncio.Queue[str] = asyncio.Queue()

    async def says(self, text: str, reply_to: Reply | int | None = None) -> int:
        """Write to the bot and give the message's id."""
        return await self._writes(typed(text), reply_to)

    async def sends(self, kind: str, caption: str = "", **fields: Any) -> int:
        """Send a photo, voice, sticker …; fields are further raw fields of the message."""
        return await self._writes({kind: MEDIA.get(kind)} | (typed(caption, "caption") if caption else {}) | fields)

    async def edits(self, message_id: int, text: str) -> None:
        """Change an own text."""
        message = self.telegram.messages[self.id, message_id]
        message.update(typed(text), edit_date=int(time.time()))
        self.telegram.updates.add({"edited_message": dict(message)})

    async def presses(self, reply: Reply, label: str) -> None:
        """Press the button with this label as it was in that reply, even if the message has changed since."""
        button = next((b for b in buttons_of(reply.markup) if b["text"] == label), None)
        assert button is not None, f"no button {label!r} among {reply.buttons}"
        if "keyboard" in (reply.markup or {}):
            await self.says(label)
        else:
            await self.presses_data(reply, button["callback_data"])

    async def presses_data(self, reply: Reply, data: str) -> None:
        """Send any callback data, as a modified client can."""
        gone = {"chat": self.telegram.chats[reply.chat_id].payload, "message_id": reply.message_id, "date": 0}
        message = dict(self.telegram.messages.get((reply.chat_id, reply.message_id), gone))
        press = Press(str(len(self.telegram.presses) + 1), data, self.alerts)
        self.telegram.presses[press.id] = press
        query = {"id": press.id, "from": self.user, "chat_instance": "1", "message": message, "data": data}
        self.telegram.updates.add({"callback_query": query})

    async def next_alert(self, timeout: float = LONGEST) -> str:
        """Wait for the answer to one of this person's presses and give its text."""
        return await soon(self.alerts, timeout)

    async def blocks(self) -> None:
        """Block the bot."""
        self._member("member", "kicked")

    async def unblocks(self) -> None:
        """Let the bot write again."""
        self._member("kicked", "member")

    def _member(self, old: str, new: str) -> None:
        self.forbidden = BLOCKED if new == "kicked" else ""
        before, after = ({"user": BOT, "status": status, "until_date": 0} for status in (old, new))
        change = {"chat": self.payload, "from": self.user, "date": int(time.time())}
        self.telegram.updates.add({"my_chat_member": change | {"old_chat_member": before, "new_chat_member": after}})

    async def _writes(self, content: Json, reply_to: Reply | int | None = None) -> int:
        if self.forbidden == BLOCKED:
            await self.unblocks()  # the apps let nobody write before that
        self.forbidden = ""
        message = self.post(self.user, content, reply_to)
        self.telegram.updates.add({"message": dict(message)})
        return int(message["message_id"])


class Group(Chat):
    """A group in which the bot has privacy mode on."""

    def __init__(self, telegram: FakeTelegram, payload: Json, members: list[Person]) -> None:
        super().__init__(telegram, payload)
        self.members = members

    async def says(
        self, person: Person, text: str, reply_to: Reply | int | None = None, topic: int | None = None
    ) -> int:
        """Write into the group; the bot gets only commands, its mentions and replies to it."""
        message, name = self.post(person.user, typed(text), reply_to, topic), str(BOT["username"])
        command = re.match(r"/\w+(?:@(\w+))?", text)
        called = (command[1] or name).lower() == name if command else re.search(rf"(?<!\w)@{name}\b", text, re.I)
        if called or message.get("reply_to_message", {}).get("from") == BOT:
            self.telegram.updates.add({"message": dict(message)})
        return int(message["message_id"])
