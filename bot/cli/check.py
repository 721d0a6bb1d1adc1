"""`senim check`: every fault of a knowledge folder at once."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.screen import progress
from bot.loading import Fault, KnowledgeError
from bot.loading.check import Remark, check_knowledge


def check_folder(folder: Path) -> int:
    """Prints the faults; 0 when there is none, 1 otherwise. Remarks never fail a check."""
    try:
        with progress("Checking …"):
            report = check_knowledge(folder)
    except KnowledgeError as error:
        _print_faults(error.faults)
        return 1
    for remark in report.remarks:
        _print_remark(remark)
    if report.faults:
        _print_faults(report.faults)
        return 1
    click.echo(report.summary)
    return 0


def _print_faults(faults: tuple[Fault, ...]) -> None:
    for fault in faults:
        click.echo(str(fault))
    click.echo(f"{len(faults)} {'fault' if len(faults) == 1 else 'faults'}.", err=True)


def _print_remark(remark: Remark) -> None:
    click.echo(f"note: {remark}", err=True)
