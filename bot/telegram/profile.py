"""What people see before they write: name, descriptions and the command menu, per language."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, NamedTuple

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.core.commands import FORGET, LANGUAGE
from bot.core.knowledge import Knowledge, Language
from bot.core.replying.compose import Composer
from bot.core.replying.own_texts import TextKey
from bot.logs import event

Code = Language | None
"""A language, or None for what Telegram shows to people whose language the knowledge lacks."""


class ProfilePart(NamedTuple):
    """One part of the profile: what it should be, what Telegram has, and how to set it."""

    name: str
    wanted: Callable[[Knowledge, Code], Any]
    read: Callable[[Bot, Code], Awaitable[Any]]
    write: Callable[[Bot, Any, Code], Awaitable[bool]]


async def update_profile(bot: Bot, knowledge: Knowledge) -> None:
    """Sets only what differs, since Telegram limits how often it may be set. A refusal is no reason not to answer."""
    for code in (None, *knowledge.languages):
        for part in PARTS:
            try:
                wanted = part.wanted(knowledge, code)
                if await part.read(bot, code) != wanted:
                    await part.write(bot, wanted, code)
            except TelegramError as error:
                event("profile refused", logging.WARNING, what=part.name, error=type(error).__name__)


async def outdated_parts(bot: Bot, knowledge: Knowledge) -> AsyncIterator[str]:
    """Names of what the bot would set, with their language."""
    for code in (None, *knowledge.languages):
        for part in PARTS:
            if await part.read(bot, code) != part.wanted(knowledge, code):
                yield f"{part.name} ({code or 'other languages'})"


def _commands(knowledge: Knowledge, code: Code) -> tuple[BotCommand, ...]:
    names = (*knowledge.menu.commands, LANGUAGE, FORGET)
    return tuple(BotCommand(name, Composer(knowledge).command(name, _language(knowledge, code))) for name in names)


async def _read_commands(bot: Bot, code: Code) -> tuple[BotCommand, ...]:
    return tuple(await bot.get_my_commands(language_code=code))


async def _read_name(bot: Bot, code: Code) -> str:
    return (await bot.get_my_name(language_code=code)).name


async def _read_description(bot: Bot, code: Code) -> str:
    return (await bot.get_my_description(language_code=code)).description


async def _read_short(bot: Bot, code: Code) -> str:
    return (await bot.get_my_short_description(language_code=code)).short_description


def _text(knowledge: Knowledge, key: TextKey, code: Code) -> str:
    return Composer(knowledge).text(key, _language(knowledge, code))


def _language(knowledge: Knowledge, code: Code) -> Language:
    return code or ("en" if "en" in knowledge.languages else next(iter(knowledge.languages)))


PARTS = (
    ProfilePart(
        "commands",
        _commands,
        _read_commands,
        lambda bot, wanted, code: bot.set_my_commands(wanted, language_code=code),
    ),
    ProfilePart(
        "name",
        lambda knowledge, code: _text(knowledge, "profile.name", code),
        _read_name,
        lambda bot, wanted, code: bot.set_my_name(wanted, language_code=code),
    ),
    ProfilePart(
        "description",
        lambda knowledge, code: _text(knowledge, "profile.description", code),
        _read_description,
        lambda bot, wanted, code: bot.set_my_description(wanted, language_code=code),
    ),
    ProfilePart(
        "short description",
        lambda knowledge, code: _text(knowledge, "profile.short", code),
        _read_short,
        lambda bot, wanted, code: bot.set_my_short_description(wanted, language_code=code),
    ),
)
