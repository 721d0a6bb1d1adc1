"""Which entries take each other's questions, as a picture that can be drawn: rows ask, columns answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.measuring.evaluation import Result, confusions

MOST = 24
"""Entries on each side; beyond that a picture shows nothing any more."""


@dataclass(frozen=True, slots=True)
class Cell:
    row: int
    column: int
    expected: str
    answered: str
    count: int
    shade: float
    """0 to 1."""


@dataclass(frozen=True, slots=True)
class ConfusionMap:
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[Cell, ...]
    left_out: int
    """Questions of pairs that the picture leaves out."""


def confusion_map(results: Sequence[Result]) -> ConfusionMap:
    """The entries that lose and take most, each side in the order of names, so that neighbours stand together."""
    counts = confusions(results)
    losers = _most(counts, 0)
    takers = _most({pair: n for pair, n in counts.items() if pair[0] in losers}, 1)
    shown = {pair: n for pair, n in counts.items() if pair[0] in losers and pair[1] in takers}
    rows, columns = sorted({e for e, _ in shown}), sorted({a for _, a in shown})
    most = max(shown.values(), default=1)
    cells = [
        Cell(rows.index(e), columns.index(a), e, a, n, (n - 1) / (most - 1) if most > 1 else 1.0)
        for (e, a), n in sorted(shown.items())
    ]
    return ConfusionMap(tuple(rows), tuple(columns), tuple(cells), sum(counts.values()) - sum(shown.values()))


def _most(counts: Mapping[tuple[str, str], int], side: int) -> set[str]:
    totals: Counter[str] = Counter()
    for pair, n in counts.items():
        totals[pair[side]] += n
    return {name for name, _ in sorted(totals.items(), key=lambda item: (-item[1], item[0]))[:MOST]}


def of_pair(results: Sequence[Result], expected: str, answered: str) -> list[Result]:
    """The questions behind one cell; an empty side stands for any."""
    return [
        r
        for r in results
        if not r.right
        and r.reply.kind in ("answer", "crisis")
        and expected in ("", r.question.expected.label)
        and answered in ("", r.got)
    ]


def worst(results: Sequence[Result], most: int) -> list[Result]:
    """Crises that were missed, then wrong answers by their certainty, then false alarms."""
    wrong = [r for r in results if r.wrong or (r.question.is_crisis and not r.right)]
    return sorted(wrong, key=lambda r: (not r.question.is_crisis, r.alarmed, -r.reply.score))[:most]
