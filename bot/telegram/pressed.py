"""Buttons that have done their work leave the message under which they stood."""

from __future__ import annotations

from collections.abc import Callable

from telegram import CallbackQuery, Message
from telegram.error import TelegramError

from bot.telegram.outbox import Outbox


async def remove_buttons(outbox: Outbox, query: CallbackQuery, done: Callable[[str], bool]) -> bool:
    """Takes those off whose data is `done`; False where the message has none of them any more."""
    shown = query.message
    if not isinstance(shown, Message) or shown.reply_markup is None:
        return False
    keyboard = shown.reply_markup.inline_keyboard
    rows = [[button.to_dict() for button in row if not done(str(button.callback_data or ""))] for row in keyboard]
    fields = {"message_id": shown.message_id, "reply_markup": {"inline_keyboard": [row for row in rows if row]}}
    try:
        await outbox.persist("editMessageReplyMarkup", shown.chat.id, fields, urgent=False)
    except TelegramError:  # not modified: they went with an earlier press
        return False
    return True
