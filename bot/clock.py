"""The time of day where the knowledge's helplines are."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, reset_tzpath

# The system's time zones may be old (Kazakhstan went to UTC+5 in March 2024); those of the tzdata package are pinned.
reset_tzpath(to=[])


def now_in(time_zone: str) -> datetime:
    return datetime.now(ZoneInfo(time_zone))


def is_time_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
