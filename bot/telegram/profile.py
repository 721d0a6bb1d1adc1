"""What people see before they write: name, descriptions and the command menu, per language."""

from __future__ import annotations

import logging

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.core.model import Knowledge, Language
from bot.logs import event


async def update_profile(bot: Bot, knowledge: Knowledge) -> None:
    """Sets only what differs, since Telegram limits how often it may be set. A refusal is no reason not to answer."""
    try:
        for language in (None, *knowledge.languages):
            await _update_language(bot, knowledge, language)
    except TelegramError as error:
        event("profile not updated", logging.WARNING, error=type(error).__name__)


async def _update_language(bot: Bot, knowledge: Knowledge, code: Language | None) -> None:
    """`code` None is what Telegram shows to people whose language the knowledge lacks."""
    language = code or ("en" if "en" in knowledge.languages else next(iter(knowledge.languages)))

    def text(key: str) -> str:
        return knowledge.texts[key][language]

    commands = [BotCommand(name, text(f"command.{name}")) for name in (*knowledge.menu.commands, "language")]
    if tuple(await bot.get_my_commands(language_code=code)) != tuple(commands):
        await bot.set_my_commands(commands, language_code=code)
    if (await bot.get_my_name(language_code=code)).name != text("profile.name"):
        await bot.set_my_name(text("profile.name"), language_code=code)
    if (await bot.get_my_description(language_code=code)).description != text("profile.description"):
        await bot.set_my_description(text("profile.description"), language_code=code)
    if (await bot.get_my_short_description(language_code=code)).short_description != text("profile.short"):
        await bot.set_my_short_description(text("profile.short"), language_code=code)
