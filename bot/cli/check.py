"""`senim check`: every fault of a knowledge folder at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from bot.checking.check import Report, check_knowledge
from bot.checking.git_diff import git_diff
from bot.cli.notes import line_of, lines_added, short_notes
from bot.cli.screen import progress
from bot.loading.faults import Fault, Note
from bot.loading.sentences import Sentence, say


def check_folder(folder: Path, *, as_json: bool, every_note: bool, language: str) -> int:
    """Prints faults and notes; 0 when there is no fault, 1 otherwise."""
    with progress(say("report.checking").what(language)):
        report = check_knowledge(folder)
    if as_json:
        click.echo(json.dumps(_as_data(report, language), ensure_ascii=False, indent=1))
    else:
        _print(report, folder, language, every_note=every_note)
    return 1 if report.faults else 0


def _as_data(report: Report, language: str) -> dict[str, Any]:
    return {
        "faults": [_found(fault, language) for fault in report.faults],
        "notes": [{**_found(note, language), "kind": note.kind} for note in report.notes],
        "summary": _summary(report.summary, language),
    }


def _found(found: Fault | Note, language: str) -> dict[str, str | int]:
    said = found.said
    location: dict[str, str | int] = {"file": found.file, "line": found.line, "entry": found.entry}
    return {**location, "what": said.what(language), "cure": said.cure(language)}


def _summary(counts: Sequence[Sentence], language: str) -> str:
    return ", ".join(count.what(language) for count in counts) + "." if counts else ""


def _print(report: Report, folder: Path, language: str, *, every_note: bool) -> None:
    """Faults and the result go to standard output; what need not be fixed to standard error, marked as such.

    Beside faults there are no notes, unless every one is asked for: among many, nobody would find what must be fixed.
    """
    notes: Iterable[str] = ()
    if every_note:
        notes = (line_of(note, language) for note in report.notes)
    elif not report.faults:
        notes = short_notes(report.notes, lines_added(git_diff(folder) or ""), language)
    for line in notes:
        click.echo(line, err=True)
    for fault in report.faults:
        click.echo(fault.in_language(language))
    if report.faults:
        said = say("report.fault") if len(report.faults) == 1 else say("report.faults", count=len(report.faults))
        click.echo(said.what(language), err=True)
        if not report.summary:
            click.echo(say("report.more_later").what(language), err=True)
        if report.notes and not every_note:
            click.echo(say("report.notes_later", count=len(report.notes)).what(language), err=True)
    else:
        click.echo(say("report.none", summary=_summary(report.summary, language)).what(language))
