"""`senim counts`: how many answers of each kind and language a day."""

from __future__ import annotations

import asyncio
import logging
import os
from datetime import UTC, datetime, timedelta

import click
from rich.console import Console
from rich.table import Table

from bot.settings import SettingsError, read_settings
from bot.state.chats import FEWEST, ChatState
from bot.state.fallback import WithFallback
from bot.state.keys import Keys
from bot.state.opening import open_store
from bot.state.store import Store

Counts = dict[str, dict[str, int]]
"""By day, then by kind and language."""


def print_counts(days: int) -> int:
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
    store, _ = open_store(settings.state)
    counts = asyncio.run(_read(store, Keys(settings.token, settings.state_key), days))
    if isinstance(store, WithFallback) and store.failures:
        click.echo("The place that STATE_URL names cannot be reached: is it running, and may you read it?", err=True)
        return 1
    Console(highlight=False).print(_table(counts))
    return 0


async def _read(store: Store, keys: Keys, days: int) -> Counts:
    today, state = datetime.now(UTC).date(), ChatState(store, keys)
    listed = [today - timedelta(days=ago) for ago in reversed(range(days))]
    try:
        return {day.isoformat(): await state.counts(day) for day in listed}
    finally:
        await store.close()


def _table(counts: Counts) -> Table:
    table = Table("day (UTC)", "answers", "how many", caption=f"Counts under {FEWEST} are not shown.")
    table.columns[2].justify = "right"
    for day, of_day in counts.items():
        for name, number in of_day.items():
            table.add_row(day, name, str(number))
    return table
