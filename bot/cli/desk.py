"""`senim desk`: the editors' page, on this machine only."""

from __future__ import annotations

import webbrowser
from collections.abc import Sequence
from pathlib import Path

import click

from bot.cli.failures import INSTALLED, settings_or_end
from bot.loading import is_installed_copy
from bot.measuring.questions import question_paths


def open_desk(folder: Path, questions: Sequence[Path], port: int, *, browse: bool) -> int:
    """Serves until Ctrl+C; 1 where that cannot be."""
    try:
        from bot.desk.serve import PortTakenError, listen, serve
    except ModuleNotFoundError as error:
        click.echo(
            f"senim desk needs more packages than the bot ({error.name} is missing): pip install 'senim[desk]', "
            "or in a checkout pip install -c constraints.txt '.[desk]'.",
            err=True,
        )
        return 1
    settings = settings_or_end()
    if not folder.is_dir():
        click.echo(f"{folder} is not a folder; give the one that holds the knowledge files.", err=True)
        return 1
    if is_installed_copy(folder):
        click.echo(INSTALLED.format(command="senim desk"), err=True)
        return 1
    try:
        listening = listen(port)
    except PortTakenError:
        click.echo(f"Port {port} is taken; give another one with --port.", err=True)
        return 1
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    click.echo(f"The desk for {folder} is open at {address}  (Ctrl+C closes it)")
    if browse:
        webbrowser.open(address)
    serve(folder, question_paths(folder, questions), listening, settings)
    return 0
