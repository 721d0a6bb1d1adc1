"""`senim eval`: what share of labelled questions gets the right answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text

from bot.cli.failures import end_unwritten
from bot.cli.report import html_report
from bot.clock import now_in
from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.measuring.evaluation import Result, by_style, evaluate, share
from bot.measuring.questions import Labelled, QuestionsError, read_questions, unknown_ids
from bot.replacing import write_whole

_SHOWN = 15


def evaluate_files(dialogue: Dialogue, files: Sequence[Path], least: float, html: Path | None) -> int:
    """Prints the table; 1 where accuracy is below `least`, or a file of questions cannot be read."""
    console = Console(highlight=False)
    try:
        questions = read_questions(files)
    except QuestionsError as error:
        click.echo(str(error), err=True)
        return 1
    if not questions:
        click.echo("There is no question in these files.", err=True)
        return 1
    if html:
        _end_if_unwritable(html)
    tell_unknown(questions, dialogue.knowledge)
    at = now_in(dialogue.knowledge.time_zone)
    shown = track(questions, "Asking the questions", console=Console(stderr=True), transient=True)
    results = evaluate(dialogue, shown, at)
    console.print(_table(results))
    _print_wrong(console, [r for r in results if not r.right])
    accuracy = share(results, lambda r: r.right)
    milliseconds = median(r.seconds for r in results) * 1000
    console.print(f"\n{len(results)} questions, {accuracy:.3f} right, median {milliseconds:.2f} ms per question.")
    if html:
        _write(html, html_report(results, dialogue.knowledge.name, at))
    if accuracy < least:
        click.echo(f"Accuracy {accuracy:.3f} is below {least:.3f}.", err=True)
        return 1
    return 0


def tell_unknown(questions: Iterable[Labelled], knowledge: Knowledge) -> None:
    """Ids that no entry has are a slip in the file, which the figures would hide."""
    unknown = unknown_ids(questions, knowledge)
    if unknown:
        more = ", …" if len(unknown) > _SHOWN else ""
        click.echo(f"Expected, but not in this knowledge: {', '.join(unknown[:_SHOWN])}{more}.", err=True)


def _end_if_unwritable(path: Path) -> None:
    """Before all questions are asked, which takes a while. A file that is there stays as it is, and none is made."""
    is_there = path.exists()
    try:
        path.open("a", encoding="utf-8").close()
        if not is_there:
            path.unlink()
    except OSError as error:
        end_unwritten(path, error)


def _write(path: Path, report: str) -> None:
    try:
        write_whole(path, report)
    except OSError as error:
        end_unwritten(path, error)
    click.echo(f"Wrote {path}.", err=True)


def _table(results: Sequence[Result]) -> Table:
    table = Table(box=None, header_style="bold")
    for name in ("language", "style", "questions", "right", "or in choices", "wrong", "no answer"):
        table.add_column(name, justify="left" if name in ("language", "style") else "right")
    for language, style, group in by_style(results):
        table.add_row(
            Text(language),
            Text(style),
            str(len(group)),
            f"{share(group, lambda r: r.right):.3f}",
            f"{share(group, lambda r: r.within_choices):.3f}",
            f"{share(group, lambda r: r.wrong):.3f}",
            f"{share(group, lambda r: r.reply.kind == 'fallback'):.3f}",
        )
    return table


def _print_wrong(console: Console, results: Sequence[Result]) -> None:
    if results:
        console.print(f"\n[bold]Not right[/bold] ({min(_SHOWN, len(results))} of {len(results)})")
    for result in results[:_SHOWN]:
        got = ", ".join(result.reply.choices) if result.reply.kind == "choices" else result.got
        console.print(
            f"  {result.question.text}  → {got}, expected {' or '.join(result.question.expected.written)}", markup=False
        )
