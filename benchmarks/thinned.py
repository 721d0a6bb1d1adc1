"""How much longer a question takes as the phrases of the same entries grow: `python -m benchmarks.thinned`.

The shipped knowledge is compared with itself when it had one phrase in so many of each entry and language, and one
crisis example and other line in so many: both fitted, on one core. Needs the extra `fit`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from time import process_time

import click
from rich.console import Console
from rich.table import Table

from benchmarks.common import shown, use_one_core
from benchmarks.growth import some_questions
from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.loading import load_knowledge, shipped_folder
from bot.loading.prepared import digest_of
from bot.measuring.fitting import all_lines, learn_matcher

EVERY = (100, 10, 1)
STEPS = 60
"""Of learning: the weights that are left, not their last decimal, take the time."""
ROUNDS = 3


def thinned(knowledge: Knowledge, every: int) -> Knowledge:
    """With the first of so many lines in each list."""

    def some(lines: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
        return {code: tuple(listed[::every]) for code, listed in lines.items()}

    return replace(
        knowledge,
        entries={i: e._replace(phrases=some(e.phrases)) for i, e in knowledge.entries.items()},
        crisis={
            i: c._replace(examples=some(c.examples), near_misses=some(c.near_misses))
            for i, c in knowledge.crisis.items()
        },
        out_of_scope=some(knowledge.out_of_scope),
        follow_ups=some(knowledge.follow_ups),
    )


def fitted_dialogue(knowledge: Knowledge) -> Dialogue:
    digest = digest_of(knowledge)
    learned = replace(learn_matcher(knowledge, steps=STEPS), made_from=digest)
    return Dialogue(replace(knowledge, digest=digest), learned)


def milliseconds(dialogue: Dialogue, questions: Sequence[str]) -> float:
    """Of processor time, of a matched question; words that were met lately are held ready as in a running bot."""
    best = float("inf")
    for _ in range(ROUNDS):
        begun = process_time()
        for text in questions:
            dialogue.understanding.by_itself.matcher.match(text)
        best = min(best, (process_time() - begun) / len(questions) * 1000)
    return best


@click.command()
def main() -> None:
    """Measure the same questions with a hundredth, a tenth and all of the phrases."""
    console = Console(highlight=False)
    if not use_one_core():
        console.print("This system cannot keep a process on one core: expect noise.")
    knowledge, questions = load_knowledge(shipped_folder()), some_questions()
    table = Table(box=None, header_style="bold")
    for name in ("phrases", "lines in all", "ms a question", "to the fewest"):
        table.add_column(name, justify="right")
    fewest = 0.0
    for every in shown(EVERY, "Learning"):
        thin = thinned(knowledge, every)
        phrases = sum(len(all_lines(entry.phrases)) for entry in thin.entries.values())
        others = [listed for c in thin.crisis.values() for listed in (c.examples, c.near_misses)]
        lines = phrases + sum(map(len, map(all_lines, [*others, thin.out_of_scope, thin.follow_ups])))
        took = milliseconds(fitted_dialogue(thin), questions)
        fewest = fewest or took
        table.add_row(f"{phrases:,}", f"{lines:,}", f"{took:.2f}", f"{took / fewest:.1f}")
    console.print(table)


if __name__ == "__main__":
    main()
