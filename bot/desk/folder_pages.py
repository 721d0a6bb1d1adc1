"""The folder as a whole: its faults, and what was changed since the last commit."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.desk.files import git_diff
from bot.desk.page import Desk
from bot.loading import KnowledgeError
from bot.loading.check import check_knowledge


def folder_routes(desk: Desk) -> list[Route]:
    def faults(request: Request) -> Response:
        try:
            report = check_knowledge(desk.folder.folder)
            found, remarks = report.faults, report.remarks
        except KnowledgeError as error:
            found, remarks = error.faults, ()
        return desk.page(request, "faults.html", desk.folder.now(), faults=found, remarks=remarks)

    def changes(request: Request) -> Response:
        diff = git_diff(desk.folder.folder)
        return desk.page(request, "changes.html", desk.folder.now(), diff=diff)

    return [Route("/check", faults), Route("/changes", changes)]
