"""Which days another program reads of what a bot has counted; how it reads is tried in `tests/cli/test_counts.py`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.state.counts_reader import last_days


def test_the_last_days_follow_each_other_and_end_today() -> None:
    before = datetime.now(UTC).date()
    days = last_days(30)
    after = datetime.now(UTC).date()

    assert days[-1] in (before, after)
    assert days == [days[0] + timedelta(days=number) for number in range(30)]
