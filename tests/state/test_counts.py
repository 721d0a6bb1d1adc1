"""S38: counts are kept for each day, and small ones are shown to nobody."""

from __future__ import annotations

from datetime import date

import pytest

from bot.state.counts import Counts, judgement_of, name_of_judgement, name_of_reply
from tests.support.clock import Clock
from tests.support.state_of_chats import KEYS

from .conftest import Place


@pytest.fixture
def counts(place: Place, clock: Clock) -> Counts:
    return Counts(place.store, KEYS, clock)


async def test_counts_are_kept_per_day_and_small_ones_hidden(counts: Counts, place: Place) -> None:
    for name in 5 * ["crisis.ru"] + 4 * ["crisis.kk"]:
        await counts.add(name)
    await place.pass_time(24 * 3600)
    await counts.add("crisis.ru")

    assert await counts.of_day(date(2024, 11, 27)) == {"crisis.ru": 5}
    assert await counts.of_day(date(2024, 11, 28)) == {}


async def test_counts_are_kept_for_a_year(counts: Counts, place: Place) -> None:
    for _ in range(5):
        await counts.add("answer.kk")
    await place.pass_time(367 * 24 * 3600)

    assert await counts.of_day(date(2024, 11, 27)) == {}


@pytest.mark.parametrize("judged", [("helped", "fair.where", "en"), ("not_helped", "about", "kk")])
def test_of_the_name_of_a_judgement_its_parts_are_read_again(judged: tuple[str, str, str]) -> None:
    assert judgement_of(name_of_judgement(*judged)) == judged


@pytest.mark.parametrize(
    "name", [name_of_reply("answer", "ru"), name_of_reply("helped", "ru"), "opened.fair.where.ru", ""]
)
def test_a_count_of_replies_is_no_judgement(name: str) -> None:
    assert judgement_of(name) is None
