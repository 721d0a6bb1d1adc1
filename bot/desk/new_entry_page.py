"""A new entry, from nothing or from a draft that an organiser made of a question and its answer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.desk.draft import Checked, Preview, check_change, filled, preview_of
from bot.desk.entries import FIELDS
from bot.desk.entries_page import LIMITS
from bot.desk.open_folder import Opened
from bot.desk.page import Desk, see, text_of
from bot.desk.yaml_edit import add_entry
from bot.drafts import Draft
from bot.loading.schema import EntryModel

_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What the form holds."""

    id: str
    file: str
    topic: str
    related: tuple[str, ...]
    sources: tuple[str, ...]
    fields: dict[str, dict[str, str]]

    def written(self, text: str) -> str:
        """The file with this entry at its end."""
        lists = {"related": self.related, "sources": self.sources}
        return add_entry(text, self.id, filled(self.fields), lists, self.topic)


class NewEntryPages:
    """The form, its preview, and saving."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        return [
            Route("/entries/new", self._begin),
            Route("/entries/new/preview", self._preview, methods=["POST"]),
            Route("/entries/new", self._save, methods=["POST"]),
        ]

    def _begin(self, request: Request) -> Response:
        opened = self._desk.folder.now()
        draft = self._draft(request.query_params.get("draft", ""))
        return self._form(request, opened, _begun(opened, draft), draft)

    def _preview(self, request: Request) -> Response:
        opened = self._desk.folder.now()
        return self._form(request, opened, _sent(request, opened), self._draft(text_of(request, "draft")))

    def _save(self, request: Request) -> Response:
        opened, draft = self._desk.folder.now(), self._draft(text_of(request, "draft"))
        new = _sent(request, opened)
        checked = self._checked(opened, new)
        if _problem(opened, new) or checked is None or (checked.new and not text_of(request, "anyway")):
            return self._form(request, opened, new, draft, refused=True, status=422)
        self._desk.folder.edit(new.file, new.written, lambda now: new.id not in now.entries)
        if self._desk.drafts and draft:
            self._desk.drafts.discard(draft.id)
        return see(f"/entries/{new.id}?saved=1")

    def _draft(self, name: str) -> Draft | None:
        return self._desk.drafts.get(name) if self._desk.drafts and name else None

    def _checked(self, opened: Opened, new: NewEntry) -> Checked | None:
        """None as long as nothing can be written."""
        return None if _problem(opened, new) else check_change(self._desk.folder, new.file, new.id, new.written)

    def _form(
        self,
        request: Request,
        opened: Opened,
        new: NewEntry,
        draft: Draft | None,
        *,
        refused: bool = False,
        status: int = 200,
    ) -> Response:
        return self._desk.page(
            request,
            "new_entry.html",
            opened,
            status,
            new=new,
            draft=draft,
            refused=refused,
            problem=_problem(opened, new) if new.id or refused else "",
            limits=LIMITS,
            files=_files(opened),
            topics=[topic for part in opened.parts for topic in part.model.topics],
            previews={code: self._preview_of(opened, new, code) for code in opened.languages},
            checked=self._checked(opened, new),
        )

    def _preview_of(self, opened: Opened, new: NewEntry, code: str) -> Preview:
        model = EntryModel.model_construct(id=new.id)
        return preview_of(opened.dialogue, model, new.fields["answer"][code], code)


def _begun(opened: Opened, draft: Draft | None) -> NewEntry:
    """Empty, or with the question as a phrase and the answer as the answer of its language."""
    fields = {key: dict.fromkeys(opened.languages, "") for key in FIELDS}
    if draft:
        code = draft.language if draft.language in opened.languages else next(iter(opened.languages), "")
        fields["phrases"][code], fields["answer"][code] = " ".join(draft.question.split()), draft.answer
    return NewEntry("", next(iter(_files(opened)), ""), "", (), (), fields)


def _sent(request: Request, opened: Opened) -> NewEntry:
    def text(name: str) -> str:
        return text_of(request, name).replace("\r\n", "\n").strip()

    fields = {key: {code: text(f"{key}.{code}") for code in opened.languages} for key in FIELDS}
    related, sources = (tuple(re.findall(r"[\w.]+", text(key))) for key in ("related", "sources"))
    return NewEntry(text("id"), text("file"), text("topic"), related, sources, fields)


def _files(opened: Opened) -> list[str]:
    return [part.file.name for part in opened.parts if part.model.entries]


def _problem(opened: Opened, new: NewEntry) -> str:
    """Why it cannot be written at all; empty where it can."""
    if not _ID.fullmatch(new.id):
        return "Give it an id: small Latin letters, digits and _, parts joined by full stops, like event.price."
    if new.id in opened.entries:
        return f"There is an entry {new.id} already; choose another id."
    if new.file not in _files(opened):
        return "Choose one of the files."
    if not all(any(new.fields[key].values()) for key in FIELDS):
        return "It needs a title, an answer and phrases, in one language at least for now."
    return ""
