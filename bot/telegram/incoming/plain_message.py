"""Reads most updates, some words that a person typed in a private chat, straight from Telegram's JSON.

python-telegram-bot looks for a hundred other things that a message may hold, which takes an eighth of the processor
time of a whole answer. Everything that is not plainly such a message is left to it.
"""

from __future__ import annotations

from typing import Any

from telegram import Chat

from bot.telegram.update import Incoming, Kind, without_mention

Json = dict[str, Any]


class _Shape:
    """The keys that a part of an update must and may have, and no others, each with its type."""

    def __init__(self, must: dict[str, type], may: dict[str, type] | None = None) -> None:
        self._must, self._types = must.keys(), must | (may or {})

    def fits(self, part: Json) -> bool:
        types = {key: type(value) for key, value in part.items()}
        return self._must <= types.keys() and types.items() <= self._types.items()


_UPDATE: dict[Kind, _Shape] = {
    "message": _Shape({"update_id": int, "message": dict}),
    "edited_message": _Shape({"update_id": int, "edited_message": dict}),
}
_MESSAGE = _Shape(
    {"message_id": int, "from": dict, "chat": dict, "date": int, "text": str}, {"edit_date": int, "entities": list}
)
PERSON = _Shape(
    {"id": int, "is_bot": bool, "first_name": str},
    {"last_name": str, "username": str, "language_code": str, "is_premium": bool},
)
_CHAT = _Shape({"id": int, "type": str}, {"first_name": str, "last_name": str, "username": str})
_ENTITY = _Shape({"type": str, "offset": int, "length": int})
DATES = range(2**32)
"""Far later ones cannot be read."""


def plain_message(raw: Json, username: str) -> Incoming | None:
    """What `incoming_of` makes of the update; None for anything but a plain message."""
    kind: Kind = "message" if "message" in raw else "edited_message"
    if not (_UPDATE[kind].fits(raw) and _is_plain(raw[kind])):
        return None
    message = raw[kind]
    return Incoming(
        number=raw["update_id"],
        kind=kind,
        chat=message["chat"]["id"],
        where="private",
        language=message["from"].get("language_code"),
        message=message["message_id"],
        written=message.get("edit_date", message["date"]),
        said="text",
        text=without_mention(message["text"].strip(), username),
    )


def _is_plain(message: Json) -> bool:
    return (
        _MESSAGE.fits(message)
        and _CHAT.fits(message["chat"])
        and message["chat"]["type"] == Chat.PRIVATE
        and PERSON.fits(message["from"])
        and message["date"] in DATES
        and message.get("edit_date", 0) in DATES
        and message["text"].strip() != ""
        and all(type(entity) is dict and _ENTITY.fits(entity) for entity in message.get("entities", ()))
    )
