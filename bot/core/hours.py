"""Opening hours in the notation of OpenStreetMap, the part of it that helplines need.

`24/7`, `Mo-Fr 09:00-18:00`, `Mo,We 09:00-13:00; Sa 10:00-14:00`.
See https://wiki.openstreetmap.org/wiki/Key:opening_hours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import Enum
from typing import NamedTuple

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = re.compile("|".join(_DAYS))
_TIME = re.compile(r"([A-Z][a-z](?:[-,][A-Z][a-z])*) (\d\d):(\d\d)-(\d\d):(\d\d)")
_ALWAYS = "24/7"


class Opening(Enum):
    """Whether someone answers at a moment; UNSURE where sources differ or say nothing."""

    OPEN = "open"
    CLOSED = "closed"
    UNSURE = "unsure"


class WeeklyTime(NamedTuple):
    """The same time on some days of the week; a night belongs to the day on which it begins."""

    days: frozenset[int]
    """From Monday = 0."""
    start: int
    """The first minute of the day."""
    end: int
    """The minute after the last one; at or before `start` where it is on the next day."""

    def holds(self, at: datetime) -> bool:
        minute, overnight = at.hour * 60 + at.minute, self.end <= self.start
        if at.weekday() in self.days and (self.start <= minute < self.end or (overnight and minute >= self.start)):
            return True
        return overnight and (at.weekday() - 1) % 7 in self.days and minute < self.end


class Hours(NamedTuple):
    """Made by `parse`, when the knowledge is loaded: no reply can fail on them."""

    written: str
    times: tuple[WeeklyTime, ...]

    @classmethod
    def parse(cls, written: str) -> Hours:
        """Raises ValueError where this is not in the notation."""
        return cls(written, tuple(_times(written)))

    @property
    def always(self) -> bool:
        return self.written == _ALWAYS

    def is_open(self, at: datetime) -> bool:
        return any(time.holds(at) for time in self.times)

    def with_days(self, names: Sequence[str]) -> str:
        """As they are written, with other names for the days, Monday's first."""
        named = dict(zip(_DAYS, names, strict=True))
        # In one pass: day by day, a part of a name filled in before could be taken for another day.
        return _DAY.sub(lambda found: named[found[0]], self.written.replace("-", "–"))


def opening_at(hours: Hours | None, claimed: Hours | None, at: datetime) -> Opening:
    """What the sources agree on decides; hours that only some claim make a closed line unsure."""
    if hours is None:
        return Opening.UNSURE
    if hours.is_open(at):
        return Opening.OPEN
    return Opening.UNSURE if claimed and claimed.is_open(at) else Opening.CLOSED


def _times(written: str) -> Iterator[WeeklyTime]:
    if written == _ALWAYS:
        yield WeeklyTime(frozenset(range(7)), 0, 24 * 60)
        return
    for part in map(str.strip, written.split(";")):
        found = _TIME.fullmatch(part)
        if not found:
            raise ValueError(f'hours {part!r} are not like "24/7" or "Mo-Fr 09:00-18:00; Sa 10:00-14:00"')
        days, h1, m1, h2, m2 = found.groups()
        start, end = int(h1) * 60 + int(m1), int(h2) * 60 + int(m2)
        if max(start, end) > 24 * 60 or int(m1) > 59 or int(m2) > 59:
            raise ValueError(f"hours {part!r} hold a time that no clock shows")
        yield WeeklyTime(_days(days), start, end)


def _days(written: str) -> frozenset[int]:
    days: set[int] = set()
    for part in written.split(","):
        first, _, last = part.partition("-")
        if first not in _DAYS or (last and last not in _DAYS):
            raise ValueError(f"day {part!r} is not one of {', '.join(_DAYS)} or a range of them")
        start, end = _DAYS.index(first), _DAYS.index(last or first)
        if end < start:  # over the end of the week: Sa-Mo
            end += len(_DAYS)
        days.update(day % len(_DAYS) for day in range(start, end + 1))
    return frozenset(days)
