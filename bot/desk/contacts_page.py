"""The table of contacts, and what a call today has shown."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.clock import is_time_zone, now_in
from bot.desk.contacts import contact_rows, digest_of
from bot.desk.files import ChangedMeanwhileError, git_diff
from bot.desk.open_folder import Opened
from bot.desk.page import Desk, see, text_of
from bot.desk.yaml_edit import ABSENT, set_contact


class ContactPages:
    """The table, and what a call has shown."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._before: dict[str, dict[str, Any]] = {}
        """What a contact said before the last press, for who pressed the wrong button."""

    def routes(self) -> list[Route]:
        return [Route("/contacts", self._show), Route("/contacts/{contact}", self._called, methods=["POST"])]

    def _show(self, request: Request) -> Response:
        opened = self._desk.folder.now()
        changed = request.query_params.get("changed", "")
        row = opened.place_of("contacts", changed) if changed else None
        return self._desk.page(
            request,
            "contacts.html",
            opened,
            rows=contact_rows(opened, _now(opened)),
            now=_now(opened),
            changed=changed if row else "",
            changed_digest=digest_of(opened.contacts[changed]) if row else "",
            can_go_back=changed in self._before,
            diff=git_diff(self._desk.folder.folder, [row.file]) if row else None,
        )

    def _called(self, request: Request) -> Response:
        opened = self._desk.folder.now()
        name, seen = request.path_params["contact"], text_of(request, "digest")
        place = opened.place_of("contacts", name)
        if place is None:
            raise HTTPException(404)
        result, model = text_of(request, "result"), opened.contacts[name]
        values = self._before.pop(name, {}) if result == "back" else _after_call(result, _now(opened))
        try:
            self._desk.folder.edit(
                place.file,
                lambda text: set_contact(text, name, values),
                lambda now: name in now.contacts and digest_of(now.contacts[name]) == seen,
            )
        except ChangedMeanwhileError:
            text = (
                f"The contact {name} was changed on disk after this page was made. Nothing was written. "
                "Look at it again in the table, then repeat what you did."
            )
            return self._desk.message(request, "Someone else has changed this contact", text, 409)
        if result != "back":
            self._before[name] = {"checked_on": model.checked_on, "out_of_service": model.out_of_service or ABSENT}
        return see(f"/contacts?changed={name}")


def _after_call(result: str, now: datetime) -> dict[str, Any]:
    """A line that works again no longer needs the key that took it out."""
    if result == "works":
        return {"checked_on": now.date(), "out_of_service": ABSENT}
    if result == "fails":
        return {"out_of_service": True}
    raise HTTPException(400)


def _now(opened: Opened) -> datetime:
    """Where the helplines are."""
    zones = [part.model.time_zone for part in opened.parts if part.model.time_zone]
    return now_in(zones[0] if zones and is_time_zone(zones[0]) else "UTC")
