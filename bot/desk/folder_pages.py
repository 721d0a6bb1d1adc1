"""The folder as a whole: its faults, and what was changed since the last commit."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.checking.check import check_knowledge
from bot.desk.page import Desk
from bot.editing.git_diff import git_diff
from bot.loading import KnowledgeError


class FolderPages:
    """What concerns every file at once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        return [Route("/check", self._faults), Route("/changes", self._changes)]

    def _faults(self, request: Request) -> Response:
        try:
            report = check_knowledge(self._desk.folder.folder)
            found, remarks = report.faults, report.remarks
        except KnowledgeError as error:
            found, remarks = error.faults, ()
        return self._desk.page(request, "faults.html", self._desk.folder.now(), faults=found, remarks=remarks)

    def _changes(self, request: Request) -> Response:
        diff = git_diff(self._desk.folder.folder)
        return self._desk.page(request, "changes.html", self._desk.folder.now(), diff=diff)
