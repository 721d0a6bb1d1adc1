"""The pages that facts and numbers come from: which there are, what cites each, and the form of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.core.replying.compose import PLACEHOLDER
from bot.desk.contacts import Age, age_of
from bot.desk.form_pages import Form, FormPages
from bot.desk.kinds import SOURCES
from bot.desk.opened import Location, Opened
from bot.desk.page import Desk, today_in
from bot.loading.schema import SourceModel


@dataclass(frozen=True, slots=True)
class Citation:
    """What rests on a source."""

    kind: str
    name: str
    location: Location | None


@dataclass(frozen=True, slots=True)
class SourceRow:
    name: str
    model: SourceModel
    age: Age
    location: Location | None
    citations: int


class SourcePages(FormPages):
    """The list, and the form."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, SOURCES)

    def routes(self) -> list[Route]:
        return [Route("/sources", self._index), *super().routes()]

    def beside(self, request: Request, form: Form) -> dict[str, Any]:  # noqa: ARG002
        return {"citations": citations_of(form.opened).get(form.name, [])}

    def _index(self, request: Request) -> Response:
        opened, asked = self._desk.folder.now(), request.query_params.get("q", "").strip()
        rows = _rows(opened, today_in(opened))
        found = [row for row in rows if _holds(row, asked)]
        return self._desk.page(request, "sources.html", opened, rows=found, total=len(rows), asked=asked)


def citations_of(opened: Opened) -> dict[str, list[Citation]]:
    """Every contact and entry by each source that it names."""
    found: dict[str, list[Citation]] = {}
    for contact in opened.contacts.values():
        for source in contact.sources:
            citation = Citation("contacts", contact.id, opened.location_of("contacts", contact.id))
            found.setdefault(source, []).append(citation)
    for entry in opened.entries.values():
        linked = (
            m["name"] for text in entry.answer.values() for m in PLACEHOLDER.finditer(text) if m["kind"] == "link"
        )
        for source in dict.fromkeys([*entry.sources, *linked]):
            citation = Citation("entries", entry.id, opened.location_of("entries", entry.id))
            found.setdefault(source, []).append(citation)
    return found


def _rows(opened: Opened, today: date) -> list[SourceRow]:
    citations = citations_of(opened)
    return [
        SourceRow(
            name, model, age_of(model.date, today), opened.location_of("sources", name), len(citations.get(name, []))
        )
        for name, model in opened.sources.items()
    ]


def _holds(row: SourceRow, asked: str) -> bool:
    whole = f"{row.name} {row.model.title} {row.model.url} {row.model.date}".casefold()
    return all(word in whole for word in asked.casefold().split())
