"""The fake Telegram is as strict as the real one, seen through a real PTB bot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update

from tests.fake_telegram import FakeTelegram


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as fake:
        yield fake


@pytest.fixture
async def bot(telegram: FakeTelegram) -> AsyncIterator[Bot]:
    async with Bot(telegram.token, base_url=f"{telegram.url}/bot") as bot:
        yield bot


def menu(label: str = "Меню", data: str = "menu", **other: Any) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=data, **other)]])


async def take(bot: Bot, **fields: Any) -> tuple[Update, ...]:
    """Get the waiting updates and confirm them."""
    updates = await bot.get_updates(**fields)
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return updates
