"""How time and memory grow with the knowledge, as ratios from one run on one core: `python -m benchmarks.growth`."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import click
from rich.console import Console
from rich.table import Table

from benchmarks.common import SEED, shown, use_one_core
from benchmarks.fresh import Measured, measured
from benchmarks.multiply import kept_share, write_multiplied
from bot.core.knowledge import Knowledge
from bot.loading import load_knowledge, shipped_folder
from bot.measuring.questions import read_questions

SIZES = (1, 10, 100)
QUESTIONS = 220
ROUNDS = 5
"""Fresh processes of each kind; their median counts."""
MOST_PHRASES = 400_000
_TEST_QUESTIONS = Path(__file__).parent.parent / "tests" / "questions"


@dataclass(frozen=True, slots=True)
class Ratio:
    what: str
    value: float
    bar: str
    holds: bool | None
    """None where the issue sets no bar."""


def some_questions() -> list[str]:
    """The same ones on every run: labelled questions, in scope and out of it, none about a crisis."""
    asked = [q.text for q in read_questions(sorted(_TEST_QUESTIONS.glob("*.jsonl"))) if not q.is_crisis]
    return random.Random(SEED).sample(asked, QUESTIONS)


def measure_size(knowledge: Knowledge, times: int, most: int, questions: Sequence[str]) -> Measured:
    with TemporaryDirectory() as above:
        folder = Path(above) / "knowledge"
        write_multiplied(folder, knowledge, times, kept_share(knowledge, times, most))
        return measured("ask", folder, questions)


def measure_starts() -> dict[str, Measured]:
    """What the library and Senim take to load and hold, each round in turn, each in a fresh process."""
    found: dict[str, list[Measured]] = {"telegram": [], "senim": []}
    for _ in shown(range(ROUNDS), "Starting", ROUNDS):
        for what, listed in found.items():
            listed.append(measured(what, shipped_folder()))
    return {kind: {key: median(m[key] for m in listed) for key in listed[0]} for kind, listed in found.items()}


def ratios_of(sizes: dict[int, Measured], starts: dict[str, Measured], race: Measured) -> list[Ratio]:
    telegram, senim = starts["telegram"], starts["senim"]
    faster, replies = race["matcher"] / race["extract_one"], race["reply"] / race["extract_one"]
    loading = senim["seconds"] / telegram["seconds"]
    held = senim["resident"] / telegram["resident"]
    return [
        Ratio("questions/s to extractOne(WRatio), matcher", faster, "at least 20, aim 50", faster >= 20),
        Ratio("questions/s to extractOne(WRatio), reply", replies, "–", None),
        *(_growth(sizes, times, key) for times in sizes if times > 1 for key in ("first", "again")),
        Ratio("loading to import telegram.ext", loading, "below 1", loading < 1),
        Ratio(
            "the same with Senim's own imports",
            loading + senim["imports"] / telegram["seconds"],
            "–",
            None,
        ),
        Ratio("memory loaded to telegram.ext only", held, "at most 1.5", held <= 1.5),
        Ratio("the same, peak while loading", senim["peak"] / telegram["resident"], "–", None),
    ]


def _growth(sizes: dict[int, Measured], times: int, asked: str) -> Ratio:
    slower = sizes[times][asked] / sizes[1][asked]
    more = sizes[times]["phrases"] / sizes[1]["phrases"]
    what = f"time, {times}× the entries, {more:.0f}× the phrases, asked {asked}"
    return Ratio(what, slower, "below 10" if times == 100 else "–", slower < 10 if times == 100 else None)


def table_of_sizes(sizes: dict[int, Measured]) -> Table:
    table = Table(box=None, header_style="bold")
    for name in ("size", "entries", "phrases", "first ms", "again ms", "load s", "memory MB", "peak MB"):
        table.add_column(name, justify="right")
    for times, m in sizes.items():
        counts = (f"{times}×", f"{m['entries']:,.0f}", f"{m['phrases']:,.0f}")
        costs = (
            f"{m['first']:.2f}",
            f"{m['again']:.2f}",
            f"{m['loading']:.2f}",
            f"{m['resident']:,.0f}",
            f"{m['peak']:,.0f}",
        )
        table.add_row(*counts, *costs)
    return table


def table_of_starts(starts: dict[str, Measured]) -> Table:
    telegram, senim = starts["telegram"], starts["senim"]
    table = Table(box=None, header_style="bold")
    table.add_column("a fresh process")
    for name in ("imports s", "load s", "memory MB"):
        table.add_column(name, justify="right")
    table.add_row("import telegram.ext", f"{telegram['seconds']:.2f}", "", f"{telegram['resident']:.0f}")
    senim_row = (f"{senim['imports']:.2f}", f"{senim['seconds']:.2f}", f"{senim['resident']:.0f}")
    table.add_row("what senim run loads", *senim_row)
    return table


def table_of_ratios(ratios: Sequence[Ratio]) -> Table:
    table = Table(box=None, header_style="bold")
    table.add_column("ratio")
    for name in ("measured", "bar", ""):
        table.add_column(name, justify="left" if name == "" else "right")
    verdicts = {True: "[green]holds[/green]", False: "[red]fails[/red]", None: ""}
    for ratio in ratios:
        table.add_row(ratio.what, f"{ratio.value:.2f}", ratio.bar, verdicts[ratio.holds])
    return table


def print_notes(console: Console, knowledge: Knowledge, sizes: dict[int, Measured], most: int) -> None:
    if max(sizes) > 1:
        console.print("Copied entries stand beside the shipped, fitted ones as entries that were added since the fit.")
    for times in sizes:
        share = kept_share(knowledge, times, most)
        if share < 1:
            console.print(
                f"At {times}× a copied entry keeps {share:.0%} of its phrases: loading holds the features of "
                f"every new phrase at once, and all of them would not fit into memory (--most-phrases {most})."
            )


@click.command()
@click.option(
    "--times",
    "sizes",
    multiple=True,
    type=click.IntRange(min=1),
    default=SIZES,
    help="A size; may be given repeatedly.",
)
@click.option("--most-phrases", "most", default=MOST_PHRASES, show_default=True, help="Phrases of a size at most.")
def main(sizes: tuple[int, ...], most: int) -> None:
    """Measure time per question, loading and memory as the knowledge grows, and print the ratios that matter."""
    console = Console(highlight=False)
    if not use_one_core():
        console.print("This system cannot keep a process on one core: expect noise.")
    knowledge, questions = load_knowledge(shipped_folder()), some_questions()
    wanted = sorted({1, *sizes})
    by_size = {n: measure_size(knowledge, n, most, questions) for n in shown(wanted, "Growing")}
    race = measured("race", shipped_folder(), questions)
    console.print(table_of_sizes(by_size), "", sep="\n")
    print_notes(console, knowledge, by_size, most)
    starts = measure_starts()
    console.print("", table_of_starts(starts), "", table_of_ratios(ratios_of(by_size, starts, race)), sep="\n")


if __name__ == "__main__":
    main()
