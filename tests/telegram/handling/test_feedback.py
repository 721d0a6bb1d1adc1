"""Whether an answer helped: counted for the entry and the language, once a message, and nothing else.

Of `bot/telegram/handling/feedback.py` and `bot/telegram/outgoing/spent_buttons.py`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from telegram import CallbackQuery, Chat, InaccessibleMessage, User

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.replying.buttons import JUDGING
from bot.core.replying.privacy import NO_OFFERS, Offers
from bot.operating.prometheus import PrometheusMetrics
from bot.settings import Secret
from bot.state.chats import RETENTION, ChatState
from bot.state.counts import FEWEST
from bot.telegram.app import Setup, TelegramBot
from bot.telegram.outgoing.http import Requests
from bot.telegram.outgoing.outbox import Outbox
from bot.telegram.outgoing.spent_buttons import remove_buttons
from tests.fake_telegram import FakeTelegram, Person, buttons_of
from tests.support.broken import fails
from tests.support.state_of_chats import new_state

HELPED, NOT_HELPED = "english button.helped", "english button.not_helped"


@pytest.fixture
def state() -> ChatState:
    return new_state()


@pytest.fixture
def metrics() -> PrometheusMetrics:
    return PrometheusMetrics()


@pytest.fixture
async def app(
    silent_telegram: FakeTelegram, small_knowledge: Knowledge, state: ChatState, metrics: PrometheusMetrics
) -> AsyncIterator[TelegramBot]:
    dialogue = Dialogue(small_knowledge, retention=RETENTION._replace(place="memory", offers=Offers(feedback=True)))
    bot = TelegramBot(dialogue, Secret(silent_telegram.token), silent_telegram.url, state, Setup(metrics=metrics))
    async with bot.polling():
        yield bot


async def judges(person: Person, label: str = HELPED) -> None:
    await person.says("numbers")  # or the answer would be the one that stands above
    await person.next_reply()
    await person.says("where is the fair")
    await person.presses(await person.next_reply(), label)
    await person.next_alert()


async def counted(state: ChatState) -> dict[str, int]:
    today = datetime.now(UTC).date()
    around_midnight = [today - timedelta(days=1), today, today + timedelta(days=1)]
    return await state.counts.sums(around_midnight, lambda _: True)


async def test_presses_are_counted_by_entry_and_language_once_there_are_enough(
    anna_alone: Person, app: TelegramBot, state: ChatState
) -> None:
    for _ in range(FEWEST - 1):
        await judges(anna_alone)
    few = await counted(state)
    await judges(anna_alone)
    await anna_alone.says("/start")
    await anna_alone.next_reply()

    assert "helped.fair.where.en" not in few
    assert (await counted(state))["helped.fair.where.en"] == FEWEST


async def test_metrics_show_no_small_number(anna_alone: Person, app: TelegramBot, metrics: PrometheusMetrics) -> None:
    for _ in range(FEWEST):
        metrics.feedback("helped", "fair.where", "en")
    for _ in range(FEWEST - 1):
        metrics.feedback("not_helped", "fair.where", "en")
    page = metrics.page().decode()

    assert 'senim_feedback_total{entry="fair.where",language="en",verb="helped"} 5.0' in page
    assert 'verb="not_helped"' not in page


async def test_a_press_thanks_in_a_pop_up_and_takes_its_buttons_away(anna_alone: Person, app: TelegramBot) -> None:
    await anna_alone.says("where is the fair")
    answer = await anna_alone.next_reply()
    await anna_alone.presses(answer, NOT_HELPED)
    thanks = await anna_alone.next_alert()
    await anna_alone.says("/start")
    await anna_alone.next_reply()

    assert thanks == "english helped.thanks"
    left = anna_alone.telegram.messages[anna_alone.id, answer.message_id]["reply_markup"]
    assert {HELPED, NOT_HELPED} & set(answer.buttons)
    assert not {HELPED, NOT_HELPED} & {button["text"] for button in buttons_of(left)}
    assert all(left["inline_keyboard"])


async def test_a_second_press_on_the_same_message_is_not_counted(
    anna_alone: Person, app: TelegramBot, state: ChatState
) -> None:
    await anna_alone.says("where is the fair")
    answer = await anna_alone.next_reply()
    for _ in range(FEWEST):
        await anna_alone.presses(answer, HELPED)
        await anna_alone.next_alert()
    await anna_alone.says("/start")
    await anna_alone.next_reply()

    assert "helped.fair.where.en" not in await counted(state)


async def test_a_press_below_a_message_that_nobody_can_see_any_more_takes_no_buttons_away(
    silent_telegram: FakeTelegram, small_knowledge: Knowledge
) -> None:
    """It could be pressed again and again, and each press would count."""
    outbox = Outbox(silent_telegram.url, Requests(1), Requests(1))
    message = InaccessibleMessage(Chat(1, Chat.PRIVATE), 5)
    query = CallbackQuery("1", User(1, "Anna", is_bot=False), "1", message=message)

    assert not await remove_buttons(outbox, query, JUDGING, Dialogue(small_knowledge).codes)


async def test_once_it_is_switched_off_a_press_only_takes_its_buttons_away(
    anna_alone: Person, app: TelegramBot, small_knowledge: Knowledge, state: ChatState, metrics: PrometheusMetrics
) -> None:
    answers = []
    for _ in range(FEWEST):
        for text in ("numbers", "where is the fair"):
            await anna_alone.says(text)
            answer = await anna_alone.next_reply()
        answers.append(answer)
    app.use(Dialogue(small_knowledge, retention=RETENTION._replace(place="memory", offers=NO_OFFERS)))
    for answer in answers:
        await anna_alone.presses(answer, HELPED)
    alerts = [await anna_alone.next_alert() for _ in answers]
    await anna_alone.says("/start")
    await anna_alone.next_reply()

    assert {HELPED, NOT_HELPED}.isdisjoint(anna_alone.telegram.shown[anna_alone.id, answers[-1].message_id].buttons)
    assert ({*alerts}, "helped.fair.where.en" in await counted(state)) == ({""}, False)
    assert 'verb="helped"' not in metrics.page().decode()


@pytest.mark.parametrize("text", ["helpline number 3", "a sign of danger", "help"])
async def test_help_is_never_judged(anna_alone: Person, app: TelegramBot, text: str) -> None:
    await anna_alone.says(text)

    assert not {HELPED, NOT_HELPED} & set((await anna_alone.next_reply()).buttons)


async def test_a_button_stops_spinning_though_the_thanks_cannot_be_said(
    anna_alone: Person, app: TelegramBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.core.replying.notices.Notices.thanks", fails)
    await anna_alone.says("where is the fair")
    await anna_alone.presses(await anna_alone.next_reply(), HELPED)

    assert await anna_alone.next_alert() == ""
