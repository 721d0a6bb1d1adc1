from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.settings import read_settings
from bot.state.counts import FEWEST
from bot.state.feedback_counts import Feedback, feedback_of, read_feedback
from bot.state.sqlite import SqliteStore
from tests.fake_telegram import TOKEN
from tests.support.state_of_chats import new_state


def test_the_least_helpful_comes_first() -> None:
    counts = {"helped.a.b.ru": 30, "not_helped.a.b.ru": 10, "helped.c.en": 5, "not_helped.c.en": 15, "answer.ru": 99}

    assert [(j.entry, j.language, j.helped, j.not_helped) for j in feedback_of(counts)] == [
        ("c", "en", 5, 15),
        ("a.b", "ru", 30, 10),
    ]


def test_an_answer_that_helped_nobody_is_shown() -> None:
    (feedback,) = feedback_of({"not_helped.fair.where.en": FEWEST})

    assert (feedback.helped, feedback.not_helped, feedback.unhelpful) == (None, FEWEST, 1.0)


def test_a_count_that_could_tell_of_one_person_is_hidden() -> None:
    (feedback,) = feedback_of({"helped.fair.where.en": 12, "not_helped.fair.where.en": FEWEST - 1})

    assert (feedback.helped, feedback.not_helped) == (12, None)
    assert feedback_of({"helped.fair.where.en": FEWEST - 1}) == []


def test_what_the_bot_counted_of_answers_is_read_from_its_state(tmp_path: Path) -> None:
    """`senim counts --feedback` and the desk read it beside the bot."""
    file = tmp_path / "state.sqlite3"
    asyncio.run(_counted(file, {"helped.fair.where.en": 12, "answer.en": 99}))
    settings = read_settings({"TELEGRAM_TOKEN": TOKEN, "STATE_URL": f"sqlite:{file}"})

    assert read_feedback(settings) == [Feedback("fair.where", "en", helped=12, not_helped=None)]


async def _counted(file: Path, counts: Mapping[str, int]) -> None:
    store = SqliteStore(file)
    state = new_state(store=store)
    for name, times in counts.items():
        for _ in range(times):
            await state.counts.add(name)
    await store.close()


async def test_days_are_summed_before_small_sums_are_hidden() -> None:
    state, name = new_state(), "helped.fair.where.en"
    for _ in range(FEWEST):
        await state.counts.add(name)
    today = datetime.now(UTC).date()
    days = [today - timedelta(days=1), today, today + timedelta(days=1)]

    assert await state.counts.sums(days, lambda counted: counted == name) == {name: FEWEST}
    assert await state.counts.sums(days, lambda counted: counted == "other") == {}
