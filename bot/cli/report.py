"""What `senim eval` found, as one HTML file: no script, nothing from elsewhere, light or dark, wide or narrow.

Its parts are functions from results to HTML text; each escapes whatever it did not write itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from html import escape
from itertools import groupby
from pathlib import Path
from statistics import median

from bot import __version__
from bot.measuring.evaluation import ALL_IN_SCOPE, FIGURES, Result, Share, by_language, by_style, confusions, share

_OFTEN = 2
"""Times from which two entries are listed by name below the picture."""

_KINDS: tuple[tuple[str, Callable[[Result], bool]], ...] = (
    ("Crisis that was not recognised", lambda r: r.question.is_crisis),
    ("Asked about support, got help first without the entry", lambda r: r.alarmed and r.about_support),
    ("False alarm", lambda r: r.alarmed),
    ("Answered, though no entry answers it", lambda r: r.wrong and not r.question.in_scope),
    ("Wrong answer", lambda r: r.wrong),
    ("Choices with the right entry", lambda r: r.within_choices),
    ("Choices without the right entry", lambda r: r.reply.kind == "choices"),
    ("No answer", lambda _: True),
)
"""What went wrong, the worst first; the first that holds names it."""


def html_report(results: Sequence[Result], name: str, at: datetime) -> str:
    """The whole page; `name` is that of the knowledge."""
    wrong = [r for r in results if not r.right]
    title = f"{name}: how questions are answered"
    milliseconds = median(r.seconds for r in results) * 1000 if results else 0.0
    summary = (
        f"{len(results)} questions, {share(results, lambda r: r.right):.3f} right, {len(wrong)} not right, "
        f"median {milliseconds:.2f} ms per question. Senim {__version__}, {at:%Y-%m-%d %H:%M}."
    )
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            f"<title>{escape(title)}</title>",
            f"<style>\n{_style_sheet()}</style></head><body>",
            f"<h1>{escape(title)}</h1><p>{escape(summary)}</p>",
            _section("Figures", _figures(results)),
            _section("Languages and styles", _styles(results)),
            _section("Which entries take each other’s questions", _confusion(confusions(results))),
            _section("Every question that is not right", _mistakes(wrong)),
            "</body></html>\n",
        ]
    )


def _section(title: str, body: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{body}</section>"


# ---- tables -------------------------------------------------------------------------------------


def _figures(results: Sequence[Result]) -> str:
    """A row for each figure and each crisis class, a column for each language."""
    groups = by_language(results)
    rows = [[escape(f.title), *(_both_shares(group, f.of) for group in groups.values())] for f in FIGURES]
    for crisis in sorted({r.question.expected.label for r in results if r.question.is_crisis}):
        cells = [
            _both_shares([r for r in g if r.question.expected.label == crisis], _recognised) for g in groups.values()
        ]
        rows.append([f"<code>{escape(crisis)}</code> recognised", *cells])
    note = (
        "Large: the questions that no fitting saw (one in three, and all dialogues); these are the honest figures. "
        "Small: how many of how many, and the figure of all questions in the files."
    )
    return f"<p>{note}</p>" + _table(["", *groups], rows)


def _recognised(results: Iterable[Result]) -> Share:
    alarmed = [r.alarmed for r in results]
    return Share(sum(alarmed), len(alarmed))


def _style_sheet() -> str:
    return (Path(__file__).parent / "report.css").read_text(encoding="utf-8")


def _both_shares(results: Sequence[Result], of: Callable[[Iterable[Result]], Share]) -> str:
    apart, every = of(r for r in results if r.question.kept_apart), of(results)
    if not every.total:
        return "–"
    if not apart.total:
        return f"<small>{every.value:.3f}</small>"
    return f"{apart.value:.3f}<small>{apart.hits}/{apart.total} · {every.value:.3f}</small>"


def _styles(results: Sequence[Result]) -> str:
    """A table for each language, side by side where there is room."""
    groups = groupby(by_style(results), key=lambda row: row[0])
    heads = ("questions", "right", "or in choices", "wrong", "no answer")
    tables = [_table([code, *heads], [_style(style, group) for _, style, group in rows]) for code, rows in groups]
    return f'<div class="side">{"".join(tables)}</div>'


def _style(style: str, group: Sequence[Result]) -> list[str]:
    right, wrong = share(group, lambda r: r.right), share(group, lambda r: r.wrong)
    name = f"<b>{escape(style)}</b>" if style == ALL_IN_SCOPE else escape(style)
    return [
        name,
        str(len(group)),
        f'{right:.3f}<span class="bar" style="--right:{right:.0%};--wrong:{wrong:.0%}"></span>',
        f"{share(group, lambda r: r.within_choices):.3f}",
        f"{wrong:.3f}",
        f"{share(group, lambda r: r.reply.kind == 'fallback'):.3f}",
    ]


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Heads are text, cells are HTML; the first cell of a row names it."""
    head = "".join(f'<th scope="col">{escape(h)}</th>' for h in heads)
    body = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'
        for first, *cells in rows
    )
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


# ---- the picture --------------------------------------------------------------------------------


def _confusion(counts: Mapping[tuple[str, str], int]) -> str:
    """A grid of the entries involved only: rows are expected, columns answered, a stronger colour is more mistakes."""
    if not counts:
        return "<p>None does.</p>"
    rows = {entry: line for line, entry in enumerate(sorted({e for e, _ in counts}), start=2)}
    columns = {entry: line for line, entry in enumerate(sorted({a for _, a in counts}), start=2)}
    most = max(counts.values())
    parts = [
        f'<span class="row" style="grid-row:{line}">{escape(entry)}</span><i class="line" style="grid-row:{line}"></i>'
        for entry, line in rows.items()
    ]
    parts += [f'<span class="column" style="grid-column:{n}">{escape(entry)}</span>' for entry, n in columns.items()]
    parts += [_cell(*pair, count, most, rows, columns) for pair, count in sorted(counts.items())]
    often = sorted((pair for pair in counts if counts[pair] >= _OFTEN), key=lambda pair: (-counts[pair], pair))
    listed = "".join(
        f"<li><code>{escape(expected)}</code> → <code>{escape(answered)}</code> ×{counts[expected, answered]}</li>"
        for expected, answered in often
    )
    return (
        "<p>Rows: the entry expected. Columns: the entry answered. The stronger the colour, the more often; point at a "
        "cell for its entries and count.</p>"
        f'<div class="wide grid" role="img" aria-label="Grid of {len(counts)} pairs of entries" '
        f'style="--columns:{len(columns)};--rows:{len(rows)}">{"".join(parts)}</div>'
        + (f'<p>More than once:</p><ul class="pairs">{listed}</ul>' if listed else "")
    )


def _cell(
    expected: str, answered: str, count: int, most: int, rows: Mapping[str, int], columns: Mapping[str, int]
) -> str:
    shade = 35 + round(65 * (count - 1) / max(1, most - 1))
    style = f"grid-area:{rows[expected]}/{columns[answered]};--shade:{shade}%"
    title = escape(f"{expected} → {answered}: {count}")
    return f'<i class="cell" style="{style}" title="{title}"></i>'


# ---- what is not right --------------------------------------------------------------------------


def _mistakes(wrong: Sequence[Result]) -> str:
    if not wrong:
        return "<p>None.</p>"
    ordered = sorted(wrong, key=lambda r: (_kind(r), r.question.language))
    groups = [(kind, list(group)) for kind, group in groupby(ordered, key=_kind)]
    return "".join(
        f"<details open><summary>{escape(_KINDS[kind][0])} ({len(group)})</summary>"
        f'<ol class="mistakes">{"".join(map(_mistake, group))}</ol></details>'
        for kind, group in groups
    )


def _kind(result: Result) -> int:
    return next(number for number, (_, holds) in enumerate(_KINDS) if holds(result))


def _mistake(result: Result) -> str:
    question = result.question
    earlier = "".join(f"<s>{escape(text)}</s> " for text in question.earlier)
    expected = " or ".join(f"<code>{escape(entry)}</code>" for entry in question.expected.written)
    listed = result.reply.choices if result.reply.kind == "choices" else (result.got,)
    got = ", ".join(f"<code>{escape(entry)}</code>" for entry in listed)
    apart = " · kept apart" if question.kept_apart else ""
    return (
        f'<li><p lang="{escape(question.language)}">{earlier}<b>{escape(question.text)}</b></p>'
        f"<p>expected {expected}, got {got}, probability {result.reply.score:.2f} "
        f"<small>{escape(question.language)} · {escape(question.style)}{apart}</small></p></li>"
    )
