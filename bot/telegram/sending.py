"""Sends a reply to a chat: as Telegram's HTML with buttons, in as many messages as it needs."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

from telegram.error import BadRequest, Forbidden, TelegramError

from bot.core.model import Button, Paragraph, Reply
from bot.core.render import split_messages, to_html, to_plain
from bot.logs import event, place_of
from bot.telegram.outbox import Outbox

_QUIET = {"disable_notification": True, "link_preview_options": {"is_disabled": True}}

ButtonLink = Callable[[Button], str | None]
Fields = dict[str, Any]


class Gone(Exception):
    """The person blocked the bot, or the chat no longer exists."""


class Sender:
    """`link_of` gives a button that opens a page instead of calling back (into the private chat)."""

    def __init__(self, outbox: Outbox, link_of: ButtonLink) -> None:
        self._outbox, self._link_of = outbox, link_of

    async def send(self, chat: int, reply: Reply, reply_to: int | None = None, *, urgent: bool = False) -> list[int]:
        """Ids of the messages sent; raises Gone where nobody will ever read them."""
        first = split_messages(reply.paragraphs)
        sent = []
        for number, paragraphs in enumerate([*first, *split_messages(reply.then)], start=1):
            fields = dict(_QUIET)
            if number == len(first) and reply.buttons:
                fields["reply_markup"] = self._keyboard(reply)
            if number == 1 and reply_to:
                fields["reply_parameters"] = {"message_id": reply_to, "allow_sending_without_reply": True}
            message = await self._send_one(chat, paragraphs, fields, urgent)
            if message is not None:
                sent.append(message)
        return sent

    async def _send_one(self, chat: int, paragraphs: Sequence[Paragraph], fields: Fields, urgent: bool) -> int | None:
        try:
            try:
                return await self._send_text(
                    chat, {"text": to_html(paragraphs), "parse_mode": "HTML", **fields}, urgent
                )
            except BadRequest as error:
                if "chat not found" in str(error).lower():
                    raise Gone from None
                # Markup that Telegram refuses must not cost the person the answer.
                event("reply sent without markup", logging.WARNING, error=place_of(error))
                return await self._send_text(chat, {"text": to_plain(paragraphs), **fields}, urgent)
        except Forbidden:
            raise Gone from None
        except TelegramError as error:
            event("reply not sent", logging.ERROR, error=type(error).__name__)
            return None

    async def _send_text(self, chat: int, fields: Fields, urgent: bool) -> int:
        message = await self._outbox.persist("sendMessage", chat, fields, urgent=urgent)
        return int(message["message_id"])

    def _keyboard(self, reply: Reply) -> Fields:
        return {"inline_keyboard": [[self._button(button) for button in row] for row in reply.buttons]}

    def _button(self, button: Button) -> Fields:
        link = self._link_of(button)
        return {"text": button.label, "url": link} if link else {"text": button.label, "callback_data": button.data}
