"""`senim run`: the Telegram bot."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import click

from bot.cli.failures import end_with
from bot.loading import KnowledgeError, shipped_folder
from bot.loading.prepared import load_dialogue
from bot.logs import set_up_logs
from bot.settings import SettingsError, read_settings


def run_bot(folder: Path | None) -> int:
    """0 when it was told to stop; 1, with one sentence on standard error, when it cannot go on."""
    try:
        settings = read_settings(os.environ)
    except SettingsError as error:
        click.echo(str(error), err=True)
        return 1
    if settings.token is None:
        click.echo(
            "TELEGRAM_TOKEN is missing: get a token from @BotFather in Telegram, then run "
            "TELEGRAM_TOKEN=… senim run. (`senim chat` needs none.)",
            err=True,
        )
        return 1
    set_up_logs(settings.log_level, settings.log_format, settings.token)
    try:
        dialogue = load_dialogue(folder or settings.knowledge or shipped_folder())
    except KnowledgeError as error:
        end_with(error)
    from bot.telegram.app import TelegramBot
    from bot.telegram.polling import CannotRun

    try:
        asyncio.run(TelegramBot(dialogue, settings.token, settings.api_url).run())
    except CannotRun as reason:
        click.echo(str(reason), err=True)
        return 1
    return 0
