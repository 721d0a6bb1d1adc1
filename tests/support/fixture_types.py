"""The types of fixtures that are functions (`tests/telegram/conftest.py`)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager

from bot.core.answering import Answering
from bot.state.chats import ChatState
from bot.telegram.app import TelegramBot
from tests.fake_telegram import Call

Words = Callable[[str, str], str]
"""`line`, `answer`, `title`: a text of the program by its id and a language."""
Calls = Callable[[str], Awaitable[list[Call]]]
"""`calls_of`: the calls of one method that the fake Bot API has answered."""
Start = Callable[[Answering, ChatState], AbstractAsyncContextManager[TelegramBot]]
"""`start`: runs a bot that answers so and keeps its state there."""
