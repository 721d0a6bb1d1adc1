"""How updates are fetched: what is in hand stays with Telegram, and of two programs with one token one steps back."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager

import aiohttp
import pytest
from fake_telegram import TOKEN, Call, FakeTelegram, Person
from state_of_chats import new_state
from waiting import until

from bot.core.dialogue import Dialogue
from bot.settings import Secret
from bot.state.chats import ChatState
from bot.telegram import app as app_module
from bot.telegram import polling
from bot.telegram.app import TelegramBot
from bot.telegram.polling import FEW, LONGEST_HOLD, MOST, NEWCOMER_SECONDS, CannotRunError, Stop

Words = Callable[[str, str], str]
Calls = Callable[[str], Awaitable[list[Call]]]
Start = Callable[[Dialogue, ChatState], AbstractAsyncContextManager[TelegramBot]]

CRISIS = "my husband beats me every day"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time that pollers see, for a test to move."""
    now = [0.0]
    monkeypatch.setattr(polling, "monotonic", lambda: now[0])
    return now


def new_stop() -> Stop:
    return asyncio.get_running_loop().create_future()


async def disturb(telegram: FakeTelegram, stop: Stop) -> CannotRunError | None:
    """Polls as another program that never gives way, until the bot stops."""
    async with asyncio.timeout(10), aiohttp.ClientSession(f"{telegram.url}/bot{TOKEN}/") as other_program:
        while not stop.done():
            await other_program.get("getUpdates")
            await asyncio.sleep(0.1)
    return await stop


@pytest.fixture
def short_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """What still waits when a bot stops is given up."""
    monkeypatch.setattr(app_module, "LAST_REPLIES", 0.01)


# ---- what is in hand --------------------------------------------------------------------------------


@pytest.mark.usefixtures("short_end")
async def test_what_a_stopping_bot_gave_up_comes_again_to_the_next(
    silent_telegram: FakeTelegram, start: Start, shipped: Dialogue, calls_of: Calls
) -> None:
    anna = silent_telegram.person("en")
    silent_telegram.fails("sendMessage", 429, retry_after=50)
    async with start(shipped, new_state()):
        await anna.says(CRISIS)
        await calls_of("sendMessage")
    async with start(shipped, new_state()):
        reply = await anna.next_reply()

    assert "102" in reply.text


async def test_telegram_is_asked_again_only_when_what_is_in_hand_is_answered(
    telegram: FakeTelegram, anna: Person, calls_of: Calls, monkeypatch: pytest.MonkeyPatch, answer: Words
) -> None:
    monkeypatch.setattr(polling, "HOLD_PAUSE", 60.0)
    telegram.fails("sendMessage", "held")
    await anna.says("/films")
    await calls_of("sendMessage")
    before = len(await calls_of("getUpdates"))
    await anna.says("/speakers")
    await asyncio.sleep(0.2)  # in which one that does not wait asks a hundred times
    telegram.release.set()

    assert [(await anna.next_reply()).text for _ in "12"] == [answer("films.all", "en"), answer("speakers.all", "en")]
    assert len(await calls_of("getUpdates")) - before <= 2


@pytest.mark.usefixtures("short_end")
async def test_what_waits_for_long_keeps_nobody_from_being_heard(
    telegram: FakeTelegram, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "HOLD_PAUSE", 0.01)
    telegram.fails("sendMessage", 429, retry_after=50)
    await anna.says("/films")
    people = [telegram.person("en") for _ in range(MOST + 1)]
    for person in people:
        await person.says("/films")
        await person.next_reply()

    assert anna.replies.empty()


@pytest.mark.usefixtures("short_end")
async def test_where_more_than_a_few_are_in_hand_none_is_held(
    silent_telegram: FakeTelegram, start: Start, shipped: Dialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "HOLD_PAUSE", 0.01)
    async with start(shipped, new_state()):
        for _ in range(FEW + 1):
            silent_telegram.fails("sendMessage", 429, retry_after=50)
            await silent_telegram.person("en").says("/films")
        await until(lambda: not silent_telegram.updates.pending)


@pytest.mark.usefixtures("short_end")
async def test_what_waits_for_too_long_is_confirmed(
    silent_telegram: FakeTelegram, start: Start, shipped: Dialogue, clock: list[float], calls_of: Calls
) -> None:
    silent_telegram.fails("sendMessage", 429, retry_after=50)
    async with start(shipped, new_state()):
        await silent_telegram.person("en").says("/films")
        await calls_of("sendMessage")
        held = len(silent_telegram.updates.pending)
        clock[0] = LONGEST_HOLD + 1
        await until(lambda: not silent_telegram.updates.pending)

    assert held == 1


async def test_updates_are_confirmed_though_their_numbers_begin_anew_lower(
    telegram: FakeTelegram, anna: Person
) -> None:
    """Else Telegram brings the same hundred for ever, and whatever comes after them is never seen."""
    await anna.says("/films")
    await anna.next_reply()
    await until(lambda: not telegram.updates.pending)
    telegram.updates.number_from(1)
    await anna.says("/speakers")
    await anna.next_reply()

    await until(lambda: not telegram.updates.pending)


async def test_a_stopping_bot_does_not_wait_for_a_telegram_that_fell_silent(
    silent_telegram: FakeTelegram, start: Start, shipped: Dialogue
) -> None:
    async with asyncio.timeout(7):  # a poll is given ten seconds
        async with start(shipped, new_state()):
            anna = silent_telegram.person("en")
            await anna.says("/films")
            await anna.next_reply()
            silent_telegram.fails("getUpdates", "silent", times=1000)


async def test_a_bot_that_is_told_to_stop_does_not_wait_until_telegram_is_reached(
    silent_telegram: FakeTelegram, shipped: Dialogue, calls_of: Calls
) -> None:
    silent_telegram.fails("getMe", "silent", times=1000)
    run = asyncio.create_task(TelegramBot(shipped, Secret(TOKEN), silent_telegram.url, new_state()).run())
    await calls_of("getMe")
    os.kill(os.getpid(), signal.SIGTERM)
    async with asyncio.timeout(5):  # a call is given fifteen
        await run


# ---- two programs with one token --------------------------------------------------------------------


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
