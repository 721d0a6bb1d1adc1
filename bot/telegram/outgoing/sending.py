"""Sends a reply to a chat: as Telegram's HTML with buttons, in as many messages as it needs."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError, TimedOut

from bot.core.model import Button, Paragraph, Reply, to_plain
from bot.logs import event
from bot.telegram.outgoing.hiding import UNKNOWN
from bot.telegram.outgoing.outbox import HushedError, Outbox, is_person
from bot.telegram.rendering import split_messages, to_html

_QUIET = {"disable_notification": True, "link_preview_options": {"is_disabled": True}}

ButtonLink = Callable[[Button], str | None]
Fields = dict[str, Any]


class GoneError(Exception):
    """The person blocked the bot, or the chat no longer exists."""


@dataclass(slots=True)
class Sent:
    """What became of a reply."""

    messages: list[int] = field(default_factory=list)
    """Their numbers, UNKNOWN for each that may have arrived unseen."""
    arrived: bool = False
    """Whether its first message certainly did; the others only add to that."""


class Sender:
    """`link_of` gives a button in a group that opens a page instead of calling back (into the private chat)."""

    def __init__(self, outbox: Outbox, link_of: ButtonLink) -> None:
        self._outbox, self._link_of = outbox, link_of

    async def send(
        self, chat: int, reply: Reply, reply_to: int | None = None, topic: int | None = None, *, urgent: bool = False
    ) -> Sent:
        """Raises GoneError where nobody will ever read it; ends where the chat is hidden meanwhile."""
        first, sent = split_messages(reply.paragraphs), Sent()
        where = {"message_thread_id": topic} if topic else {}
        for number, paragraphs in enumerate([*first, *split_messages(reply.then)], start=1):
            fields = {**_QUIET, **where}
            if number == len(first) and reply.buttons:
                fields["reply_markup"] = self._keyboard(chat, reply)
            if number == 1 and reply_to:
                fields["reply_parameters"] = {"message_id": reply_to, "allow_sending_without_reply": True}
            message = _Message(self._outbox, chat, paragraphs, fields, urgent)
            try:
                arrived = await message.send()
            except HushedError:
                break
            finally:
                sent.messages += message.numbers
            sent.arrived |= arrived and number == 1
        return sent

    def _keyboard(self, chat: int, reply: Reply) -> Fields:
        return {"inline_keyboard": [[self._button(chat, button) for button in row] for row in reply.buttons]}

    def _button(self, chat: int, button: Button) -> Fields:
        link = None if is_person(chat) else self._link_of(button)
        return {"text": button.label, "url": link} if link else {"text": button.label, "callback_data": button.data}


@dataclass(slots=True)
class _Message:
    """One of the messages of a reply."""

    outbox: Outbox
    chat: int
    paragraphs: Sequence[Paragraph]
    fields: Fields
    urgent: bool
    numbers: list[int] = field(default_factory=list)
    """What was sent, UNKNOWN where it may have arrived unseen."""

    async def send(self) -> bool:
        """Whether it certainly arrived."""
        try:
            await self._send_where_it_is_now()
        except HushedError:
            raise
        except Forbidden:
            raise GoneError from None
        except TelegramError as error:
            event("reply not sent", logging.ERROR, error=type(error).__name__)
            return False
        return True

    async def _send_where_it_is_now(self) -> None:
        """A group that became a supergroup has another number; the buttons above still name the one before."""
        try:
            await self._send_as_allowed()
        except ChatMigrated as moved:
            self.chat = moved.new_chat_id
            self.fields.pop("reply_parameters", None)  # there the number of the question may stand on anything
            await self._send_as_allowed()

    async def _send_as_allowed(self) -> None:
        """Markup, a topic or a button that Telegram refuses must not cost the person the answer."""
        try:
            return await self._send_text({"text": to_html(self.paragraphs), "parse_mode": "HTML", **self.fields})
        except BadRequest as error:
            refused = error
        for plainer in _plainer({"text": to_plain(self.paragraphs), **self.fields}):
            if "chat not found" in str(refused).lower():
                raise GoneError
            event("reply sent plainer", logging.WARNING, error=type(refused).__name__)
            try:
                return await self._send_text(plainer)
            except BadRequest as error:
                refused = error
        raise refused

    async def _send_text(self, fields: Fields) -> None:
        """Help that has most likely arrived is sent once more: twice is better than never."""
        unseen, clock = partial(self.numbers.append, UNKNOWN), self.outbox.clock
        asked = clock.of_machine()
        for tries_left in (1, 0) if self.urgent else (0,):
            try:
                message = await self.outbox.persist(
                    "sendMessage", self.chat, fields, urgent=self.urgent, on_unseen=unseen
                )
                self.numbers.append(int(message["message_id"]))
                clock.told(message.get("date"), asked)
                return
            except TimedOut:
                if not tries_left:
                    raise


def _plainer(message: Fields) -> Iterator[Fields]:
    """The message as it is, then without its place, then without its buttons, where it has them."""
    yield message
    for parts in (("message_thread_id", "reply_parameters"), ("reply_markup",)):
        left = {name: field for name, field in message.items() if name not in parts}
        if left != message:
            yield left
        message = left
