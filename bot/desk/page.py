"""What every page of the desk shares: the open folder, the templates, and how a page is made of them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.clock import is_time_zone, now_in
from bot.core.dialogue import Dialogue
from bot.desk.chats import Chats
from bot.desk.entries import remember_words
from bot.desk.measuring import Measuring
from bot.desk.open_folder import OpenFolder
from bot.desk.opened import Opened
from bot.desk.texts import speech_of
from bot.loading.editor_languages import EDITOR_LANGUAGES
from bot.state.drafts import Drafts
from bot.state.feedback_counts import Feedback

HERE = Path(__file__).parent
_NO_TEXT = "replace"
"""How a file name that is not UTF-8 is shown: an archive from another system may hold such names."""


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Near nothing and near all, a whole per cent would hide what decides.
    environment.filters["percent"] = _percent
    environment.filters["urlencode"] = partial(quote, errors=_NO_TEXT)
    return environment


def _percent(share: float) -> str:
    """A number as it is written in Kazakh and Russian, which English readers understand, too."""
    digits = 0 if 0.1 <= share <= 0.99 or round(share, 3) in (0, 1) else 1
    return f"{share * 100:.{digits}f}\N{NO-BREAK SPACE}%"


@dataclass(slots=True)
class Desk:
    """Everything that the desk holds while it runs; nothing of it outlives the process."""

    folder: OpenFolder
    measuring: Measuring
    feedback: Callable[[], list[Feedback]] | None = None
    """What people said of answers; None where no running bot is known to the desk."""
    drafts: Drafts | None = None
    """Drafts of new entries by the organisers, where that is switched on."""
    chats: Chats = field(default_factory=Chats)
    templates: Environment = field(default_factory=_environment)

    def prepare(self) -> None:
        """Reads and checks the folder, and notes its words for searches, before somebody waits for it."""
        # Whatever is wrong is told by the page that comes upon it.
        with suppress(Exception):
            opened = self.folder.now()
            remember_words(map(opened.whole, opened.entries.values()))
            self.folder.checks.report(today_in(opened))

    def page(self, request: Request, name: str, opened: Opened, status: int = 200, **values: Any) -> Response:
        speech = speech_of(request)
        html = self.templates.get_template(name).render(
            opened=opened,
            t=speech,
            token=request.state.token,
            speeches=EDITOR_LANGUAGES,
            path=request.url.path,
            back=_own_address(request),
            yaml_files=self.folder.names(),
            folder=self.folder.folder,
            has_drafts=self.drafts is not None,
            **values,
        )
        return HTMLResponse(html.encode(errors=_NO_TEXT), status)

    def message(self, request: Request, title: str, key: str, status: int, **values: str) -> Response:
        """A page that says what is the matter and what to do, by the keys of two texts."""
        return self.page(request, "message.html", self.folder.now(), status, title=title, key=key, values=values)


def _own_address(request: Request) -> str:
    """The address to return to after choosing another language; one that only takes forms is no page."""
    if request.method != "GET":
        return "/chat"
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def sent_text(request: Request, name: str, default: str = "") -> str:
    """What was typed into a field of the form, with plain line ends and no space around it; several ticked boxes as one
    list; `default` where nothing was sent.
    """
    values = [value for value in request.state.form.getlist(name) if isinstance(value, str)]
    if not values:
        return default
    return ", ".join(value.replace("\r\n", "\n").strip() for value in values if value.strip())


def sent_raw(request: Request, name: str) -> str:
    """A field of the form as it was sent; empty where it was not."""
    value = request.state.form.get(name)
    return value if isinstance(value, str) else ""


def redirect_to(path: str) -> Response:
    """After a change, to the page that shows it, which may be reloaded without doing it again."""
    return RedirectResponse(path, 303)


def now_at(opened: Opened) -> datetime:
    """Where the helplines are."""
    zones = [part.model.time_zone for part in opened.parts if part.model.time_zone]
    return now_in(zones[0] if zones and is_time_zone(zones[0]) else "UTC")


def today_in(opened: Opened) -> date:
    return now_at(opened).date()


def dialogue_in(opened: Opened) -> Dialogue:
    """Raises NotReadyError where the knowledge could not be loaded even once."""
    if opened.dialogue is None:
        raise NotReadyError
    return opened.dialogue


class NotReadyError(Exception):
    """There is no knowledge to answer from yet."""
