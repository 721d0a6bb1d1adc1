"""`senim counts`: how many answers of each kind and language per day."""

from __future__ import annotations

import logging
from collections.abc import Iterable

import click
from rich.console import Console
from rich.table import Table

from bot.cli.failures import settings_or_end
from bot.settings import Settings, SettingsError, StatePlace
from bot.state.counts import FEWEST, Counts
from bot.state.counts_reader import NoCountsError, has_counts, last_days, read_counts
from bot.state.feedback_counts import Feedback, read_feedback

ByDay = dict[str, dict[str, int]]
"""By day, then by kind and language."""


def print_counts(days: int, *, feedback: bool) -> int:
    """0; 1, with one sentence on standard error, where there is nothing that could be read."""
    settings = settings_or_end()
    if not has_counts(settings):
        click.echo(_why_none(settings), err=True)
        return 1
    logging.disable()  # what goes wrong is said below
    try:
        if feedback:
            table = _feedback_table(read_feedback(settings, days))
        else:
            table = _table(read_counts(settings, lambda counts: _by_day(counts, days)))
    except SettingsError as error:
        click.echo(str(error), err=True)
        return 1
    except NoCountsError:
        click.echo(_why_unread(settings.state), err=True)
        return 1
    Console(highlight=False).print(table)
    return 0


def _why_none(settings: Settings) -> str:
    if settings.token is None:
        return "TELEGRAM_TOKEN is missing: counts are read with the settings of `senim run`."
    return "STATE_URL is memory://: such counts end with the bot, and only the bot can read them."


def _why_unread(place: StatePlace) -> str:
    if place.file:
        return f"{place.file} cannot be read: has the bot run with these settings? `senim doctor` says more."
    return "Redis cannot be read: is it running and reachable? `senim doctor` says more."


async def _by_day(counts: Counts, days: int) -> ByDay:
    return {day.isoformat(): await counts.of_day(day) for day in last_days(days)}


def _feedback_table(listed: Iterable[Feedback]) -> Table:
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
