"""How a command ends when it cannot go on: with the reason and what to do on standard error, and exit code 1."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from bot.loading import KnowledgeError
from bot.settings import Settings, SettingsError, read_settings

FAULTS_SHOWN = 20
INSTALLED = (
    "This is the copy inside the installed program, and the next update would overwrite what is written there. "
    "Name a folder of your own: {command} --knowledge DIR"
)


def end_with(error: KnowledgeError) -> NoReturn:
    print_faults(error)
    sys.exit(1)


def end_saying(reason: str) -> NoReturn:
    click.echo(reason, err=True)
    sys.exit(1)


def settings_or_end() -> Settings:
    """The settings of the environment; a wrong one ends the command."""
    try:
        return read_settings(os.environ)
    except SettingsError as error:
        end_saying(str(error))


def end_unwritten(path: Path, error: OSError) -> NoReturn:
    end_saying(f"{path} cannot be written ({error.strerror}): check the path, its rights and the disk.")


def print_faults(error: KnowledgeError) -> None:
    faults = error.faults
    if len(faults) == 1:
        click.echo(f"The knowledge cannot be used: {faults[0]}.", err=True)
    else:
        click.echo(f"The knowledge cannot be used; it has {len(faults)} faults:", err=True)
        for fault in faults[:FAULTS_SHOWN]:
            click.echo(f"  {fault}", err=True)
        if len(faults) > FAULTS_SHOWN:
            click.echo(f"  … and {len(faults) - FAULTS_SHOWN} more; `senim check` shows all.", err=True)
