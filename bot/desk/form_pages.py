"""The form of an entry, a contact or a source, known or new: its preview, its faults, and saving.

Nothing is written over somebody else's change, nor anything that would cause a fault, unless the editor insists.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.checking.git_diff import git_diff
from bot.core.replying.screens import RELATED
from bot.desk.files import ChangedMeanwhileError
from bot.desk.forms import Field, FieldTexts, changes, ids_in, texts_of
from bot.desk.kinds import EditKind, digest_of
from bot.desk.lines_page import file_that_hides
from bot.desk.open_folder import OpenFolder
from bot.desk.opened import Opened
from bot.desk.page import Desk, redirect_to, sent_raw, sent_text
from bot.desk.unsaved import Checked, check_as_it_is, check_change
from bot.desk.yaml_edit import CannotEditError, add_record, set_record
from bot.loading import Fault

_UNCHECKED = Checked({}, [], (), loads=False)
_MOST_EARLIER = 50
"""Records whose state before they were saved is kept."""


@dataclass(frozen=True, slots=True)
class Form:
    """The content of a form at one moment."""

    opened: Opened
    name: str
    file: str
    fields: tuple[Field, ...]
    texts: FieldTexts
    was: FieldTexts | None
    """The texts that the folder holds; None for a new record."""
    digest: str = ""
    """The digest of the record that the editor saw."""
    problem: str = ""
    """Why a new one cannot be written: the key of a text."""
    theirs: FieldTexts | None = None
    refused: bool = False

    @property
    def is_new(self) -> bool:
        return self.was is None

    def written(self, kind: EditKind) -> Callable[[str], str]:
        """The change of the file."""
        values = changes(self.fields, self.texts, self.was or {})
        write = add_record if self.is_new else set_record
        return lambda text: write(text, kind.name, self.name, values)


class HiddenError(Exception):
    """The record that was asked for stands in a file that cannot be read now."""

    def __init__(self, fault: Fault, name: str) -> None:
        super().__init__(name)
        self.fault, self.name = fault, name


def not_found(folder: OpenFolder, kind: str, name: str) -> Exception:
    """The error of a record that is not there; one in a file that cannot be read now is not gone."""
    fault = file_that_hides(folder, kind, name)
    return HiddenError(fault, name) if fault else HTTPException(404)


class FormPages:
    """The pages of one kind."""

    def __init__(self, desk: Desk, kind: EditKind) -> None:
        self._desk, self._kind = desk, kind
        self._earlier: dict[str, tuple[FieldTexts, str]] = {}
        """What a record held before it was saved last, and its digest since then."""

    def routes(self) -> list[Route]:
        at = f"/{self._kind.name}"
        return [
            Route(f"{at}/new", self._begin),
            Route(f"{at}/new", self._add, methods=["POST"]),
            Route(f"{at}/new/preview", self._preview_new, methods=["POST"]),
            Route(f"{at}/{{name}}", self._show),
            Route(f"{at}/{{name}}", self._save, methods=["POST"]),
            Route(f"{at}/{{name}}/preview", self._preview, methods=["POST"]),
            Route(f"{at}/{{name}}/back", self._take_back, methods=["POST"]),
        ]

    # What each kind may override.

    def begun(self, request: Request, opened: Opened) -> FieldTexts:  # noqa: ARG002 - others look at the request
        """What a new form holds already, by field."""
        return {}

    def beside(self, request: Request, form: Form) -> dict[str, Any]:  # noqa: ARG002
        """What else its page shows."""
        return {}

    def added(self, request: Request) -> None:
        """After a new one was saved."""

    # What is the same.

    def _begin(self, request: Request) -> Response:
        opened = self._desk.folder.now()
        fields, files = self._kind.fields(opened), self._kind.files(opened)
        texts = {**{field.name: "" for field in fields}, **self.begun(request, opened)}
        return self._page(request, Form(opened, "", next(iter(files), ""), fields, texts, None))

    def _preview_new(self, request: Request) -> Response:
        return self._page(request, self._sent_new(request))

    def _add(self, request: Request) -> Response:
        form = self._sent_new(request)
        if form.problem or self._is_refused(request, form):
            return self._page(request, replace(form, refused=True), 422)
        self._desk.folder.edit(form.file, form.written(self._kind), lambda now: form.name not in self._kind.all(now))
        self.added(request)
        return redirect_to(f"/{self._kind.name}/{form.name}?saved=new")

    def _show(self, request: Request) -> Response:
        form = self._known(request)
        shows_diff = "saved" in request.query_params
        diff = git_diff(self._desk.folder.folder, [form.file]) if shows_diff else None
        return self._page(request, form, diff=diff)

    def _preview(self, request: Request) -> Response:
        return self._page(request, self._sent(request))

    def _save(self, request: Request) -> Response:
        return self._save_texts(request, self._sent(request))

    def _save_texts(self, request: Request, form: Form) -> Response:
        if self._is_refused(request, form):
            return self._page(request, replace(form, refused=True), 422)
        try:
            self._desk.folder.edit(
                form.file, form.written(self._kind), lambda now: self._digest_in(now, form.name) == form.digest
            )
        except ChangedMeanwhileError:
            theirs = self._known(request)
            both = replace(theirs, texts=form.texts, theirs=theirs.texts)
            return self._page(request, both, 409)
        if form.was is not None:
            self._earlier[form.name] = form.was, self._digest_in(self._desk.folder.now(), form.name)
            if len(self._earlier) > _MOST_EARLIER:
                del self._earlier[next(iter(self._earlier))]
        return redirect_to(f"/{self._kind.name}/{form.name}?saved=1")

    def _take_back(self, request: Request) -> Response:
        """Puts back the record as it was before it was saved, if nobody has changed it since; pressed again, as it was
        saved.
        """
        form = self._known(request)
        if not self._can_go_back(form):
            return redirect_to(f"/{self._kind.name}/{form.name}")
        return self._save_texts(request, replace(form, texts=self._earlier[form.name][0]))

    def _can_go_back(self, form: Form) -> bool:
        return form.name in self._earlier and self._earlier[form.name][1] == form.digest

    def _known(self, request: Request) -> Form:
        """The form as the folder holds the record; no other name has a page."""
        opened, name = self._desk.folder.now(), request.path_params["name"]
        model, location = self._kind.all(opened).get(name), opened.location_of(self._kind.name, name)
        if model is None or location is None:
            raise not_found(self._desk.folder, self._kind.name, name)
        fields = self._kind.fields(opened)
        texts = texts_of(fields, model)
        return Form(opened, name, location.file, fields, texts, texts, self._digest_in(opened, name))

    def _sent(self, request: Request) -> Form:
        form = self._known(request)
        texts = {field.name: sent_text(request, field.name, form.texts[field.name]) for field in form.fields}
        return replace(form, texts=texts, digest=sent_raw(request, "digest"))

    def _sent_new(self, request: Request) -> Form:
        opened = self._desk.folder.now()
        fields = self._kind.fields(opened)
        texts = {field.name: sent_text(request, field.name) for field in fields}
        form = Form(opened, sent_text(request, "id"), sent_text(request, "file"), fields, texts, None)
        return replace(form, problem=self._problem(form))

    def _problem(self, form: Form) -> str:
        if not self._kind.id_form.fullmatch(form.name) or form.name == "new":
            return f"form.id_form.{self._kind.name}"
        if form.name in self._kind.all(form.opened):
            return "form.id_taken"
        return "" if form.file in self._kind.files(form.opened) else "form.choose_file"

    def _digest_in(self, opened: Opened, name: str) -> str:
        model = self._kind.all(opened).get(name)
        return digest_of(model) if model else ""

    def _is_refused(self, request: Request, form: Form) -> bool:
        """Whether it is not written: for new faults, unless the editor insists, or as it could not be read again."""
        checked = self._checked(form)
        return bool(checked.new or checked.error) and not (sent_raw(request, "anyway") and checked.loads)

    def _checked(self, form: Form) -> Checked:
        if form.problem or (form.is_new and not form.name):
            return _UNCHECKED
        if form.texts == form.was:
            return check_as_it_is(self._desk.folder, form.file, self._kind.name, form.name)
        try:
            return check_change(self._desk.folder, form.file, self._kind.name, form.name, form.written(self._kind))
        except CannotEditError as error:
            return Checked({}, [], (), loads=False, error=error)

    def _page(self, request: Request, form: Form, status: int = 200, diff: str | None = None) -> Response:
        opened, kind = form.opened, self._kind
        # The check reads the whole folder; neither a preview nor who opens a page need wait for it.
        is_opened = request.method == "GET" and self._desk.folder.checks.is_under_way()
        is_quick = is_opened or "quick" in request.query_params
        previews = {code: kind.preview(opened, form.name, form.fields, form.texts, code) for code in opened.languages}
        return self._desk.page(
            request,
            f"{kind.name}_form.html",
            opened,
            status,
            form=form,
            kind=kind,
            location=opened.location_of(kind.name, form.name),
            checked=_UNCHECKED if is_quick else self._checked(form),
            is_unchecked=is_quick,
            previews=previews,
            files=kind.files(opened),
            saved=request.query_params.get("saved", ""),
            can_go_back=not form.is_new and self._can_go_back(form),
            diff=diff,
            ids_in=ids_in,
            related=RELATED,
            **self.beside(request, form),
        )
