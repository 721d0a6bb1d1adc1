"""Senim beside simpler methods on public question sets: `python -m benchmarks.matcher FILE.jsonl …`."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, product
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import thread_time

import click
from rapidfuzz import fuzz
from rich.console import Console
from rich.table import Table
from sklearn.metrics import roc_auc_score

from benchmarks.common import shown, use_one_core
from benchmarks.methods import BEST, Best, ExtractOne, Method, Senim, TfIdf, with_curve
from benchmarks.minimal import write_minimal_knowledge
from benchmarks.question_set import Asked, QuestionSet, SetError, read_set, some_of, with_typos
from bot.loading import load_knowledge
from bot.measuring.fitting import learn_matcher

_WARM_UP = 20
"""Phrases that are asked before the clock runs, for tables that are built when first needed."""


@dataclass(frozen=True, slots=True)
class Figures:
    method: str
    top_1: float
    top_3: float
    auroc: float | None
    per_second: float
    p99: float


def measure(methods: Sequence[Method], warm_up: Sequence[str], questions: Sequence[Asked], what: str) -> list[Figures]:
    """Each question goes to every method in turn; processor time counts, so that a busy machine matters little."""
    for method, phrase in product(methods, warm_up):
        method.ask(phrase)
    seconds: list[list[float]] = [[] for _ in methods]
    results: list[list[Best]] = [[] for _ in methods]
    gc.collect()
    for question in shown(questions, what):
        for number, method in enumerate(methods):
            start = thread_time()
            found = method.ask(question.text)
            seconds[number].append(thread_time() - start)
            results[number].append(method.best(question.text, found))
    return [
        _figures(method.name, questions, best, taken)
        for method, best, taken in zip(methods, results, seconds, strict=True)
    ]


def _figures(name: str, questions: Sequence[Asked], results: Sequence[Best], seconds: Sequence[float]) -> Figures:
    known = [(r.labels, q.label) for r, q in zip(results, questions, strict=True) if q.in_scope]
    return Figures(
        name,
        sum(labels[:1] == (label,) for labels, label in known) / max(1, len(known)),
        sum(label in labels[:BEST] for labels, label in known) / max(1, len(known)),
        _auroc(questions, results),
        len(seconds) / sum(seconds),
        (quantiles(seconds, n=100)[-1] if len(seconds) > 1 else seconds[0]) * 1000,
    )


def _auroc(questions: Sequence[Asked], results: Sequence[Best]) -> float | None:
    """How well the score tells questions in scope from the others; None where there is only one kind."""
    in_scope = [q.in_scope for q in questions]
    if len(set(in_scope)) < 2:
        return None
    return float(roc_auc_score(in_scope, [r.score for r in results]))


def methods_for(found: QuestionSet) -> list[Method]:
    with TemporaryDirectory() as folder:
        labels = write_minimal_knowledge(Path(folder), found.phrases)
        knowledge = load_knowledge(Path(folder))
    learned = learn_matcher(knowledge)
    methods: list[Method] = [Senim("Senim", knowledge, labels, learned)]
    if len({q.in_scope for q in found.tuned}) == 2:
        curve = with_curve(knowledge, labels, learned, found.tuned)
        methods.append(Senim("Senim, curve from val", knowledge, labels, curve))
    return [
        *methods,
        ExtractOne("extractOne(WRatio)", fuzz.WRatio, found.phrases),
        ExtractOne("token_sort_ratio", fuzz.token_sort_ratio, found.phrases),
        TfIdf("TF-IDF, char_wb 2–4", found.phrases),
    ]


def table_of(figures: Sequence[Figures]) -> Table:
    table = Table(box=None, header_style="bold")
    table.add_column("method", no_wrap=True)
    for name in ("top-1", "top-3", "AUROC", "questions/s", "p99 ms"):
        table.add_column(name, justify="right")
    for row in figures:
        auroc = "–" if row.auroc is None else f"{row.auroc:.3f}"
        speed = (f"{row.per_second:,.0f}", f"{row.p99:.2f}")
        table.add_row(row.method, f"{row.top_1:.3f}", f"{row.top_3:.3f}", auroc, *speed)
    return table


def report(found: QuestionSet, typos: bool, limit: int | None, console: Console) -> None:
    asked = some_of(found.test, limit)
    methods, phrases = methods_for(found), list(chain.from_iterable(found.phrases.values()))
    known = sum(q.in_scope for q in asked)
    console.print(f"[bold]{found.name}[/bold]: {len(found.phrases)} labels, {len(phrases)} phrases,", end=" ")
    console.print(f"{known} questions, {len(asked) - known} out of scope")
    for kind, questions in (("as typed", asked), ("with typos", with_typos(asked)))[: 1 + typos]:
        figures = measure(methods, phrases[:_WARM_UP], questions, f"{found.name}, {kind}")
        console.print("", kind, table_of(figures), sep="\n")
    console.print()


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--typos", is_flag=True, help="Also on a copy of the questions with one typo per twenty letters.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Ask only N questions, chosen by a fixed seed.")
def main(files: tuple[Path, ...], typos: bool, limit: int | None) -> None:
    """Measure Senim and simpler methods side by side on question sets in FILES.

    Each line is an object: {"text": "...", "label": "...", "split": "train, val, test, oos_val or oos_test"}
    """
    use_one_core()
    try:
        sets = [read_set(path) for path in files]
    except SetError as error:
        raise click.ClickException(str(error)) from None
    console = Console(highlight=False)
    for found in sets:
        report(found, typos, limit, console)


if __name__ == "__main__":
    main()
