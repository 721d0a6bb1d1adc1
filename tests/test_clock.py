from __future__ import annotations

import zoneinfo
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.clock import is_time_zone, now_in


def test_now_is_aware_and_in_the_zone() -> None:
    now = now_in("Asia/Almaty")

    assert now.tzinfo == ZoneInfo("Asia/Almaty")


@pytest.mark.parametrize(("day", "hours"), [(datetime(2024, 2, 1), 6), (datetime(2024, 11, 27), 5)])
def test_kazakhstan_is_five_hours_ahead_since_march_2024(day: datetime, hours: int) -> None:
    assert day.replace(tzinfo=ZoneInfo("Asia/Almaty")).utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize("name", ["Asia/Almaty", "UTC", "Europe/Paris"])
def test_a_name_from_the_table_is_a_time_zone(name: str) -> None:
    assert is_time_zone(name)


@pytest.mark.parametrize("name", ["Asia/Almata", "UTC+5", "", "../../etc/passwd", "/etc/localtime", "\x00", "Asia"])
def test_a_name_that_no_table_has_is_no_time_zone(name: str) -> None:
    assert not is_time_zone(name)


def test_the_tables_of_the_system_are_not_asked() -> None:
    assert zoneinfo.TZPATH == ()
