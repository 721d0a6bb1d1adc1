"""The list of entries, and one entry side by side in every language, with its preview and faults."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.desk.draft import Fields, check_draft, filled, preview_of
from bot.desk.entries import FIELDS, Row, Wanted, counts_of, digest_of, fields_of, gaps_of
from bot.desk.files import ChangedMeanwhileError, git_diff
from bot.desk.judged_page import judged_of
from bot.desk.open_folder import Opened
from bot.desk.page import Desk, see, text_of
from bot.desk.yaml_edit import CannotEditError, set_entry
from bot.judged import DAYS, Judged
from bot.loading.buttons import LONGEST_TITLE
from bot.loading.check import FEWEST_PHRASES, LONGEST_ANSWER
from bot.loading.schema import EntryModel

LIMITS = {"title": LONGEST_TITLE, "answer": LONGEST_ANSWER, "phrases": FEWEST_PHRASES}


class EntryPages:
    """The list, the form, its preview, and saving."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        return [
            Route("/entries", self._index),
            Route("/entries/{entry}", self._show),
            Route("/entries/{entry}/preview", self._preview, methods=["POST"]),
            Route("/entries/{entry}", self._save, methods=["POST"]),
        ]

    def _index(self, request: Request) -> Response:
        opened = self._desk.folder.now()
        asked = request.query_params
        wanted = Wanted(*(asked.get(key, "").strip() for key in ("q", "file", "topic", "missing")))
        rows = _rows(opened)
        return self._desk.page(
            request,
            "entries.html",
            opened,
            rows=[row for row in rows if wanted.fits(row)],
            total=len(rows),
            wanted=wanted,
            files=sorted({row.file for row in rows}),
            topics=sorted({row.model.topic or "-" for row in rows}),
        )

    def _show(self, request: Request) -> Response:
        opened, model = _entry(self._desk, request)
        diff = None
        if "saved" in request.query_params:
            place = opened.place_of("entries", model.id)
            diff = git_diff(self._desk.folder.folder, [place.file]) if place else None
        fields = fields_of(model, list(opened.languages))
        judged = [row for row in judged_of(self._desk)[0] if row.entry == model.id]
        return _form(self._desk, request, opened, model, fields, digest_of(model), diff=diff, judged=judged)

    def _preview(self, request: Request) -> Response:
        opened, model = _entry(self._desk, request)
        return _form(self._desk, request, opened, model, _sent(request, opened), text_of(request, "digest"))

    def _save(self, request: Request) -> Response:
        opened, model = _entry(self._desk, request)
        fields, seen = _sent(request, opened), text_of(request, "digest")
        place = opened.place_of("entries", model.id)
        assert place is not None
        if not text_of(request, "anyway") and check_draft(self._desk.folder, place.file, model.id, fields).new:
            return _form(self._desk, request, opened, model, fields, seen, refused=True, status=422)
        try:
            self._desk.folder.edit(
                place.file,
                lambda text: set_entry(text, model.id, filled(fields)),
                lambda now: model.id in now.entries and digest_of(now.entries[model.id]) == seen,
            )
        except ChangedMeanwhileError:
            opened, model = _entry(self._desk, request)
            theirs = fields_of(model, list(opened.languages))
            return _form(self._desk, request, opened, model, fields, digest_of(model), theirs=theirs, status=409)
        return see(f"/entries/{model.id}?saved=1")


def _rows(opened: Opened) -> list[Row]:
    return [
        Row(
            model,
            part.file.name,
            part.file.line_of(("entries", number)),
            counts_of(model),
            tuple(gaps_of(model, opened.languages)),
        )
        for part in opened.parts
        for number, model in enumerate(part.model.entries)
    ]


def _entry(desk: Desk, request: Request) -> tuple[Opened, EntryModel]:
    """Only what the folder holds: any other name is no page."""
    opened = desk.folder.now()
    model = opened.entries.get(request.path_params["entry"])
    if model is None and opened.faults:
        raise CannotEditError(f"The file that holds this entry cannot be read now: {opened.faults[0]}")
    if model is None:
        raise HTTPException(404)
    return opened, model


def _sent(request: Request, opened: Opened) -> dict[str, dict[str, str]]:
    """What the form holds, with plain line ends."""
    return {
        key: {code: text_of(request, f"{key}.{code}").replace("\r\n", "\n").strip() for code in opened.languages}
        for key in FIELDS
    }


def _form(
    desk: Desk,
    request: Request,
    opened: Opened,
    model: EntryModel,
    fields: Fields,
    digest: str,
    theirs: Fields | None = None,
    diff: str | None = None,
    refused: bool = False,
    status: int = 200,
    judged: Sequence[Judged] = (),
) -> Response:
    place = opened.place_of("entries", model.id)
    assert place is not None
    return desk.page(
        request,
        "entry.html",
        opened,
        status,
        model=model,
        place=place,
        fields=fields,
        digest=digest,
        theirs=theirs,
        diff=diff,
        refused=refused,
        saved="saved" in request.query_params,
        limits=LIMITS,
        previews={code: preview_of(opened.dialogue, model, fields["answer"][code], code) for code in opened.languages},
        judged=judged,
        judged_days=DAYS,
        titles={other.id: other.title for other in opened.entries.values()},
        checked=check_draft(desk.folder, place.file, model.id, fields),
    )
