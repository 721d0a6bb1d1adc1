"""`senim run`: the Telegram bot."""

from __future__ import annotations

import asyncio
import logging
import os
from pathlib import Path

import click

from bot.cli.failures import end_with, tell
from bot.core.help import Help
from bot.core.privacy import Storage
from bot.loading import KnowledgeError, shipped_folder
from bot.loading.help_only import load_help
from bot.loading.prepared import load_dialogue
from bot.logs import event, set_up_logs
from bot.settings import SettingsError, read_settings
from bot.state.chats import ChatState
from bot.state.keys import Keys
from bot.state.opening import open_store

HELP_ONLY = 3
"""The exit code after a run that could only give help numbers."""


def run_bot(folder: Path | None) -> int:
    """0 when it was told to stop, 3 when it then gave help only; 1, with the reason, when it cannot go on."""
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
    store, storage = open_store(settings.state)
    dialogue = _load(folder or settings.knowledge or shipped_folder(), storage)
    from bot.telegram.app import TelegramBot
    from bot.telegram.polling import CannotRun

    try:
        state = ChatState(store, Keys(settings.token, settings.state_key))
        asyncio.run(TelegramBot(dialogue, settings.token, settings.api_url, state).run())
    except CannotRun as reason:
        click.echo(str(reason), err=True)
        return 1
    return 0 if dialogue.understands else HELP_ONLY


def _load(folder: Path, storage: Storage) -> Help:
    """With a broken knowledge the help that is left of it; the program ends where there is none."""
    try:
        return load_dialogue(folder, storage)
    except KnowledgeError as error:
        broken = error
    left = load_help(folder)
    if left is None:
        end_with(broken)
    tell(broken)
    event("knowledge broken", logging.ERROR, faults=len(broken.faults))
    click.echo("HELP ONLY: the bot gives help numbers and nothing else. Mend the knowledge and restart.", err=True)
    return left
