"""What people see before they write: name, descriptions and the command menu, per language."""

from __future__ import annotations

import logging

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.core.model import Knowledge, Language
from bot.logs import event


async def update_profile(bot: Bot, knowledge: Knowledge) -> None:
    """Sets only what differs, since Telegram limits how often it may be set. A refusal is no reason not to answer."""
    for language in (None, *knowledge.languages):
        for update in (_update_commands, _update_name, _update_description, _update_short_description):
            try:
                await update(bot, knowledge, language)
            except TelegramError as error:
                name = update.__name__.removeprefix("_")
                event("profile refused", logging.WARNING, what=name, error=type(error).__name__)


async def _update_commands(bot: Bot, knowledge: Knowledge, code: Language | None) -> None:
    names = (*knowledge.menu.commands, "language", "forget")
    commands = [BotCommand(name, _text(knowledge, f"command.{name}", code)) for name in names]
    if tuple(await bot.get_my_commands(language_code=code)) != tuple(commands):
        await bot.set_my_commands(commands, language_code=code)


async def _update_name(bot: Bot, knowledge: Knowledge, code: Language | None) -> None:
    wanted = _text(knowledge, "profile.name", code)
    if (await bot.get_my_name(language_code=code)).name != wanted:
        await bot.set_my_name(wanted, language_code=code)


async def _update_description(bot: Bot, knowledge: Knowledge, code: Language | None) -> None:
    wanted = _text(knowledge, "profile.description", code)
    if (await bot.get_my_description(language_code=code)).description != wanted:
        await bot.set_my_description(wanted, language_code=code)


async def _update_short_description(bot: Bot, knowledge: Knowledge, code: Language | None) -> None:
    wanted = _text(knowledge, "profile.short", code)
    if (await bot.get_my_short_description(language_code=code)).short_description != wanted:
        await bot.set_my_short_description(wanted, language_code=code)


def _text(knowledge: Knowledge, key: str, code: Language | None) -> str:
    """`code` None is what Telegram shows to people whose language the knowledge lacks."""
    return knowledge.texts[key][code or ("en" if "en" in knowledge.languages else next(iter(knowledge.languages)))]
