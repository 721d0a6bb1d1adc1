"""Sends a reply to a chat, and does not give up on the first trouble."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.core.model import Button, Reply
from bot.core.render import split_messages, to_html, to_plain
from bot.logs import event, place_of

TRIES = 4
FIRST_PAUSE = 0.5
"""Seconds before the second try; each further pause is twice as long."""
LONGEST_FLOOD_WAIT = 60.0
"""Seconds; beyond this the reply would come too late to be safe."""
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

T = TypeVar("T")
ButtonLink = Callable[[Button], str | None]


class Gone(Exception):
    """The person blocked the bot, or the chat no longer exists."""


class Sender:
    """`link_of` gives a button that opens a page instead of calling back (into the private chat)."""

    def __init__(self, bot: Bot, link_of: ButtonLink) -> None:
        self._bot, self._link_of = bot, link_of

    async def send(self, chat: int, reply: Reply, reply_to: int | None = None) -> list[int]:
        """Ids of the messages sent; raises Gone where nobody will ever read them."""
        first = split_messages(reply.paragraphs)
        sent = []
        for number, paragraphs in enumerate([*first, *split_messages(reply.then)], start=1):
            keyboard = self._keyboard(reply) if number == len(first) else None
            html, plain = to_html(paragraphs), to_plain(paragraphs)
            message = await self._send_one(chat, html, plain, keyboard, reply_to if number == 1 else None)
            if message is not None:
                sent.append(message)
        return sent

    async def _send_one(
        self, chat: int, html: str, plain: str, keyboard: InlineKeyboardMarkup | None, reply_to: int | None
    ) -> int | None:
        async def send(text: str, mode: str | None) -> int:
            message = await self._bot.send_message(
                chat,
                text,
                parse_mode=mode,
                reply_markup=keyboard,
                disable_notification=True,
                link_preview_options=_NO_PREVIEW,
                reply_to_message_id=reply_to,
                allow_sending_without_reply=True if reply_to else None,
            )
            return message.message_id

        try:
            try:
                return await persist(lambda: send(html, ParseMode.HTML))
            except BadRequest as error:
                if "chat not found" in str(error).lower():
                    raise Gone from None
                # Markup that Telegram refuses must not cost the person the answer.
                event("reply sent without markup", logging.WARNING, error=place_of(error))
                return await persist(lambda: send(plain, None))
        except Forbidden:
            raise Gone from None
        except TelegramError as error:
            event("reply not sent", logging.ERROR, error=type(error).__name__)
            return None

    def _keyboard(self, reply: Reply) -> InlineKeyboardMarkup | None:
        if not reply.buttons:
            return None
        return InlineKeyboardMarkup([[self._button(button) for button in row] for row in reply.buttons])

    def _button(self, button: Button) -> InlineKeyboardButton:
        link = self._link_of(button)
        if link:
            return InlineKeyboardButton(button.label, url=link)
        return InlineKeyboardButton(button.label, callback_data=button.data)


async def persist(call: Callable[[], Awaitable[T]]) -> T:
    """Tries again after a flood wait or a broken connection, in this chat only.

    A read that timed out is not repeated: Telegram has most likely done it, and a second copy would confuse.
    """
    pause = FIRST_PAUSE
    for _ in range(TRIES - 1):
        try:
            return await call()
        except RetryAfter as error:
            wait = seconds_of(error)
            if wait > LONGEST_FLOOD_WAIT:
                raise
            await asyncio.sleep(wait)
        except TelegramError as error:
            # An answer that is no JSON comes as a bare TelegramError.
            broken = isinstance(error, NetworkError) and not isinstance(error, TimedOut | BadRequest)
            if not broken and type(error) is not TelegramError:
                raise
            await asyncio.sleep(pause)
            pause *= 2
    return await call()


def seconds_of(error: RetryAfter) -> float:
    """The wait that Telegram asks for, in seconds."""
    # The public property warns that its type will change.
    return error._retry_after.total_seconds()
