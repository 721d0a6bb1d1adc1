"""S34: `/forget`, and whoever blocks the bot, leave nothing of the chat.

Of `bot/telegram/handling/last_words.py`, `bot/telegram/outgoing/delivery.py` and `bot/state`.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.core.dialogue import Dialogue
from tests.fake_telegram import FakeTelegram, Person
from tests.support.clock import Clock
from tests.support.fixture_types import Start, Words
from tests.support.people import asks, chooses_russian
from tests.support.state_of_chats import new_state, on_file


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_forget_says_so_in_the_language_of_the_chat(
    start: Start, dialogue: Dialogue, silent_telegram: FakeTelegram, line: Words, language: str
) -> None:
    person = silent_telegram.person(language)
    async with start(dialogue, new_state()):
        said = await asks(person, "/forget")

    assert said.startswith(line("forgotten", language))


async def test_forget_leaves_nothing_of_the_chat(
    start: Start, dialogue: Dialogue, anna_alone: Person, file: Path, clock: Clock
) -> None:
    async with start(dialogue, on_file(file, clock)):
        await chooses_russian(anna_alone)
        await asks(anna_alone, "Гульмира")
        await asks(anna_alone, "/forget")
    with closing(sqlite3.connect(file)) as database:
        kept = [key for (key,) in database.execute("SELECT key FROM entry UNION SELECT key FROM item")]

    assert {key.partition(":")[0] for key in kept} == {"update"}


async def test_a_chat_that_was_forgotten_begins_anew(
    start: Start, dialogue: Dialogue, anna_alone: Person, answer: Words
) -> None:
    async with start(dialogue, new_state()):
        await chooses_russian(anna_alone)
        await asks(anna_alone, "/forget")
        films = await asks(anna_alone, "/films")

    assert films == answer("films.all", "en")


async def test_who_blocks_the_bot_is_forgotten(
    start: Start, dialogue: Dialogue, anna_alone: Person, file: Path, clock: Clock, answer: Words
) -> None:
    async with start(dialogue, on_file(file, clock)):
        await chooses_russian(anna_alone)
        await anna_alone.blocks()
        films = await asks(anna_alone, "/films")

    assert films == answer("films.all", "en")
