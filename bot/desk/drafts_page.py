"""Drafts that organisers made of questions and their answers: each becomes an entry, or goes."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.desk.page import Desk, redirect_to
from bot.state.drafts import Drafts


class DraftPages:
    """The list, and discarding."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        return [Route("/drafts", self._show), Route("/drafts/{draft}/discard", self._discard, methods=["POST"])]

    def _show(self, request: Request) -> Response:
        drafts = self._drafts()
        return self._desk.page(
            request, "drafts.html", self._desk.folder.now(), drafts=drafts.all(), may_be_read=drafts.may_be_read()
        )

    def _discard(self, request: Request) -> Response:
        self._drafts().discard(request.path_params["draft"])
        return redirect_to("/drafts")

    def _drafts(self) -> Drafts:
        if self._desk.drafts is None:
            raise HTTPException(404)
        return self._desk.drafts
