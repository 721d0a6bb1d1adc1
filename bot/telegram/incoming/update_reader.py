"""From Telegram's JSON to what an update says, even where a part of it is from another version of the Bot API.

The library refuses a whole message for one odd part of it, such as a poll that somebody replies to. In a private chat
the plain words are then read alone: they may be a cry for help.
"""

from __future__ import annotations

import logging
from datetime import datetime
from time import time

from telegram import Bot, Chat, Update

from bot.logs import event, origin_of
from bot.operating.metrics import Metrics
from bot.telegram.incoming.plain_message import DATES, PERSON, Json, plain_message
from bot.telegram.update import Incoming, incoming_of

_OF_MESSAGE = ("message_id", "date", "text", "caption")
_DATES_OF_MESSAGE = ("date", "edit_date")
_OF_PRESS = ("id", "chat_instance", "data")
_OF_CHAT = ("id", "type")
_OF_PERSON = ("id", "is_bot", "first_name", "language_code")
_NO_NUMBER = 0
"""Of a message whose own is odd: its words are answered, and it stands in no trail."""
_UNREAD = {"unread": True}
"""Marks a message that holds something which nobody could read."""


class NotOfTelegramError(Exception):
    """An update lacks what Telegram's always have."""


class UpdateReader:
    def __init__(self, bot: Bot, metrics: Metrics) -> None:
        self._bot, self._metrics = bot, metrics

    def read(self, raw: Json) -> Incoming | None:
        """The update; None, which is counted, where nothing of it can be understood."""
        try:
            return plain_message(raw, self._bot.username) or self._read_whole(raw)
        except Exception as error:  # whatever Telegram invents next, it must not stop the rest
            update = self._read_words(raw)
            what = "update not understood" if update is None else "update understood in part"
            event(what, logging.WARNING, error=origin_of(error))
        if update is None:
            self._metrics.unread_update()
        return update

    def _read_whole(self, raw: Json) -> Incoming:
        incoming = incoming_of(Update.de_json(raw, self._bot), self._bot.id, self._bot.username)
        if not _is_of_telegram(incoming):
            raise NotOfTelegramError
        return incoming

    def _read_words(self, raw: Json) -> Incoming | None:
        try:
            words = _words_of(raw)
            return self._read_whole({"update_id": raw["update_id"], **words}) if words else None
        except Exception:  # as above
            return None


def _is_of_telegram(update: Incoming) -> bool:
    """Whether what is always there is there: the library takes whatever stands in its place."""
    shown = update.press.message if update.press else None
    numbers = [update.number, update.chat, update.message, shown.message_id if shown else None]
    change = update.membership
    return (
        all(number is None or type(number) is int for number in numbers)
        and (shown is None or isinstance(shown.date, datetime))
        and (change is None or None not in (change.old_chat_member, change.new_chat_member))
    )


def _words_of(raw: Json) -> Json | None:
    """What was written or pressed in a private chat; None for anything else."""
    for kind in ("message", "edited_message"):
        if kind in raw:
            return {kind: _message(raw[kind]) | _written(raw[kind])} if _is_private(raw[kind]) else None
    press = raw.get("callback_query")
    if press is None or not _is_private(press["message"]):
        return None
    person, message = _some(press["from"], _OF_PERSON), _message(press["message"])
    return {"callback_query": {**_some(press, _OF_PRESS), "from": person, "message": message}}


def _is_private(message: Json) -> bool:
    return bool(message["chat"]["type"] == Chat.PRIVATE)


def _message(message: Json) -> Json:
    read = {**_some(message, _OF_MESSAGE), "chat": _some(message["chat"], _OF_CHAT), **_sender(message)}
    if type(read.get("message_id")) is not int:
        read["message_id"] = _NO_NUMBER
    # Nobody wrote what was pinned; it comes whole within the message that says so.
    is_empty = not (read.get("text") or read.get("caption") or "pinned_message" in message)
    return {**read, **_UNREAD} if is_empty else read


def _written(message: Json) -> Json:
    """When a person wrote a message; now, where that is odd."""
    dates = _some(message, _DATES_OF_MESSAGE)
    return {"date": int(time())} | {key: date for key, date in dates.items() if type(date) is int and date in DATES}


def _sender(part: Json) -> Json:
    """Nobody where it is odd: the words are answered all the same."""
    person = part.get("from")
    person = _some(person, _OF_PERSON) if type(person) is dict else {}
    return {"from": person} if PERSON.fits(person) else {}


def _some(part: Json, keys: tuple[str, ...]) -> Json:
    return {key: part[key] for key in keys if key in part}
