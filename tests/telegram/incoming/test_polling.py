"""How updates are fetched: what is in hand stays with Telegram, and of two programs with one token one steps back."""

import asyncio
import os
import signal
from contextlib import AsyncExitStack

import aiohttp
import pytest

from bot.core.dialogue import Dialogue
from bot.settings import Secret
from bot.telegram.app import TelegramBot
from bot.telegram.incoming import polling
from bot.telegram.incoming.polling import (
    CONFLICT_PAUSE,
    CONFLICT_SECONDS,
    FEW,
    HOLD_PAUSE,
    LONGEST_HOLD,
    MOST,
    NEWCOMER_SECONDS,
    UNDISTURBED_SECONDS,
)
from bot.telegram.outgoing import http
from bot.telegram.stopping import Stop
from tests.fake_telegram import TOKEN, FakeTelegram, Fault, Person
from tests.support.fixture_types import Calls, Start, Words
from tests.support.hand_timer import HandTimer
from tests.support.state_of_chats import new_state
from tests.support.waiting import until

CRISIS = "my husband beats me every day"


@pytest.fixture
def timer() -> HandTimer:
    return HandTimer()


def new_stop() -> Stop:
    return asyncio.get_running_loop().create_future()


# ---- what is in hand --------------------------------------------------------------------------------


@pytest.mark.usefixtures("short_end")
async def test_what_a_stopping_bot_gave_up_comes_again_to_the_next(
    silent_telegram: FakeTelegram, start: Start, dialogue: Dialogue, calls_of: Calls
) -> None:
    anna = silent_telegram.person("en")
    silent_telegram.fails("sendMessage", 429, retry_after=50)
    async with start(dialogue, new_state()):
        await anna.says(CRISIS)
        await calls_of("sendMessage")
    async with start(dialogue, new_state()):
        reply = await anna.next_reply()

    assert "102" in reply.text


async def test_telegram_is_asked_again_only_when_what_is_in_hand_is_answered(
    telegram: FakeTelegram, anna: Person, timer: HandTimer, calls_of: Calls, answer: Words
) -> None:
    telegram.fails("sendMessage", "held")
    await anna.says("/films")
    await timer.begun()
    before = len(await calls_of("getUpdates"))
    await anna.says("/speakers")
    telegram.release.set()

    assert [(await anna.next_reply()).text for _ in "12"] == [answer("films.all", "en"), answer("speakers.all", "en")]
    assert timer.asked == [HOLD_PAUSE] * 2
    assert len(await calls_of("getUpdates")) - before <= 2


@pytest.mark.usefixtures("short_end")
async def test_what_waits_for_long_keeps_nobody_from_being_heard(
    telegram: FakeTelegram, anna: Person, timer: HandTimer
) -> None:
    """Telegram brings `MOST` at once, the oldest in hand first: one more would be out of sight."""
    telegram.fails("sendMessage", 429, retry_after=50)
    await anna.says("/films")
    await timer.begun()
    for _ in range(0, MOST - 1, 3):  # three at a time are no crowd
        people = [telegram.person("en") for _ in "123"]
        for person in people:
            await person.says("/films")
        await timer.over()
        for person in people:
            await person.next_reply()
    boris = telegram.person("en")
    await boris.says("/films")

    assert await boris.next_reply()
    assert anna.replies.empty()


@pytest.mark.parametrize(("in_hand", "asked"), [(FEW, [HOLD_PAUSE]), (FEW + 1, [])])
async def test_where_more_than_a_few_are_in_hand_none_is_held(
    telegram: FakeTelegram, timer: HandTimer, in_hand: int, asked: list[float]
) -> None:
    for _ in range(in_hand):
        await telegram.person("en").says("/films")
    await until(lambda: not telegram.updates.pending)

    assert timer.asked == asked


@pytest.mark.usefixtures("short_end")
async def test_what_waits_for_too_long_is_confirmed(telegram: FakeTelegram, anna: Person, timer: HandTimer) -> None:
    telegram.fails("sendMessage", 429, retry_after=50)
    await anna.says("/films")
    await timer.begun()
    held = len(telegram.updates.pending)
    timer.advance(LONGEST_HOLD)
    await until(lambda: not telegram.updates.pending)

    assert (held, timer.asked) == (1, [HOLD_PAUSE])
    assert anna.replies.empty()


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

    assert await until(lambda: not telegram.updates.pending)


async def test_a_stopping_bot_does_not_wait_for_a_telegram_that_fell_silent(
    silent_telegram: FakeTelegram, start: Start, dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "ANSWER_SECONDS", 3600)
    async with AsyncExitStack() as running:
        await running.enter_async_context(start(dialogue, new_state()))
        anna = silent_telegram.person("en")
        await anna.says("/films")
        await anna.next_reply()
        silent_telegram.fails("getUpdates", "silent", times=1000)
        stopping = asyncio.create_task(running.aclose())

        assert await until(stopping.done)


@pytest.mark.usefixtures("short_end")
async def test_a_stopping_bot_does_not_wait_for_the_answer_to_a_press(
    silent_telegram: FakeTelegram, start: Start, dialogue: Dialogue, calls_of: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "READ_SECONDS", 3600)
    async with AsyncExitStack() as running:
        await running.enter_async_context(start(dialogue, new_state()))
        anna = silent_telegram.person("en")
        await anna.says("/films")
        reply = await anna.next_reply()
        for method in ("answerCallbackQuery", "editMessageText", "sendMessage"):
            silent_telegram.fails(method, "silent", times=1000)
        await anna.presses_data(reply, "whatever")
        await calls_of("answerCallbackQuery")
        stopping = asyncio.create_task(running.aclose())

        assert await until(stopping.done)


async def test_a_bot_that_is_told_to_stop_does_not_wait_until_telegram_is_reached(
    silent_telegram: FakeTelegram, dialogue: Dialogue, calls_of: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "READ_SECONDS", 3600)
    silent_telegram.fails("getMe", "silent", times=1000)
    run = asyncio.create_task(TelegramBot(dialogue, Secret(TOKEN), silent_telegram.url, new_state()).run())
    await calls_of("getMe")
    os.kill(os.getpid(), signal.SIGTERM)

    assert await until(run.done)
    assert not run.exception()


# ---- when Telegram is out of reach ------------------------------------------------------------------


def polls_fail(telegram: FakeTelegram, fault: Fault, times: int = 1, retry_after: int | None = None) -> None:
    """The next ones, at once: one that waits for updates ends."""
    telegram.fails("getUpdates", fault, times=times, retry_after=retry_after)
    telegram.updates.end_poll(conflict=False)


@pytest.mark.parametrize("fault", [502, "drop", "malformed", 409])
async def test_a_poll_that_fails_costs_no_message_and_doubles_none(
    telegram: FakeTelegram, anna: Person, timer: HandTimer, answer: Words, fault: Fault
) -> None:
    await anna.says("/films")
    await anna.next_reply()
    await until(lambda: not telegram.updates.pending)
    polls_fail(telegram, fault)
    await anna.says("/speakers")
    await timer.over()

    assert (await anna.next_reply()).text == answer("speakers.all", "en")
    assert anna.replies.empty()


async def test_a_poll_that_fails_is_tried_again_ever_more_slowly(telegram: FakeTelegram, timer: HandTimer) -> None:
    polls_fail(telegram, 502, times=9)

    assert [await timer.over() for _ in range(9)] == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]


async def test_after_a_poll_that_goes_well_one_that_fails_is_tried_again_soon(
    telegram: FakeTelegram, app: TelegramBot, timer: HandTimer
) -> None:
    pauses = []
    for _ in "12":
        await until(app.health.is_ready)
        polls_fail(telegram, "drop", times=2)
        pauses += [await timer.over(), await timer.over()]

    assert pauses == [0.5, 1, 0.5, 1]


async def test_telegram_says_itself_how_long_it_will_not_be_polled(telegram: FakeTelegram, timer: HandTimer) -> None:
    polls_fail(telegram, 429, retry_after=7)

    assert await timer.over() == 7


async def test_a_poller_that_waits_as_long_as_telegram_says_does_not_hang(
    telegram: FakeTelegram, app: TelegramBot, timer: HandTimer
) -> None:
    app.health.intake.clock = timer.now
    app.health.intake.beat()
    polls_fail(telegram, 429, retry_after=200)
    alive = []
    while timer.now() < 200:
        await timer.over()
        alive.append(app.health.is_alive())
        await asyncio.sleep(0)

    assert all(alive)


# ---- two programs with one token --------------------------------------------------------------------


async def test_a_newcomer_steps_back_and_the_first_goes_on(
    silent_telegram: FakeTelegram, start: Start, dialogue: Dialogue, timer: HandTimer, calls_of: Calls, answer: Words
) -> None:
    stop, anna = new_stop(), silent_telegram.person("en")
    async with start(dialogue, new_state()):
        await calls_of("getUpdates")
        timer.advance(NEWCOMER_SECONDS)
        async with TelegramBot(dialogue, Secret(TOKEN), silent_telegram.url, timer=timer).polling(stop):
            reason = await timer.passes_until(stop)
        await anna.says("/films")

        assert "Another program" in str(reason)
        assert (await anna.next_reply()).text == answer("films.all", "en")


async def test_whoever_has_set_a_webhook_is_taken_for_no_other_poller(
    silent_telegram: FakeTelegram, dialogue: Dialogue, timer: HandTimer, calls_of: Calls
) -> None:
    stop = new_stop()
    async with (
        TelegramBot(dialogue, Secret(TOKEN), silent_telegram.url, timer=timer).polling(stop),
        aiohttp.ClientSession(f"{silent_telegram.url}/bot{TOKEN}/") as other_program,
    ):
        await calls_of("getUpdates")
        await other_program.post("setWebhook", json={"url": "https://other.test/"})
        silent_telegram.updates.end_poll(conflict=False)
        reason = str(await timer.passes_until(stop))

    assert ("set a webhook" in reason, "/revoke" in reason, "polling with" in reason) == (True, True, False)


async def test_the_first_gives_way_to_a_program_that_never_does(
    silent_telegram: FakeTelegram, dialogue: Dialogue, timer: HandTimer, calls_of: Calls
) -> None:
    stop = new_stop()
    async with TelegramBot(dialogue, Secret(TOKEN), silent_telegram.url, timer=timer).polling(stop):
        await calls_of("getUpdates")
        timer.advance(NEWCOMER_SECONDS)
        polls_fail(silent_telegram, 409, times=1000)
        reason = await timer.passes_until(stop)

    assert "Another program" in str(reason)
    assert timer.now() - NEWCOMER_SECONDS == CONFLICT_SECONDS + CONFLICT_PAUSE


async def test_disturbances_far_apart_are_no_reason_to_give_way(
    silent_telegram: FakeTelegram, dialogue: Dialogue, timer: HandTimer
) -> None:
    stop = new_stop()
    async with TelegramBot(dialogue, Secret(TOKEN), silent_telegram.url, timer=timer).polling(stop):
        for _ in range(5):
            polls_fail(silent_telegram, 409)
            await timer.over()
            timer.advance(UNDISTURBED_SECONDS)

        assert timer.now() > CONFLICT_SECONDS
        assert not stop.done()
