"""`senim counts`: how many answers of each kind and language per day."""

from __future__ import annotations

import logging
from collections.abc import Iterable

import click
from rich.console import Console
from rich.table import Table

from bot.cli.failures import settings_or_end
from bot.settings import SettingsError
from bot.state.counts import FEWEST, Counts
from bot.state.counts_reader import NoCountsError, has_counts, last_days, read_counts
from bot.state.feedback_counts import Feedback, read_feedback

_AWAY = "The place that STATE_URL names cannot be reached. Has the bot run? Is Redis running? May you read the place?"

ByDay = dict[str, dict[str, int]]
"""By day, then by kind and language."""


def print_counts(days: int, *, judged: bool = False) -> int:
    """0; 1, with one sentence on standard error, where there is nothing that could be read."""
    settings = settings_or_end()
    if not has_counts(settings):
        why = "TELEGRAM_TOKEN" if settings.token is None else "STATE_URL other than memory://"
        click.echo(f"Counts cannot be found without the bot's {why}: use the settings of `senim run`.", err=True)
        return 1
    logging.disable()  # what goes wrong is said below
    try:
        if judged:
            table = _judged_table(read_feedback(settings, days))
        else:
            table = _table(read_counts(settings, lambda counts: _by_day(counts, days)))
    except SettingsError as error:
        click.echo(str(error), err=True)
        return 1
    except NoCountsError:
        click.echo(_AWAY, err=True)
        return 1
    Console(highlight=False).print(table)
    return 0


async def _by_day(counts: Counts, days: int) -> ByDay:
    return {day.isoformat(): await counts.of_day(day) for day in last_days(days)}


def _judged_table(listed: Iterable[Feedback]) -> Table:
    few = f"under {FEWEST}"
    table = Table("answer", "language", "👍", "👎", caption=f"The least helpful first; counts {few} are not shown.")
    for row in listed:
        table.add_row(row.entry, row.language, str(row.helped or few), str(row.not_helped or few))
    return table


def _table(counts: ByDay) -> Table:
    table = Table("day (UTC)", "answers", "how many", caption=f"Counts under {FEWEST} are not shown.")
    table.columns[2].justify = "right"
    for day, of_day in counts.items():
        for name, number in of_day.items():
            table.add_row(day, name, str(number))
    return table
