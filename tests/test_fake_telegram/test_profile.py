"""What the bot tells of itself."""

from __future__ import annotations

import pytest
from telegram import Bot, BotCommand
from telegram.error import BadRequest

from tests.fake_telegram import FakeTelegram


async def test_the_profile_is_kept_by_language_and_scope(telegram: FakeTelegram, bot: Bot) -> None:
    await bot.set_my_commands([BotCommand("menu", "Меню")], language_code="ru")
    assert telegram.profile["commands", "ru", "default"] == [{"command": "menu", "description": "Меню"}]
    assert await bot.get_my_commands() == ()
    assert len(await bot.get_my_commands(language_code="ru")) == 1
    await bot.delete_my_commands(language_code="ru")
    assert (await bot.get_my_name(language_code="ru")).name == "Test"
    await bot.set_my_short_description("[1]", language_code="ru")
    assert telegram.profile["short_description", "ru"] == "[1]"
    assert (await bot.get_my_short_description(language_code="ru")).short_description == "[1]"
    await bot.set_my_description("d")

    assert (await bot.get_my_description("ru")).description == "d"


async def test_wrong_profiles_are_refused(telegram: FakeTelegram, bot: Bot) -> None:
    menu_command = BotCommand("menu", "Меню")
    for commands in [[], [menu_command] * 101, [BotCommand("Menu", "x")], [BotCommand("a" * 33, "x")]]:
        with pytest.raises(BadRequest):
            await bot.set_my_commands(commands)
    for description in ["", "x" * 257]:
        with pytest.raises(BadRequest, match="description must"):
            await bot.set_my_commands([BotCommand("menu", description)])
    for setter, limit in [(bot.set_my_name, 64), (bot.set_my_description, 512), (bot.set_my_short_description, 120)]:
        await setter("x" * limit)
        with pytest.raises(BadRequest, match="too long"):
            await setter("x" * (limit + 1))
    with pytest.raises(BadRequest, match="language code"):
        await bot.set_my_name("x", language_code="rus")
