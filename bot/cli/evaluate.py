"""`senim eval`: what share of labelled questions gets the right answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median
from time import perf_counter

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.clock import now_in
from bot.core.dialogue import Dialogue
from bot.core.model import Memory, Question, Reply
from bot.questions import Labelled, QuestionsError, read_questions

_SHOWN = 15


@dataclass(frozen=True, slots=True)
class Result:
    question: Labelled
    reply: Reply
    seconds: float

    @property
    def right(self) -> bool:
        """Answered with an expected entry; for what no entry answers, not answered; for a crisis, help first."""
        if self.question.is_crisis:
            return self.reply.kind == "crisis"
        if not self.question.in_scope:
            return self.reply.kind in ("fallback", "choices")
        return self.reply.kind == "answer" and self.reply.entry in self.question.expected

    @property
    def within_choices(self) -> bool:
        return self.right or bool(set(self.reply.choices) & set(self.question.expected))

    @property
    def wrong(self) -> bool:
        """An answer that misleads: a wrong entry, an answer to what no entry answers, or a false alarm."""
        if self.question.is_crisis:
            return False
        return not self.right and self.reply.kind in ("answer", "crisis")


def evaluate(dialogue: Dialogue, questions: Iterable[Labelled], at: datetime) -> list[Result]:
    results = []
    for question in questions:
        memory = Memory()
        for text in question.earlier:
            memory = dialogue.reply_to(Question(text, at), memory).memory
        start = perf_counter()
        reply = dialogue.reply_to(Question(question.text, at), memory)
        results.append(Result(question, reply, perf_counter() - start))
    return results


def evaluate_files(dialogue: Dialogue, files: Sequence[Path], least: float) -> int:
    """Prints the table; 1 where accuracy is below `least` or a file is wrong."""
    console = Console(highlight=False)
    try:
        questions = read_questions(files)
    except QuestionsError as error:
        click.echo(str(error), err=True)
        return 1
    if not questions:
        click.echo("There is no question in these files.", err=True)
        return 1
    shown = track(questions, "Asking", console=Console(stderr=True), transient=True)
    results = evaluate(dialogue, shown, now_in(dialogue.knowledge.time_zone))
    console.print(_table(results))
    _print_wrong(console, [r for r in results if not r.right])
    accuracy = _share(results, lambda r: r.right)
    milliseconds = median(r.seconds for r in results) * 1000
    console.print(f"\n{len(results)} questions, {accuracy:.3f} right, median {milliseconds:.2f} ms a question.")
    if accuracy < least:
        click.echo(f"Accuracy {accuracy:.3f} is below {least:.3f}.", err=True)
        return 1
    return 0


def _table(results: Sequence[Result]) -> Table:
    groups: dict[tuple[str, str], list[Result]] = defaultdict(list)
    for result in results:
        question = result.question
        language = question.language
        if question.in_scope:
            groups[language, "all in scope"].append(result)
            groups[language, question.style].append(result)
        else:
            groups[language, question.expected[0] if question.is_crisis else question.style].append(result)
    table = Table(box=None, header_style="bold")
    for name in ("language", "style", "questions", "right", "or in choices", "wrong", "no answer"):
        table.add_column(name, justify="left" if name in ("language", "style") else "right")
    for (language, style), group in sorted(
        groups.items(), key=lambda item: (item[0][0], item[0][1] != "all in scope", item[0][1])
    ):
        table.add_row(
            language,
            style,
            str(len(group)),
            f"{_share(group, lambda r: r.right):.3f}",
            f"{_share(group, lambda r: r.within_choices):.3f}",
            f"{_share(group, lambda r: r.wrong):.3f}",
            f"{_share(group, lambda r: r.reply.kind == 'fallback'):.3f}",
        )
    return table


def _print_wrong(console: Console, results: Sequence[Result]) -> None:
    if results:
        console.print(f"\n[bold]Not right[/bold] ({min(_SHOWN, len(results))} of {len(results)})")
    for result in results[:_SHOWN]:
        got = result.reply.entry or result.reply.crisis or ", ".join(result.reply.choices) or result.reply.kind
        console.print(
            f"  {result.question.text}  → {got}, expected {' or '.join(result.question.expected)}", markup=False
        )


def _share(results: Sequence[Result], holds: Callable[[Result], bool]) -> float:
    return sum(map(holds, results)) / len(results) if results else 0.0
