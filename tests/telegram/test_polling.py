"""Two programs with one token: the newcomer steps back, and whoever was here first stands its ground for a while."""

import asyncio
from collections.abc import Awaitable, Callable

import aiohttp
import pytest
from fake_telegram import TOKEN, Call, FakeTelegram

from bot.core.dialogue import Dialogue
from bot.settings import Secret
from bot.telegram import polling
from bot.telegram.app import TelegramBot
from bot.telegram.polling import NEWCOMER_SECONDS, CannotRun, Stop

Words = Callable[[str, str], str]
Calls = Callable[[str], Awaitable[list[Call]]]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time that pollers see, for a test to move."""
    now = [0.0]
    monkeypatch.setattr(polling, "monotonic", lambda: now[0])
    return now


def new_stop() -> Stop:
    return asyncio.get_running_loop().create_future()


async def disturb(telegram: FakeTelegram, stop: Stop) -> CannotRun | None:
    """Polls as another program that never gives way, until the bot stops."""
    async with asyncio.timeout(10), aiohttp.ClientSession(f"{telegram.url}/bot{TOKEN}/") as other_program:
        while not stop.done():
            await other_program.get("getUpdates")
            await asyncio.sleep(0.1)
    return await stop


async def test_a_newcomer_steps_back_and_the_first_goes_on(
    silent_telegram: FakeTelegram,
    shipped: Dialogue,
    clock: list[float],
    calls_of: Calls,
    answer: Words,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(polling, "CONFLICTS", 1)  # each takes a second
    first, newcomer = (TelegramBot(shipped, Secret(TOKEN), silent_telegram.url) for _ in "12")
    stop_of_first, stop_of_newcomer = new_stop(), new_stop()
    anna = silent_telegram.person("en")
    async with first.polling(stop_of_first):
        await calls_of("getUpdates")
        clock[0] = NEWCOMER_SECONDS + 1
        async with newcomer.polling(stop_of_newcomer), asyncio.timeout(10):
            reason = await stop_of_newcomer
        await anna.says("/films")

        assert "Another program" in str(reason)
        assert (await anna.next_reply()).text == answer("films.all", "en")


async def test_the_first_gives_way_to_a_program_that_never_does(
    silent_telegram: FakeTelegram, shipped: Dialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "NEWCOMER_SECONDS", 0.0)
    monkeypatch.setattr(polling, "CONFLICT_SECONDS", 1.5)
    stop = new_stop()
    async with TelegramBot(shipped, Secret(TOKEN), silent_telegram.url).polling(stop):
        started = asyncio.get_running_loop().time()
        reason = await disturb(silent_telegram, stop)

    assert "Another program" in str(reason)
    assert asyncio.get_running_loop().time() - started > 1.5
