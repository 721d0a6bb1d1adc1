"""What every page of the desk shares: the open folder, the templates, and how a page is made of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.core.dialogue import Dialogue
from bot.desk.chats import Chats
from bot.desk.measuring import Measuring
from bot.desk.open_folder import Opened, OpenFolder
from bot.drafts import Drafts
from bot.judged import Judged

HERE = Path(__file__).parent


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Near nothing and near all, a whole per cent would hide what decides.
    environment.filters["percent"] = lambda share: f"{share:.0%}" if 0.1 <= share <= 0.99 else f"{share:.1%}"
    return environment


@dataclass(slots=True)
class Desk:
    """Everything that the desk holds while it runs; nothing of it outlives the process."""

    folder: OpenFolder
    measuring: Measuring
    judged: Callable[[], list[Judged]] | None = None
    """What people said of answers; None where the desk knows of no running bot."""
    drafts: Drafts | None = None
    """What organisers wrote down for new entries, where that is switched on."""
    chats: Chats = field(default_factory=Chats)
    templates: Environment = field(default_factory=_environment)

    def page(self, request: Request, name: str, opened: Opened, status: int = 200, **values: Any) -> Response:
        html = self.templates.get_template(name).render(
            opened=opened,
            token=request.state.token,
            path=request.url.path,
            folder=self.folder.folder,
            has_drafts=self.drafts is not None,
            **values,
        )
        return HTMLResponse(html, status)

    def message(self, request: Request, title: str, text: str, status: int) -> Response:
        """A page that says what is the matter and what to do."""
        return self.page(request, "message.html", self.folder.now(), status, title=title, text=text)


def text_of(request: Request, name: str, default: str = "") -> str:
    """A field of the form that was sent."""
    value = request.state.form.get(name, default)
    return value if isinstance(value, str) else default


def see(path: str) -> Response:
    """After a change: the page that shows it, which may be reloaded without doing it again."""
    return RedirectResponse(path, 303)


def ready(opened: Opened) -> Dialogue:
    """Raises NotReadyError where the knowledge could not be loaded even once."""
    if opened.dialogue is None:
        raise NotReadyError
    return opened.dialogue


class NotReadyError(Exception):
    """There is no knowledge to answer from yet."""
