"""Opening hours in the notation of OpenStreetMap, the part of it that helplines need.

`24/7`, `Mo-Fr 09:00-18:00`, `Mo,We 09:00-13:00; Sa 10:00-14:00`.
See https://wiki.openstreetmap.org/wiki/Key:opening_hours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from enum import Enum

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = re.compile("|".join(_DAYS))
_RULE = re.compile(r"([A-Z][a-z](?:[-,][A-Z][a-z])*) (\d\d):(\d\d)-(\d\d):(\d\d)")
ALWAYS = "24/7"


class Opening(Enum):
    """Whether someone answers at a moment; UNSURE where sources differ or say nothing."""

    OPEN = "open"
    CLOSED = "closed"
    UNSURE = "unsure"


def opening_at(hours: str | None, claimed: str | None, at: datetime) -> Opening:
    """What the sources agree on decides; hours that only some claim make a closed line unsure."""
    if hours is None:
        return Opening.UNSURE
    if is_open(hours, at):
        return Opening.OPEN
    return Opening.UNSURE if claimed and is_open(claimed, at) else Opening.CLOSED


def is_open(hours: str, at: datetime) -> bool:
    """Raises ValueError where `hours` is not in the notation."""
    minute = at.hour * 60 + at.minute
    for days, start, end in parse_hours(hours):
        overnight = end <= start
        if at.weekday() in days and (start <= minute < end or (overnight and minute >= start)):
            return True
        if overnight and (at.weekday() - 1) % 7 in days and minute < end:
            return True
    return False


def parse_hours(hours: str) -> list[tuple[frozenset[int], int, int]]:
    """Rules as (weekdays from Monday = 0, first minute of the day, minute after the last)."""
    if hours == ALWAYS:
        return [(frozenset(range(7)), 0, 24 * 60)]
    rules = []
    for part in hours.split(";"):
        found = _RULE.fullmatch(part.strip())
        if not found:
            raise ValueError(f'hours {part.strip()!r} are not like "24/7" or "Mo-Fr 09:00-18:00; Sa 10:00-14:00"')
        days, h1, m1, h2, m2 = found.groups()
        start, end = int(h1) * 60 + int(m1), int(h2) * 60 + int(m2)
        if max(start, end) > 24 * 60 or int(m1) > 59 or int(m2) > 59:
            raise ValueError(f"hours {part.strip()!r} hold a time that no clock shows")
        rules.append((_parse_days(days), start, end))
    return rules


def _parse_days(text: str) -> frozenset[int]:
    days: set[int] = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        if first not in _DAYS or (last and last not in _DAYS):
            raise ValueError(f"day {part!r} is not one of {', '.join(_DAYS)} or a range of them")
        start, end = _DAYS.index(first), _DAYS.index(last or first)
        days.update(day % 7 for day in range(start, end + 1 if end >= start else end + 8))
    return frozenset(days)


def days_in(hours: str, names: Sequence[str]) -> str:
    """The same hours with other names for the days, Monday's first."""
    named = dict(zip(_DAYS, names, strict=True))
    # All at once: one after another, a day would be found again in the name of one before.
    return _DAY.sub(lambda found: named[found[0]], hours)
