"""The folder as a whole: its faults, and what was changed since the last commit."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.checking.git_diff import git_diff
from bot.desk.page import Desk, today_in
from bot.loading.schema import KnowledgeFile


class FolderPages:
    """What concerns every file at once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        return [Route("/files", self._files), Route("/check", self._faults), Route("/changes", self._changes)]

    def _files(self, request: Request) -> Response:
        """All files: crisis classes, their variants and the words of rules have no form of their own."""
        opened = self._desk.folder.now()
        of_help = {part.file.name for part in opened.parts if _is_about_help(part.model)}
        names = self._desk.folder.names()
        others = [name for name in names if name not in of_help]
        return self._desk.page(request, "files.html", opened, of_help=[n for n in names if n in of_help], others=others)

    def _faults(self, request: Request) -> Response:
        opened = self._desk.folder.now()
        report = self._desk.folder.checks.report(today_in(opened))
        return self._desk.page(
            request, "faults.html", opened, faults=report.faults, notes=report.notes, whole=bool(report.summary)
        )

    def _changes(self, request: Request) -> Response:
        diff = git_diff(self._desk.folder.folder)
        return self._desk.page(request, "changes.html", self._desk.folder.now(), diff=diff)


def _is_about_help(model: KnowledgeFile) -> bool:
    ruled = (model.more_rules, model.pattern_words, model.safe_words, model.forbidden, model.required)
    return any((model.crisis, model.variants, *ruled))
