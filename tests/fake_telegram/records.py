"""What is noted of the bot's doings: its calls, what people see of them, the presses that it has to answer."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
BOT: Json = {"id": 123456, "is_bot": True, "first_name": "Test", "username": "test_bot"}
TOKEN = "123456:TEST-TOKEN_abcdefghijklmnopqrstuvwxyz12"


def buttons_of(markup: Json | None) -> list[Json]:
    """Give the buttons of an inline or reply keyboard, in reading order."""
    rows = (markup or {}).get("inline_keyboard") or (markup or {}).get("keyboard") or []
    return [button if isinstance(button, dict) else {"text": button} for row in rows for button in row]


@dataclass(frozen=True)
class Call:
    """One request of the bot, with decoded fields, and why Telegram would have refused it."""

    method: str
    params: Json
    why: str = ""


@dataclass(frozen=True)
class Reply:
    """What people see when the bot sends or edits a message."""

    chat_id: int
    message_id: int
    text: str
    html: str
    markup: Json | None
    edited: bool

    @property
    def buttons(self) -> list[str]:
        """Give the labels of the keyboard in reading order."""
        return [str(button["text"]) for button in buttons_of(self.markup)]


@dataclass
class Press:
    """A press of a button, which spins until it is answered."""

    id: str
    data: str
    alerts: asyncio.Queue[str]
    at: float = field(default_factory=time.monotonic)
    answered: bool = False
