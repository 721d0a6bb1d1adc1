"""The list of entries, and the form of one: side by side in every language, with its preview and faults."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.checking.entries import FEWEST_PHRASES, LONGEST_ANSWER
from bot.desk.entries import Row, Wanted, counts_of, gaps_of
from bot.desk.feedback_page import shown_feedback
from bot.desk.form_pages import Form, FormPages
from bot.desk.forms import FieldTexts
from bot.desk.kinds import ENTRIES
from bot.desk.opened import Opened
from bot.desk.page import Desk, sent_raw
from bot.state.drafts import Draft
from bot.state.feedback_counts import FEEDBACK_DAYS


class EntryPages(FormPages):
    """A new one may begin with a draft that an organiser made of a question and its answer."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, ENTRIES)

    def routes(self) -> list[Route]:
        return [Route("/entries", self._index), *super().routes()]

    def begun(self, request: Request, opened: Opened) -> FieldTexts:
        draft = self._draft(request.query_params.get("draft", ""))
        if draft is None:
            return {}
        code = draft.language if draft.language in opened.languages else next(iter(opened.languages), "")
        return {f"phrases.{code}": " ".join(draft.question.split()), f"answer.{code}": draft.answer}

    def beside(self, request: Request, form: Form) -> dict[str, Any]:
        sent = sent_raw(request, "draft") if request.method == "POST" else request.query_params.get("draft", "")
        return {
            "draft": self._draft(sent) if form.is_new else None,
            "feedback": [row for row in shown_feedback(self._desk)[0] if row.entry == form.name],
            "feedback_days": FEEDBACK_DAYS,
            "titles": {other.id: other.title for other in form.opened.entries.values()},
            "longest": LONGEST_ANSWER,
            "apart": form.opened.apart(form.name),
        }

    def added(self, request: Request) -> None:
        draft = self._draft(sent_raw(request, "draft"))
        if self._desk.drafts and draft:
            self._desk.drafts.discard(draft.id)

    def _draft(self, name: str) -> Draft | None:
        return self._desk.drafts.get(name) if self._desk.drafts and name else None

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
            fewest=FEWEST_PHRASES,
            files=sorted({row.file for row in rows}),
            topics=sorted({row.model.topic or "-" for row in rows}),
        )


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
        for number, model in enumerate(map(opened.whole, part.model.entries))
    ]
