"""The desk as one application; every page is listed here."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path
from threading import Thread
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.desk.chat_page import ChatPages
from bot.desk.confusions_page import ConfusionPages
from bot.desk.contacts_page import ContactPages
from bot.desk.drafts_page import DraftPages
from bot.desk.entries_page import EntryPages
from bot.desk.feedback_page import FeedbackPages
from bot.desk.files import ChangedMeanwhileError
from bot.desk.folder_pages import FolderPages
from bot.desk.form_pages import HiddenError
from bot.desk.guard import Guard
from bot.desk.language_choice import choose_language
from bot.desk.lines_page import LinePages
from bot.desk.measuring import Measuring
from bot.desk.open_folder import OpenFolder
from bot.desk.page import HERE, Desk, NotReadyError
from bot.desk.sources_page import SourcePages
from bot.desk.teach_page import TeachPages
from bot.desk.yaml_edit import CannotEditError
from bot.state.drafts import Drafts
from bot.state.feedback_counts import Feedback


def make_app(
    folder: Path,
    questions: Sequence[Path] = (),
    cookie: str = "senim_desk",
    *,
    feedback: Callable[[], list[Feedback]] | None = None,
    drafts: Drafts | None = None,
) -> Starlette:
    """`cookie` names the session; two desks on one machine need two names."""
    desk = Desk(OpenFolder(folder), Measuring(questions), feedback, drafts)
    lines = LinePages(desk)

    async def home(_: Request) -> Response:
        return RedirectResponse("/chat", 303)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        # The first page that needs the check should not have to wait for all of it; who ends the desk need not, either.
        Thread(target=desk.prepare, name="checking", daemon=True).start()
        yield
        desk.measuring.stop()

    return Starlette(
        routes=[
            Route("/", home),
            *ChatPages(desk).routes(),
            *TeachPages(desk).routes(),
            *EntryPages(desk).routes(),
            *DraftPages(desk).routes(),
            *FeedbackPages(desk).routes(),
            *ContactPages(desk).routes(),
            *SourcePages(desk).routes(),
            *ConfusionPages(desk).routes(),
            *FolderPages(desk).routes(),
            *lines.routes(),
            Route("/language", choose_language, methods=["POST"]),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ],
        middleware=[Middleware(Guard, cookie=cookie)],
        exception_handlers=_handlers(desk, lines),
        lifespan=lifespan,
    )


def _handlers(desk: Desk, lines: LinePages) -> dict[Any, Callable[[Request, Exception], Response]]:
    """What cannot be done is said on a page of the desk, never with a traceback."""

    def not_ready(request: Request, _: Exception) -> Response:
        opened = desk.folder.now()
        return desk.page(request, "faults.html", opened, 503, faults=opened.faults, notes=(), whole=False)

    def cannot_edit(request: Request, error: Exception) -> Response:
        assert isinstance(error, CannotEditError)
        return desk.message(request, "edit.nothing_changed", error.key, 409, **error.values)

    def hidden(request: Request, error: Exception) -> Response:
        assert isinstance(error, HiddenError)
        return lines.show_around(request, error.fault, error.name)

    def changed_meanwhile(request: Request, _: Exception) -> Response:
        return desk.message(request, "edit.nothing_changed", "edit.changed_meanwhile", 409)

    def refused(request: Request, error: Exception) -> Response:
        """A form that no page of the desk sends, or an address that leads nowhere."""
        assert isinstance(error, HTTPException)
        if error.status_code == HTTPStatus.BAD_REQUEST:
            return desk.message(request, "edit.nothing_changed", "guard.malformed", error.status_code)
        return desk.message(request, "page.not_found_title", "page.not_found", error.status_code)

    def not_written(request: Request, error: Exception) -> Response:
        assert isinstance(error, OSError)
        return desk.message(request, "edit.nothing_changed", "edit.failed", 500, reason=error.strerror or "?")

    return {
        NotReadyError: not_ready,
        HiddenError: hidden,
        CannotEditError: cannot_edit,
        ChangedMeanwhileError: changed_meanwhile,
        HTTPException: refused,
        OSError: not_written,
    }
