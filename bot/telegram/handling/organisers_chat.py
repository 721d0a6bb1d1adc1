"""The organisers' chat: questions are copied into it, and answers out of it, so that neither side sees who wrote."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

from telegram import MaybeInaccessibleMessage, Message
from telegram.error import ChatMigrated, TelegramError

from bot.logs import event, origin_of
from bot.settings import OrganisersPlace
from bot.state.drafts import Drafts
from bot.state.links import Copy, Link, Missing
from bot.telegram.outgoing.hiding import UNKNOWN
from bot.telegram.outgoing.outbox import Outbox, may_pass
from bot.telegram.safe_state import SafeState
from bot.telegram.under_way import under_way

Brought = Literal["answered", "uncertain"] | Missing
"""What became of an organiser's answer."""


@dataclass(slots=True)
class _Copied:
    """What became of a copy."""

    chat: int
    """Where it went."""
    number: int | None = None
    trail: list[int] = field(default_factory=list)
    """Its number, and UNKNOWN where it may have arrived unseen."""
    may_pass: bool = False
    """Whether it may go well another time."""

    @property
    def brought(self) -> Brought:
        if self.number is not None:
            return "answered"
        if self.may_pass:
            return "not_now"
        return "uncertain" if self.trail else "expired"


class OrganisersChat:
    """Their chat, or one topic of it."""

    def __init__(self, place: OrganisersPlace, state: SafeState, outbox: Outbox, drafts: Drafts | None) -> None:
        self._place, self._state, self._outbox, self._drafts = place, state, outbox, drafts

    async def ask(self, chat: int, question: int) -> bool:
        """Copies a person's message to the organisers, once; False where it did not get there."""
        if await self._state.links.was_asked(chat, question):
            return True
        topic = {"message_thread_id": self._place.topic} if self._place.topic else {}
        copied = await self._copy(self._place.chat, chat, question, topic)
        if copied.number is None:  # no answer to a copy of UNKNOWN number would find its way back
            return False
        if not under_way().is_forgotten:
            await self._state.links.leave(Copy(copied.chat, copied.number), chat, question)
        return True

    def is_answer(self, reply: Message) -> bool:
        """Whether a reply to the bot comes from an organiser."""
        return reply.chat_id == self._place.chat

    async def bring_back(self, message: Message) -> Brought:
        """Copies an organiser's reply to the person who asked, if that can still be done.

        Two organisers may answer at once, so the link is taken first. Where it is put back, as after anything
        unexpected, the answer may have arrived: twice is better than never.
        """
        answered = message.reply_to_message
        link = await self._state.links.take(Copy(message.chat_id, answered.message_id)) if answered else "expired"
        if not isinstance(link, Link):
            return link
        tie = {"reply_parameters": {"message_id": link.question, "allow_sending_without_reply": True}}
        try:
            copied = await self._copy(link.chat, message.chat_id, message.message_id, tie)
        except BaseException:
            await self._state.leave_trail(link.chat, [UNKNOWN])
            await self._state.links.put_back(link)
            raise
        await self._state.leave_trail(link.chat, copied.trail)
        if copied.brought == "not_now":
            await self._state.links.put_back(link)
        return copied.brought

    async def keep_draft(self, chat: int, asked: str, answer: str, language: str) -> bool:
        """Stores a question and its answer, as one of the organisers wished; False where that cannot be done."""
        if self._drafts is None or chat != self._place.chat or not asked or not answer:
            return False
        try:
            await asyncio.to_thread(self._drafts.add, asked, answer, language)
        except (OSError, ValueError) as error:  # a ValueError where it cannot be encoded
            event("draft not kept", logging.ERROR, error=origin_of(error))
            return False
        return True

    async def _copy(self, to: int, source: int, message: int, fields: dict[str, Any]) -> _Copied:
        copied = _Copied(to)
        unseen = partial(copied.trail.append, UNKNOWN)
        fields = {"from_chat_id": source, "message_id": message, "disable_notification": True, **fields}
        try:
            copy = await self._outbox.persist("copyMessage", to, fields, urgent=False, on_unseen=unseen)
        except ChatMigrated as moved:
            if to != self._place.chat or moved.new_chat_id == to:
                return copied
            self._place = self._place._replace(chat=moved.new_chat_id)
            event("organisers' group has another number now: change ORGANISERS_CHAT_ID", logging.ERROR)
            return await self._copy(moved.new_chat_id, source, message, fields)
        except TelegramError as error:
            event("question or answer not copied", logging.WARNING, error=type(error).__name__)
            copied.may_pass = may_pass(error)
            return copied
        copied.number = int(copy["message_id"])
        copied.trail.append(copied.number)
        return copied


def answered_by(message: Message) -> str:
    """The words of the message to which this one replies."""
    return (message.reply_to_message.text or "") if message.reply_to_message else ""


def question_of(shown: MaybeInaccessibleMessage | None, person: int) -> Message | None:
    """The person's own message to which the message with the button is tied, if it is still there."""
    asked = shown.reply_to_message if isinstance(shown, Message) else None
    own = asked is not None and asked.from_user is not None and asked.from_user.id == person
    return asked if own and asked and asked.text else None
