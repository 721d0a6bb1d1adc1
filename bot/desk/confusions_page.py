"""How well labelled questions are answered: figures per language, the map of confusions, the worst questions."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.desk.confusion_map import confusion_map, of_pair, worst
from bot.desk.entries import counts_of, gaps_of
from bot.desk.open_folder import Opened
from bot.desk.page import Desk, see
from bot.evaluation import FIGURES, Figure, Result, Share, by_language

_WORST = 30


def confusion_routes(desk: Desk) -> list[Route]:
    def show(request: Request) -> Response:
        opened = desk.folder.now()
        run = desk.measuring.of(opened.version)
        results = run.results if run else None
        expected, answered = (request.query_params.get(key, "") for key in ("expected", "answered"))
        pair = of_pair(results, expected, answered) if results and (expected or answered) else []
        return desk.page(
            request,
            "confusions.html",
            opened,
            has_questions=desk.measuring.has_questions,
            run=run,
            results=results,
            coverage=_coverage(opened),
            figures=_figures(results) if results else [],
            groups=list(by_language(results)) if results else [],
            map=confusion_map(results) if results else None,
            pair=pair,
            expected=expected,
            answered=answered,
            worst=worst(results, _WORST) if results else [],
        )

    def start(_: Request) -> Response:
        desk.measuring.start(desk.folder.now())
        return see("/confusions")

    return [Route("/confusions", show), Route("/confusions", start, methods=["POST"])]


def _figures(results: Sequence[Result]) -> list[tuple[Figure, list[Share]]]:
    """Of the questions that no fitting saw; those are the honest figures."""
    groups = by_language(results).values()
    return [(figure, [figure.of(r for r in g if r.question.kept_apart) for g in groups]) for figure in FIGURES]


def _coverage(opened: Opened) -> list[tuple[str, str, int, int, int]]:
    """For each language: code, name, entries that are complete, all entries, phrases."""
    entries = list(opened.entries.values())
    return [
        (
            code,
            name,
            sum(not list(gaps_of(model, [code])) for model in entries),
            len(entries),
            sum(counts_of(model).get(code, 0) for model in entries),
        )
        for code, name in opened.languages.items()
    ]
