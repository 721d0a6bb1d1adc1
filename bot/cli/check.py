"""`senim check`: every fault of a knowledge folder at once."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from bot.cli.notes import lines_added, short_notes
from bot.cli.screen import progress
from bot.desk.files import git_diff
from bot.loading.check import Report, check_knowledge


def check_folder(folder: Path, *, as_json: bool = False, every_note: bool = False) -> int:
    """Prints faults and remarks; 0 when there is no fault, 1 otherwise."""
    with progress("Checking …"):
        report = check_knowledge(folder)
    if as_json:
        click.echo(json.dumps(asdict(report), ensure_ascii=False, indent=1))
    else:
        _print(report, folder, every_note)
    return 1 if report.faults else 0


def _print(report: Report, folder: Path, every_note: bool) -> None:
    """Faults and the result go to standard output; what need not be mended to standard error, marked as such."""
    every = (f"note: {remark}" for remark in report.remarks)
    for line in every if every_note else short_notes(report.remarks, lines_added(git_diff(folder) or "")):
        click.echo(line, err=True)
    for fault in report.faults:
        click.echo(str(fault))
    if report.faults:
        click.echo(f"{len(report.faults)} {'fault' if len(report.faults) == 1 else 'faults'}.", err=True)
    else:
        click.echo(f"No faults: {report.summary}")
