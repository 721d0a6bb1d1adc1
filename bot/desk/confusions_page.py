"""How well labelled questions are answered: figures per language, the map of confusions, the worst questions."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.desk.confusion_map import confusion_map, of_pair, worst
from bot.desk.entries import counts_of, gaps_of
from bot.desk.opened import Opened
from bot.desk.page import Desk, redirect_to
from bot.measuring.evaluation import FIGURES, Figure, Result, Share, by_language

_WORST = 30
"""Questions that are listed."""


class ConfusionPages:
    """The figures and the map, and measuring them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        return [Route("/confusions", self._show), Route("/confusions", self._start, methods=["POST"])]

    def _show(self, request: Request) -> Response:
        opened = self._desk.folder.now()
        run = self._desk.measuring.of(opened.version)
        shown = run or self._desk.measuring.latest()
        results = shown.results if shown else None
        expected, answered = (request.query_params.get(key, "") for key in ("expected", "answered"))
        pair = of_pair(results, expected, answered) if results and (expected or answered) else []
        return self._desk.page(
            request,
            "confusions.html",
            opened,
            has_questions=self._desk.measuring.has_questions,
            run=run,
            is_old=run is None and shown is not None,
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

    def _start(self, _: Request) -> Response:
        self._desk.measuring.start(self._desk.folder.now())
        return redirect_to("/confusions")


def _figures(results: Sequence[Result]) -> list[tuple[Figure, list[Share]]]:
    """Of the questions that no fitting saw; those are the honest figures."""
    groups = by_language(results).values()
    return [(figure, [figure.of(r for r in g if r.question.kept_apart) for g in groups]) for figure in FIGURES]


def _coverage(opened: Opened) -> list[tuple[str, str, int, int, int]]:
    """For each language: code, name, entries that are complete, all entries, phrases."""
    entries = [opened.whole(entry) for entry in opened.entries.values()]
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
