"""Which days another program reads of what a bot has counted; how it reads is tried in `tests/cli/test_counts.py`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.state.counts_reader import last_days


def test_the_last_days_end_today() -> None:
    today = datetime.now(UTC).date()

    assert last_days(2)[0] in (today - timedelta(days=1), today)
    assert len(last_days(30)) == 30
