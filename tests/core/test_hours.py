from __future__ import annotations

from datetime import datetime

import pytest

from bot.core.hours import Hours, Opening, opening_at

WORKDAYS = Hours.parse("Mo-Fr 09:00-18:00")
ALWAYS = Hours.parse("24/7")
MONDAY, SATURDAY, SUNDAY = 25, 30, 24
"""Days of November 2024."""


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2024, 11, day, hour, minute)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (at(MONDAY, 8, 59), False),
        (at(MONDAY, 9), True),
        (at(MONDAY, 17, 59), True),
        (at(MONDAY, 18), False),
        (at(SATURDAY, 12), False),
        (at(SUNDAY, 12), False),
    ],
)
def test_opening_includes_the_first_minute_and_not_the_last(moment: datetime, expected: bool) -> None:
    assert WORKDAYS.is_open(moment) is expected


@pytest.mark.parametrize("moment", [at(MONDAY, 0), at(SUNDAY, 3, 30), at(SATURDAY, 23, 59)])
def test_round_the_clock_is_always_open(moment: datetime) -> None:
    assert ALWAYS.is_open(moment)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (at(MONDAY, 21, 59), False),
        (at(MONDAY, 22), True),
        (at(MONDAY + 1, 5, 59), True),
        (at(MONDAY + 1, 6), False),
        (at(MONDAY, 3), False),
    ],
)
def test_a_night_belongs_to_the_day_on_which_it_begins(moment: datetime, expected: bool) -> None:
    assert Hours.parse("Mo 22:00-06:00").is_open(moment) is expected


def test_the_night_of_sunday_reaches_into_monday() -> None:
    assert Hours.parse("Su 22:00-06:00").is_open(at(MONDAY, 5))


@pytest.mark.parametrize(("day", "expected"), [(SUNDAY, True), (MONDAY, True), (MONDAY + 1, False), (SATURDAY, True)])
def test_a_range_of_days_may_pass_the_weekend(day: int, expected: bool) -> None:
    assert Hours.parse("Sa-Mo 09:00-18:00").is_open(at(day, 12)) is expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [(at(MONDAY, 10), True), (at(MONDAY + 1, 10), False), (at(SATURDAY, 11), True), (at(SATURDAY, 15), False)],
)
def test_rules_and_listed_days_join(moment: datetime, expected: bool) -> None:
    assert Hours.parse("Mo,We 09:00-13:00; Sa 10:00-14:00").is_open(moment) is expected


def test_a_day_may_end_at_its_last_minute_and_a_rule_begin_there() -> None:
    hours = Hours.parse("Mo 08:59-23:59")

    assert [hours.is_open(at(MONDAY, *time)) for time in [(8, 58), (8, 59), (23, 58), (23, 59)]] == [
        False,
        True,
        True,
        False,
    ]


def test_a_day_may_end_at_midnight() -> None:
    assert Hours.parse("Mo 20:00-24:00").is_open(at(MONDAY, 23, 59))
    assert not Hours.parse("Mo 20:00-24:00").is_open(at(MONDAY + 1, 0))


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        (at(MONDAY, 12), Opening.OPEN),
        (at(MONDAY, 22), Opening.UNSURE),
        (at(SUNDAY, 12), Opening.UNSURE),
    ],
)
def test_hours_that_only_some_sources_claim_are_unsure(moment: datetime, opening: Opening) -> None:
    assert opening_at(WORKDAYS, ALWAYS, moment) is opening


def test_hours_that_nobody_disputes_are_closed_outside() -> None:
    assert opening_at(WORKDAYS, None, at(MONDAY, 22)) is Opening.CLOSED


def test_outside_the_claimed_hours_too_it_is_closed() -> None:
    assert opening_at(WORKDAYS, Hours.parse("Mo-Fr 08:00-20:00"), at(MONDAY, 22)) is Opening.CLOSED


def test_a_line_without_confirmed_hours_is_unsure() -> None:
    assert opening_at(None, None, at(MONDAY, 12)) is Opening.UNSURE


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "always",
        "9-18",
        "Mo-Fr 9:00-18:00",
        "Mo-Fr 09:00–18:00",
        "mo-fr 09:00-18:00",
        "Mo-Fr",
        "Mo-Fr 09:00-18:00;",
        "Mo-Xx 09:00-18:00",
        "Пн-Пт 09:00-18:00",
        "Mo 25:00-26:00",
        "Mo 09:60-10:00",
        "Mo 09:00-23:60",
        "Mo-We-Fr 09:00-10:00",
    ],
)
def test_other_notations_are_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"hours|day"):
        Hours.parse(wrong)


@pytest.mark.parametrize(
    ("names", "written"),
    [
        ("Пн Вт Ср Чт Пт Сб Вс", "Вт–Чт 09:00–18:00; Сб,Вс 10:00–14:00"),
        ("Pzt Sal Çar Per Cum Cmt Paz", "Sal–Per 09:00–18:00; Cmt,Paz 10:00–14:00"),
        ("We Th Fr Sa Su Mo Tu", "Th–Sa 09:00–18:00; Mo,Tu 10:00–14:00"),
    ],
)
def test_days_are_named_whatever_their_names_hold(names: str, written: str) -> None:
    assert Hours.parse("Tu-Th 09:00-18:00; Sa,Su 10:00-14:00").with_days(names.split()) == written
