"""`senim counts`: how many answers of each kind and language per day."""

from __future__ import annotations

import asyncio
import logging
import os

import click
from rich.console import Console
from rich.table import Table

from bot.feedback_counts import NoCountsError, last_days, read_feedback
from bot.settings import Settings, SettingsError, read_settings
from bot.state.counts import FEWEST, Counts
from bot.state.keys import Keys
from bot.state.opening import open_to_look
from bot.state.store import Store

_AWAY = "The place that STATE_URL names cannot be reached: has the bot run, is a Redis running, and may you read it?"

ByDay = dict[str, dict[str, int]]
"""By day, then by kind and language."""


def print_counts(days: int, *, judged: bool = False) -> int:
    """0; 1, with one sentence on standard error, where there is nothing that could be read."""
    try:
        settings = read_settings(os.environ)
    except SettingsError as error:
        click.echo(str(error), err=True)
        return 1
    if settings.token is None or (settings.state.file is None and settings.state.redis is None):
        why = "TELEGRAM_TOKEN" if settings.token is None else "STATE_URL other than memory://"
        click.echo(f"Counts cannot be found without the bot's {why}: use the settings of `senim run`.", err=True)
        return 1
    logging.disable()  # what goes wrong is said below
    if judged:
        return _print_judged(settings, days)
    try:
        store = open_to_look(settings.state)
    except SettingsError as error:
        click.echo(str(error), err=True)
        return 1
    counts = asyncio.run(_read(store, Keys(settings.token, settings.state_key), days))
    if store.failures:
        click.echo(_AWAY, err=True)
        return 1
    Console(highlight=False).print(_table(counts))
    return 0


def _print_judged(settings: Settings, days: int) -> int:
    try:
        listed = read_feedback(settings, days)
    except NoCountsError:
        click.echo(_AWAY, err=True)
        return 1
    few = f"under {FEWEST}"
    table = Table("answer", "language", "👍", "👎", caption=f"The least helpful first; counts {few} are not shown.")
    for row in listed:
        table.add_row(row.entry, row.language, str(row.helped or few), str(row.not_helped or few))
    Console(highlight=False).print(table)
    return 0


async def _read(store: Store, keys: Keys, days: int) -> ByDay:
    counts = Counts(store, keys)
    try:
        return {day.isoformat(): await counts.of_day(day) for day in last_days(days)}
    finally:
        await store.close()


def _table(counts: ByDay) -> Table:
    table = Table("day (UTC)", "answers", "how many", caption=f"Counts under {FEWEST} are not shown.")
    table.columns[2].justify = "right"
    for day, of_day in counts.items():
        for name, number in of_day.items():
            table.add_row(day, name, str(number))
    return table
