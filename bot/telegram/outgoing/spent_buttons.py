"""Removes buttons that have done their work from their message."""

from __future__ import annotations

from collections.abc import Container

from telegram import CallbackQuery, InlineKeyboardButton, Message
from telegram.error import TelegramError

from bot.core.replying.buttons import ActionCodes
from bot.telegram.outgoing.outbox import Outbox


async def remove_buttons(outbox: Outbox, query: CallbackQuery, verbs: Container[str], codes: ActionCodes) -> bool:
    """Removes the buttons with one of these verbs; False where the message has none of them any more."""
    shown = query.message
    if not isinstance(shown, Message) or shown.reply_markup is None:
        return False

    def is_spent(button: InlineKeyboardButton) -> bool:
        return codes.verb_of(str(button.callback_data or "")) in verbs

    keyboard = shown.reply_markup.inline_keyboard
    rows = [[button.to_dict() for button in row if not is_spent(button)] for row in keyboard]
    fields = {"message_id": shown.message_id, "reply_markup": {"inline_keyboard": [row for row in rows if row]}}
    try:
        await outbox.persist("editMessageReplyMarkup", shown.chat.id, fields, urgent=False)
    except TelegramError:  # not modified: they went with an earlier press
        return False
    return True
