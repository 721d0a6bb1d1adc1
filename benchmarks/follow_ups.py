"""Learns when and how a question leans on the entry shown before: `python -m benchmarks.follow_ups`.

- What an entry gains for each tie to it (`WEIGHTS` of `bot/core/scoring/context_ties.py`): conditional logistic
  regression (McFadden, 1974) over the turns of `dialogues.jsonl`, which are part of no test. All entries compete for
  each turn, by margin and nearest phrase in the topic of the entry shown before, and by their ties to it; the weights
  are given as multiples of that of the margin.
- Whether the first candidate is then meant (`GOES_ON` of `bot/core/understanding/follow_up.py`): logistic regression
  over the same turns and `out_of_scope.jsonl`, each of whose lines is asked after two entries. Learn it anew where the
  gains have changed.
"""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from bot.core.scoring.context_ties import WEIGHTS, ContextTies
from bot.core.understanding.follow_up import GOES_ON, GoesOn
from bot.core.understanding.matching import Context, Matcher
from bot.loading import load_knowledge, shipped_folder
from bot.loading.prepared import load_fitted
from bot.measuring.questions import Labelled, read_questions

_DIALOGUES = (Path(__file__).with_name("dialogues.jsonl"), Path("tests/dialogues/dialogues.jsonl"))
_OUT_OF_SCOPE = Path(__file__).with_name("out_of_scope.jsonl")
_ASKED_AFTER = 2
"""Entries after which each line out of scope is asked."""
_LONGEST = 9

Rows = NDArray[np.float64]


def turns(matcher: Matcher, questions: Sequence[Labelled]) -> Iterator[tuple[Rows, list[int]]]:
    """For each follow-up a row of figures for every entry, and the places of the right ones."""
    entries = matcher.entries
    places = {entry: place for place, entry in enumerate(entries)}
    ties = ContextTies(entries, matcher.reader.rarity)
    for before, question in itertools.pairwise(questions):
        right = [places[e] for e in question.expected if e in places]
        said = matcher.reader.words_of(matcher.reader.in_intended_layout(question.text))
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


def goes_on(matcher: Matcher, questions: Sequence[Labelled]) -> Iterator[tuple[tuple[float, ...], bool]]:
    """For each follow-up the figures of `GoesOn`, and whether its first candidate after what was shown is right."""
    asked = [
        (before.expected[0], question.text, question.expected)
        for before, question in itertools.pairwise(questions)
        if question.earlier and before.expected[0] in matcher.entries
    ]
    shown = random.Random(3)
    strange = [json.loads(line)["text"] for line in _OUT_OF_SCOPE.read_text(encoding="utf-8").splitlines()]
    asked += [(shown.choice(asked)[0], text, ()) for text in strange for _ in range(_ASKED_AFTER)]
    ties = ContextTies(matcher.entries, matcher.reader.rarity)
    for before, text, right in asked:
        said, entry = matcher.reader.words_of(matcher.reader.in_intended_layout(text)), matcher.entries[before]
        if 0 < len(said) <= _LONGEST:
            after = matcher.rank_words(said, Context(entry.topic or "", ties.gains(entry, said)))
            if after.candidates:
                yield GoesOn.figures(after, matcher.rank_words(said)), after.candidates[0].entry in right


@click.command(help=__doc__)
def main() -> None:
    folder = shipped_folder()
    matcher = Matcher.of(load_knowledge(folder), load_fitted(folder))
    questions = [read_questions([path]) for path in _DIALOGUES]
    learned_from, test = (list(turns(matcher, asked)) for asked in questions)
    start = np.array([1.0, *WEIGHTS])
    found = minimize(loss, start, args=(learned_from,), jac=True).x
    click.echo("WEIGHTS: " + ", ".join(f"{weight / found[0]:.2f}" for weight in found[1:]))
    for name, rows in (("learned from", learned_from), ("tests", test)):
        now, best = (f"{top_1(weights, rows):.3f}" for weights in (start, found))
        click.echo(f"First is right, {name} ({len(rows)} turns): {now} with those of the code, {best} with these")
    figures, right = zip(*goes_on(matcher, questions[0]), strict=True)
    regression = LogisticRegression(C=10, fit_intercept=False, max_iter=2000).fit(figures, right)
    click.echo("GOES_ON: " + ", ".join(f"{weight:.2f}" for weight in regression.coef_[0]))
    click.echo("of the code: " + ", ".join(map(str, GOES_ON)))


if __name__ == "__main__":
    main()
