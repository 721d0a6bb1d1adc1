"""S20: what people see before they write: set per language, and only where it differs."""

import asyncio
import os
import signal
from dataclasses import replace

import pytest

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.settings import Secret
from bot.telegram.app import TelegramBot
from bot.telegram.profile import update_profile
from tests.fake_telegram import TOKEN, FakeTelegram, Person
from tests.support.fixture_types import Calls, Words
from tests.support.state_of_chats import new_state


def set_by(telegram: FakeTelegram) -> list[tuple[str, str]]:
    """What was set so far, with its language."""
    calls = [call for call in telegram.calls if call.method.startswith("setMy")]
    return [(call.method, call.params.get("language_code", "")) for call in calls]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_name_and_descriptions_are_in_the_language_of_the_app(
    telegram: FakeTelegram, app: TelegramBot, knowledge: Knowledge, line: Words, language: str
) -> None:
    await update_profile(app.bot, knowledge)

    assert (await app.bot.get_my_name(language)).name == line("profile.name", language)
    assert (await app.bot.get_my_description(language)).description == line("profile.description", language)
    assert (await app.bot.get_my_short_description(language)).short_description == line("profile.short", language)
    assert telegram.refused == []


async def test_the_name_is_the_one_that_the_knowledge_gives(app: TelegramBot, knowledge: Knowledge) -> None:
    await update_profile(app.bot, replace(knowledge, name="Ayna"))

    assert (await app.bot.get_my_name("ru")).name == "Ayna"
    assert (await app.bot.get_my_description("ru")).description.startswith("Ayna — программа")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_commands_are_set_in_every_language(
    telegram: FakeTelegram, app: TelegramBot, knowledge: Knowledge, line: Words, language: str
) -> None:
    await update_profile(app.bot, knowledge)
    commands = telegram.profile["commands", language, "default"]

    assert [command["command"] for command in commands] == [*knowledge.menu.commands, "language", "forget"]
    assert commands[0]["description"] == line("command.start", language)


async def test_people_of_other_languages_see_english(
    telegram: FakeTelegram, app: TelegramBot, knowledge: Knowledge, line: Words
) -> None:
    await update_profile(app.bot, knowledge)

    assert telegram.profile["description", ""] == line("profile.description", "en")
    assert telegram.profile["commands", "", "default"][0]["description"] == line("command.start", "en")


async def test_a_second_start_sets_nothing(telegram: FakeTelegram, app: TelegramBot, knowledge: Knowledge) -> None:
    await update_profile(app.bot, knowledge)
    first = set_by(telegram)
    await update_profile(app.bot, knowledge)

    assert first
    assert set_by(telegram) == first


async def test_only_what_differs_is_set(telegram: FakeTelegram, app: TelegramBot, knowledge: Knowledge) -> None:
    await update_profile(app.bot, knowledge)
    first = len(set_by(telegram))
    telegram.profile["short_description", "ru"] = "Старое"
    telegram.profile["commands", "kk", "default"].pop()
    await update_profile(app.bot, knowledge)

    assert set_by(telegram)[first:] == [("setMyCommands", "kk"), ("setMyShortDescription", "ru")]


@pytest.mark.parametrize("fault", [400, 429, 502])
async def test_a_refused_profile_is_no_reason_not_to_answer(
    telegram: FakeTelegram, app: TelegramBot, anna: Person, knowledge: Knowledge, answer: Words, fault: int
) -> None:
    telegram.fails("setMyCommands", fault, retry_after=3600 if fault == 429 else None)
    await update_profile(app.bot, knowledge)
    await anna.says("/films")

    assert (await anna.next_reply()).text == answer("films.all", "en")


@pytest.mark.parametrize("method", ["setMyName", "setMyCommands", "setMyDescription", "setMyShortDescription"])
async def test_a_refused_part_is_all_that_the_next_start_sets(
    telegram: FakeTelegram, app: TelegramBot, knowledge: Knowledge, method: str
) -> None:
    telegram.fails(method, 429, retry_after=3600)
    await update_profile(app.bot, knowledge)
    first = len(set_by(telegram))
    await update_profile(app.bot, knowledge)

    assert set_by(telegram)[first:] == [(method, "")]


async def test_a_profile_that_help_only_left_alone_is_set_once_the_knowledge_is_mended(
    silent_telegram: FakeTelegram, dialogue: Dialogue, calls_of: Calls
) -> None:
    bot = TelegramBot(dialogue.alone, Secret(TOKEN), silent_telegram.url, new_state())
    run = asyncio.create_task(bot.run())
    await calls_of("getUpdates")
    with_help_only = set_by(silent_telegram)
    bot.use(dialogue)
    await calls_of("setMyShortDescription")
    os.kill(os.getpid(), signal.SIGTERM)
    await run

    assert with_help_only == []


async def test_every_command_of_the_menu_does_something(
    telegram: FakeTelegram, app: TelegramBot, anna: Person, knowledge: Knowledge, line: Words
) -> None:
    await update_profile(app.bot, knowledge)
    for command in telegram.profile["commands", "en", "default"]:
        await anna.says("/" + command["command"])

        assert line("command.unknown", "en") not in (await anna.next_reply()).text
