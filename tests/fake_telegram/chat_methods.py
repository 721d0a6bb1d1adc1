"""What the methods about a chat as a whole do."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .chats import Chat
from .records import BOT, Json
from .refusals import Refusal, bad

if TYPE_CHECKING:
    from .fake import FakeTelegram


def chat_of(telegram: FakeTelegram, p: Json) -> Chat:
    """Find the chat and make sure that the bot may write there."""
    chat = telegram.chats.get(p.get("chat_id", 0))
    if not chat:
        raise bad("chat not found")
    if chat.moved_to:
        raise Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", chat.moved_to)
    if chat.forbidden:
        raise Refusal(403, chat.forbidden)
    return chat


class ChatMethods:
    """Methods that show what the bot is doing, or make it leave."""

    def __init__(self, telegram: FakeTelegram) -> None:
        self._telegram = telegram
        self.by_name: dict[str, Callable[[Json], Any]] = {
            "sendChatAction": self._act,
            "leaveChat": self._leave,
            "getChatMember": self._member,
        }

    def _act(self, p: Json) -> bool:
        chat_of(self._telegram, p)
        if not re.fullmatch(r"typing|choose_sticker|find_location|(record|upload)_[a-z_]+", str(p.get("action"))):
            raise bad("wrong parameter action in request")
        return True

    def _member(self, p: Json) -> Json:
        chat_of(self._telegram, p)
        if p.get("user_id") != BOT["id"]:
            raise bad("member not found")
        return {"user": BOT, "status": "member"}

    def _leave(self, p: Json) -> bool:
        chat = chat_of(self._telegram, p)
        if chat.payload["type"] == "private":
            raise bad("chat member status can't be changed in private chats")
        chat.forbidden = f"Forbidden: bot is not a member of the {chat.payload['type']} chat"
        return True
