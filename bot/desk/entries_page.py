"""The list of entries, and one entry side by side in every language, with its preview and faults."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.clock import now_in
from bot.core.compose import Composer
from bot.core.dialogue import Dialogue
from bot.core.model import Paragraph, Span
from bot.core.render import to_plain
from bot.desk.entries import FIELDS, Row, Wanted, counts_of, digest_of, fields_of, gaps_of
from bot.desk.files import ChangedMeanwhileError, git_diff
from bot.desk.open_folder import Opened, faults_of
from bot.desk.page import Desk, see, text_of
from bot.desk.yaml_edit import CannotEditError, set_entry
from bot.loading import Fault
from bot.loading.check import FEWEST_PHRASES, LONGEST_ANSWER, LONGEST_TITLE
from bot.loading.schema import EntryModel
from bot.loading.yaml_file import read_yaml

Fields = Mapping[str, Mapping[str, str]]
Lines = list[tuple[int, tuple[str, str]]]
"""Where each field (key, language) begins."""
LIMITS = {"title": LONGEST_TITLE, "answer": LONGEST_ANSWER, "phrases": FEWEST_PHRASES}


@dataclass(frozen=True, slots=True)
class Preview:
    """An answer as people would see it now."""

    paragraphs: tuple[Paragraph, ...]
    length: int


@dataclass(frozen=True, slots=True)
class Checked:
    """The faults of a draft: beside their fields, and those that it causes elsewhere."""

    fields: Mapping[tuple[str, str], list[Fault]]
    elsewhere: list[Fault]


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
        return _form(self._desk, request, opened, model, fields, digest_of(model), diff=diff)

    def _preview(self, request: Request) -> Response:
        opened, model = _entry(self._desk, request)
        return _form(self._desk, request, opened, model, _sent(request, opened), text_of(request, "digest"))

    def _save(self, request: Request) -> Response:
        opened, model = _entry(self._desk, request)
        fields, seen = _sent(request, opened), text_of(request, "digest")
        place = opened.place_of("entries", model.id)
        assert place is not None
        try:
            self._desk.folder.edit(
                place.file,
                lambda text: set_entry(text, model.id, _filled(fields)),
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
    if model is None:
        raise HTTPException(404)
    return opened, model


def _sent(request: Request, opened: Opened) -> dict[str, dict[str, str]]:
    """What the form holds, with plain line ends."""
    return {
        key: {code: text_of(request, f"{key}.{code}").replace("\r\n", "\n").strip() for code in opened.languages}
        for key in FIELDS
    }


def _filled(fields: Fields) -> dict[str, dict[str, str]]:
    """An empty field is not written: the file then says that it is missing, as before."""
    return {key: {code: text for code, text in texts.items() if text} for key, texts in fields.items()}


def _form(
    desk: Desk,
    request: Request,
    opened: Opened,
    model: EntryModel,
    fields: Fields,
    digest: str,
    theirs: Fields | None = None,
    diff: str | None = None,
    status: int = 200,
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
        saved="saved" in request.query_params,
        limits=LIMITS,
        previews={code: _preview(opened.dialogue, model, fields["answer"][code], code) for code in opened.languages},
        titles={other.id: other.title for other in opened.entries.values()},
        checked=_check(desk, place.file, model.id, fields),
    )


def _preview(dialogue: Dialogue | None, model: EntryModel, text: str, language: str) -> Preview:
    """With every number, date and link filled in; as typed, where one of them does not exist."""
    if dialogue is None or not text:
        return Preview(((Span(text),),), len(text))
    composer, at = Composer(dialogue.knowledge), now_in(dialogue.knowledge.time_zone)
    entry = dialogue.knowledge.entries.get(model.id)
    try:
        length = len(to_plain(composer.paragraphs(text, language, at)))
        if entry is None:
            return Preview(composer.paragraphs(text, language, at), length)
        return Preview(composer.answer(replace(entry, answer={language: text}), language, at), length)
    except KeyError:
        return Preview(((Span(text),),), len(text))


def _check(desk: Desk, file: str, entry: str, fields: Fields) -> Checked:
    """The faults that the folder would have with this draft."""
    model = desk.folder.now().entries[entry]
    if fields == fields_of(model, list(desk.folder.now().languages)):
        return _beside(desk.folder.faults(), _lines_of(desk.folder.folder, file, entry), file, entry)
    try:
        with desk.folder.draft(file, lambda text: set_entry(text, entry, _filled(fields))) as folder:
            faults, lines = faults_of(folder), _lines_of(folder, file, entry)
    except CannotEditError as error:
        return Checked({}, [Fault(file, 0, entry, str(error), "edit it in a text editor")])
    return _beside(faults, lines, file, entry)


def _beside(faults: Iterable[Fault], lines: Lines, file: str, entry: str) -> Checked:
    beside: dict[tuple[str, str], list[Fault]] = {}
    elsewhere = []
    for fault in faults:
        field = _field_at(lines, fault.line) if (fault.file, fault.entry) == (file, entry) else None
        if field:
            beside.setdefault(field, []).append(fault)
        else:
            elsewhere.append(fault)
    return Checked(beside, elsewhere)


def _lines_of(folder: Path, name: str, entry: str) -> Lines:
    """On which line each field of an entry begins, the first one first; the entry's own line counts as its title."""
    file, _ = read_yaml(folder / name, name)
    listed = file.data["entries"] if isinstance(file.data, dict) else []
    number = next((i for i, item in enumerate(listed) if item.get("id") == entry), None)
    if number is None:
        return []
    fields = [
        (file.line_of(("entries", number, key, code)), (key, code))
        for key in FIELDS
        for code in listed[number].get(key) or ()
    ]
    return sorted(fields)


def _field_at(lines: Lines, line: int) -> tuple[str, str] | None:
    """The last field that begins at or above the line."""
    return next((field for start, field in reversed(lines) if start <= line), None)
