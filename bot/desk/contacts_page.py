"""The table of contacts, what a call today has shown, and the form of one contact."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.checking.git_diff import git_diff
from bot.desk.contacts import contact_rows, references_to
from bot.desk.files import ChangedMeanwhileError
from bot.desk.form_pages import Form, FormPages
from bot.desk.forms import FieldTexts
from bot.desk.kinds import CONTACTS, digest_of
from bot.desk.opened import Opened
from bot.desk.page import Desk, now_at, redirect_to, sent_raw
from bot.desk.yaml_edit import ABSENT, set_record


class ContactPages(FormPages):
    """The table, what a call has shown, and the form."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, CONTACTS)
        self._before: dict[str, dict[str, Any]] = {}
        """The contact as it was before the last press, for an editor who pressed the wrong button."""

    def routes(self) -> list[Route]:
        return [
            Route("/contacts", self._table),
            Route("/contacts/{name}/called", self._called, methods=["POST"]),
            *super().routes(),
        ]

    def begun(self, request: Request, opened: Opened) -> FieldTexts:
        """What no source tells yet is said to be unknown."""
        source = request.query_params.get("source", "")
        return {"channel": "phone", "cost": "unknown", "sources": source if source in opened.sources else ""}

    def beside(self, request: Request, form: Form) -> dict[str, Any]:  # noqa: ARG002
        topics = {entry.topic for entry in form.opened.entries.values()}
        return {
            "references": references_to(form.opened, form.name),
            "city_has_entry": bool(form.texts["city"]) and form.texts["city"] in topics,
        }

    def _table(self, request: Request) -> Response:
        opened = self._desk.folder.now()
        changed = request.query_params.get("changed", "")
        location = opened.location_of("contacts", changed) if changed else None
        return self._desk.page(
            request,
            "contacts.html",
            opened,
            rows=contact_rows(opened, now_at(opened)),
            now=now_at(opened),
            changed=changed if location else "",
            changed_digest=digest_of(opened.contacts[changed]) if location else "",
            pressed=frozenset(self._before),
            diff=git_diff(self._desk.folder.folder, [location.file]) if location else None,
        )

    def _called(self, request: Request) -> Response:
        opened = self._desk.folder.now()
        name, seen = request.path_params["name"], sent_raw(request, "digest")
        location = opened.location_of("contacts", name)
        if location is None:
            raise HTTPException(404)
        result, model = sent_raw(request, "result"), opened.contacts[name]
        values = self._before.get(name) if result == "back" else _after_call(result, now_at(opened))
        if values is None:
            return redirect_to("/contacts")
        try:
            is_changed = self._desk.folder.edit(
                location.file,
                lambda text: set_record(text, "contacts", name, values),
                lambda now: name in now.contacts and digest_of(now.contacts[name]) == seen,
            )
        except ChangedMeanwhileError:
            return self._desk.message(request, "contact.changed_title", "contact.changed_meanwhile", 409, name=name)
        if result == "back":
            self._before.pop(name, None)
        elif is_changed:
            self._before[name] = {"checked_on": model.checked_on, "out_of_service": model.out_of_service or ABSENT}
        return redirect_to(f"/contacts?changed={name}")


def _after_call(result: str, now: datetime) -> dict[str, Any]:
    """A line that works again no longer needs the key that took it out."""
    if result == "works":
        return {"checked_on": now.date(), "out_of_service": ABSENT}
    if result == "fails":
        return {"out_of_service": True}
    raise HTTPException(400)
