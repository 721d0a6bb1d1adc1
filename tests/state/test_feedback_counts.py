from __future__ import annotations

from datetime import UTC, datetime, timedelta

from state_of_chats import new_state

from bot.state.counts import FEWEST
from bot.state.feedback_counts import feedback_of


def test_the_least_helpful_comes_first() -> None:
    counts = {"helped.a.b.ru": 30, "not_helped.a.b.ru": 10, "helped.c.en": 5, "not_helped.c.en": 15, "answer.ru": 99}

    assert [(j.entry, j.language, j.helped, j.not_helped) for j in feedback_of(counts)] == [
        ("c", "en", 5, 15),
        ("a.b", "ru", 30, 10),
    ]


def test_a_count_that_could_tell_of_one_person_is_hidden() -> None:
    (feedback,) = feedback_of({"helped.fair.where.en": 12, "not_helped.fair.where.en": FEWEST - 1})

    assert (feedback.helped, feedback.not_helped) == (12, None)
    assert feedback_of({"helped.fair.where.en": FEWEST - 1}) == []


async def test_days_are_summed_before_small_sums_are_hidden() -> None:
    state, name = new_state(), "helped.fair.where.en"
    for _ in range(FEWEST):
        await state.counts.add(name)
    today = datetime.now(UTC).date()
    days = [today - timedelta(days=1), today, today + timedelta(days=1)]

    assert await state.counts.sums(days, lambda counted: counted == name) == {name: FEWEST}
    assert await state.counts.sums(days, lambda counted: counted == "other") == {}
