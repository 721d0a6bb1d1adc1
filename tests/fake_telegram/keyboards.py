"""Keyboards under messages, and what Telegram takes as one."""

from __future__ import annotations

import re
from typing import Any

from .records import Json, buttons_of
from .refusals import bad

KEYBOARDS = {"inline_keyboard", "keyboard", "remove_keyboard", "force_reply"}


def check_keyboard(markup: Any) -> Json | None:
    """Refuse a wrong keyboard and give a right one, None if it has nothing to show."""
    if not markup or markup == {"inline_keyboard": []}:
        return None
    if not isinstance(markup, dict) or not markup.keys() & KEYBOARDS:
        raise bad("can't parse reply keyboard markup JSON object")
    if len(buttons_of(markup)) > 100:
        raise bad("REPLY_MARKUP_TOO_LONG")
    for button in buttons_of(markup):
        actions = sorted(button.keys() - {"text", "style", "icon_custom_emoji_id"})
        if not str(button.get("text", "")).strip():
            raise bad("inline keyboard button text must be non-empty")
        if "inline_keyboard" in markup and len(actions) != 1:  # of several, Telegram takes one: our words
            why = f"exactly one action is allowed, not {actions}," if actions else "Text buttons are unallowed"
            raise bad(f"can't parse inline keyboard button: {why} in the inline keyboard")
        if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= 64:
            raise bad("BUTTON_DATA_INVALID")
        if "url" in button and not re.match(r"(?:https?|tg)://[^\s/]", str(button["url"])):
            raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    return markup
