"""Learns what a follow-up gains for each tie to what was shown: `python -m benchmarks.follow_ups`.

Conditional logistic regression (McFadden, 1974) over the turns of `dialogues.jsonl`, which are part of no test: all
entries compete for each turn, by their margin and nearest phrase in the topic of the entry shown before, and by their
ties to it. The first weight is that of the margin; the others are given as multiples of it, as `WEIGHTS` in
`bot/core/scoring/context_ties.py`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bot.core.scoring.context_ties import WEIGHTS, ContextTies
from bot.core.scoring.reading import Reader
from bot.core.understanding.matching import Matcher
from bot.loading import load_knowledge, shipped_folder
from bot.loading.prepared import load_fitted
from bot.questions import Labelled, read_questions

_DIALOGUES = (Path(__file__).with_name("dialogues.jsonl"), Path("tests/dialogues/dialogues.jsonl"))
_LONGEST = 9

Rows = NDArray[np.float64]


def turns(matcher: Matcher, questions: Sequence[Labelled]) -> Iterator[tuple[Rows, list[int]]]:
    """For each follow-up a row of figures for every entry, and the places of the right ones."""
    entries = matcher.entries
    places = {entry: place for place, entry in enumerate(entries)}
    ties = ContextTies(entries, matcher.reader.rarity)
    for before, question in itertools.pairwise(questions):
        right = [places[e] for e in question.expected if e in places]
        said = matcher.reader.words_of(matcher.reader.as_meant(question.text))
        if not question.earlier or before.expected[0] not in places or not right:
            continue
        if len(said) > _LONGEST:
            continue
        shown = entries[before.expected[0]]
        margins = matcher.totals(matcher.reader.read_words(said, shown.topic))
        tied = ties.of(shown, said)
        none = [0.0] * len(WEIGHTS)
        yield np.array([[margins[entry], *tied.get(entry, none)] for entry in entries]), right


def loss(weights: Rows, rows: Sequence[tuple[Rows, list[int]]]) -> tuple[float, Rows]:
    """The mean negative logarithm of the share of the right entries, and its gradient."""
    total, gradient = 0.0, np.zeros_like(weights)
    for figures, right in rows:
        scores = figures @ weights
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        wanted = np.zeros_like(shares)
        wanted[right] = shares[right] / shares[right].sum()
        total -= np.log(shares[right].sum())
        gradient += figures.T @ (shares - wanted)
    return total / len(rows), gradient / len(rows)


def top_1(weights: Rows, rows: Sequence[tuple[Rows, list[int]]]) -> float:
    return float(np.mean([int(np.argmax(figures @ weights)) in right for figures, right in rows]))


@click.command(help=__doc__)
def main() -> None:
    folder = shipped_folder()
    matcher = Matcher(Reader(load_knowledge(folder), load_fitted(folder)))
    learned_from, test = (list(turns(matcher, read_questions([path]))) for path in _DIALOGUES)
    start = np.array([1.0, *WEIGHTS])
    found = minimize(loss, start, args=(learned_from,), jac=True).x
    click.echo("Weights: " + ", ".join(f"{weight / found[0]:.1f}" for weight in found[1:]))
    for name, rows in (("learned from", learned_from), ("tests", test)):
        now, best = (f"{top_1(weights, rows):.3f}" for weights in (start, found))
        click.echo(f"First is right, {name} ({len(rows)} turns): {now} with those of the code, {best} with these")


if __name__ == "__main__":
    main()
