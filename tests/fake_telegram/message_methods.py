"""What the methods about messages do, as strictly as Telegram."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .chat_methods import chat_of
from .keyboards import check_keyboard
from .media import MEDIA
from .records import BOT, Json, Reply
from .refusals import NOT_MODIFIED, bad
from .texts import checked_text, units

if TYPE_CHECKING:
    from .fake import FakeTelegram


class MessageMethods:
    """Methods that send, change and remove messages and answer presses."""

    def __init__(self, telegram: FakeTelegram) -> None:
        self._telegram = telegram
        self.by_name: dict[str, Callable[[Json], Any]] = {
            "sendMessage": self._send,
            "copyMessage": self._copy,
            "editMessageText": lambda p: self._edit(p, checked_text(p)),
            "editMessageReplyMarkup": self._edit,
            "deleteMessage": self._delete,
            "deleteMessages": self._delete_many,
            "answerCallbackQuery": self._answer,
        }

    def _message(self, chat_id: Any, message_id: Any, verb: str) -> Json:
        if chat_id not in self._telegram.chats:
            raise bad("chat not found")
        if (chat_id, message_id) not in self._telegram.messages:
            raise bad(f"message to {verb} not found")
        return self._telegram.messages[chat_id, message_id]

    def _send(self, p: Json) -> Json:
        chat, markup = chat_of(self._telegram, p), check_keyboard(p.get("reply_markup"))
        text, source = checked_text(p)
        reply_to = p.get("reply_to_message_id") or p.get("reply_parameters", {}).get("message_id")
        return self._show(chat.post(BOT, {"text": text}, reply_to, p.get("message_thread_id")), source, markup)

    def _copy(self, p: Json) -> Json:
        chat, source = chat_of(self._telegram, p), self._message(p.get("from_chat_id"), p.get("message_id"), "copy")
        content = {key: value for key, value in source.items() if key in MEDIA.keys() | {"text", "caption"}}
        markup, reply_to = check_keyboard(p.get("reply_markup")), p.get("reply_parameters", {}).get("message_id")
        copy = chat.post(BOT, content, reply_to, p.get("message_thread_id"))
        return {"message_id": self._show(copy, "", markup)["message_id"]}

    def _edit(self, p: Json, new_text: tuple[str, str] | None = None) -> Json:
        message, markup = self._message(p.get("chat_id"), p.get("message_id"), "edit"), p.get("reply_markup")
        old, markup = self._telegram.shown.get((p["chat_id"], p["message_id"])), check_keyboard(markup)
        if not old or "inline_keyboard" not in (old.markup or {"inline_keyboard": []}):
            raise bad("message can't be edited")  # a person's, or one with a reply keyboard
        if new_text and "text" not in message:
            raise bad("there is no text in the message to edit")
        if "inline_keyboard" not in (markup or {"inline_keyboard": []}):
            raise bad("inline keyboard expected")
        text, source = new_text or (old.text, old.html)
        if (text, source, markup) == (old.text, old.html, old.markup):
            raise bad(NOT_MODIFIED)
        if new_text:
            message["text"] = text
        message |= {"edit_date": int(time.time())}
        return self._show(message, source, markup, edited=True, seen=bool(new_text))

    def _show(self, message: Json, source: str, markup: Json | None, edited: bool = False, seen: bool = True) -> Json:
        """Put the bot's message before the chat's people."""
        key = (message["chat"]["id"], message["message_id"])
        message.pop("reply_markup", None)
        if markup and "inline_keyboard" in markup:  # Telegram keeps no other markup with the message
            message["reply_markup"] = markup
        reply = Reply(*key, str(message.get("text", message.get("caption", ""))), source, markup, edited)
        self._telegram.messages[key], self._telegram.shown[key] = message, reply
        if seen:
            self._telegram.chats[key[0]].replies.put_nowait(reply)
        return message

    def _delete(self, p: Json) -> bool:
        message = self._message(p.get("chat_id"), p.get("message_id"), "delete")
        if message.get("from") != BOT and message["chat"]["type"] != "private":
            raise bad("message can't be deleted")
        del self._telegram.messages[p["chat_id"], p["message_id"]]
        return True

    def _delete_many(self, p: Json) -> bool:
        chat, ids = chat_of(self._telegram, p), p.get("message_ids")
        if not isinstance(ids, list) or not 1 <= len(ids) <= 100:
            raise bad("too many message identifiers specified" if ids else "message identifiers are not specified")
        if any((chat.id, number) in self._telegram.kept for number in ids):
            raise bad("message can't be deleted for everyone")
        for number in ids:  # Telegram skips what it cannot find
            self._telegram.messages.pop((chat.id, number), None)
        return True

    def _answer(self, p: Json) -> bool:
        press, text = self._telegram.presses.get(p.get("callback_query_id", "")), p.get("text", "")
        if not press or press.answered or time.monotonic() - press.at > self._telegram.query_lifetime:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        if units(text) > 200:
            raise bad("MESSAGE_TOO_LONG")
        press.answered = True
        press.alerts.put_nowait(text)
        return True
