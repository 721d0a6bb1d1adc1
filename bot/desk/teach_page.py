"""“This should have been …”: a missed question becomes a phrase of the right entry, and what that changes is shown."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.conversation import Conversation
from bot.core.model import Reply
from bot.core.text import normal_forms
from bot.desk.form_pages import not_found
from bot.desk.measuring import Run
from bot.desk.moved import Moved, moved
from bot.desk.opened import Location, Opened
from bot.desk.page import Desk, dialogue_in, redirect_to, sent_raw
from bot.desk.remembered_checks import new_faults
from bot.desk.yaml_edit import CannotEditError, add_phrase, remove_phrase
from bot.loading import Fault

LONGEST_PHRASE = 300
"""Characters."""


@dataclass(frozen=True, slots=True)
class Taught:
    """One phrase that was written, and the states of the folder before and after."""

    phrase: str
    entry: str
    language: str
    file: str
    before: int
    after: int
    faults: tuple[Fault, ...]
    """Those that are new."""
    reply: Reply
    """What the phrase gets now."""


class TeachPages:
    """Writes phrases, and remembers what each one changed until the desk is closed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._taught: list[Taught] = []

    def routes(self) -> list[Route]:
        return [
            Route("/teach", self._teach, methods=["POST"]),
            Route("/taught/{number:int}", self._show),
            Route("/taught/{number:int}/back", self._take_back, methods=["POST"]),
        ]

    def _teach(self, request: Request) -> Response:
        before = self._desk.folder.now()
        entry, language = sent_raw(request, "entry").strip(), sent_raw(request, "language")
        phrase = as_phrase(sent_raw(request, "text"))
        entry = _named(before, entry)
        location = _location(before, entry, language)
        _refuse(before, phrase, entry)
        _refuse_distress(before, phrase)
        faults = self._desk.folder.checks.faults()
        stands_here = phrase in _phrases(before, entry, language)
        if stands_here or not self._desk.folder.edit(
            location.file, lambda text: add_phrase(text, entry, language, phrase)
        ):
            raise CannotEditError("teach.stands_here", phrase=phrase, entry=entry)
        after = self._desk.folder.now()
        new = new_faults(faults, self._desk.folder.checks.faults())
        reply = Conversation(dialogue_in(after), language).say(phrase)
        lesson = Taught(phrase, entry, language, location.file, before.version, after.version, new, reply)
        self._taught.append(lesson)
        self._measure(before, after)
        return redirect_to(f"/taught/{len(self._taught)}")

    def _measure(self, *states: Opened) -> None:
        if self._desk.measuring.has_questions:
            for state in states:
                self._desk.measuring.start(state)

    def _show(self, request: Request) -> Response:
        number, lesson = self._lesson(request)
        opened = self._desk.folder.now()
        if lesson.entry not in opened.entries:
            raise not_found(self._desk.folder, "entries", lesson.entry)
        still_there = lesson.phrase in _phrases(opened, lesson.entry, lesson.language)
        location = opened.location_of_phrases(lesson.entry, lesson.language)
        runs = (self._desk.measuring.of(lesson.before), self._desk.measuring.of(lesson.after))
        return self._desk.page(
            request,
            "taught.html",
            opened,
            number=number,
            lesson=lesson,
            location=location,
            still_there=still_there,
            runs=[run for run in runs if run],
            moved=_moved(*runs),
            has_questions=self._desk.measuring.has_questions,
        )

    def _take_back(self, request: Request) -> Response:
        number, lesson = self._lesson(request)
        self._desk.folder.edit(
            lesson.file, lambda text: remove_phrase(text, lesson.entry, lesson.language, lesson.phrase)
        )
        return redirect_to(f"/taught/{number}")

    def _lesson(self, request: Request) -> tuple[int, Taught]:
        number = int(request.path_params["number"])
        if not 1 <= number <= len(self._taught):
            raise HTTPException(404)
        return number, self._taught[number - 1]


def as_phrase(text: str) -> str:
    """One line: a line break would begin another phrase."""
    return " ".join(text.split())[:LONGEST_PHRASE].strip()


def _location(opened: Opened, entry: str, language: str) -> Location:
    """Raises CannotEditError for what the folder does not hold."""
    location = opened.location_of_phrases(entry, language) if language in opened.languages else None
    if location is None or entry not in opened.entries:
        raise CannotEditError("teach.choose")
    return location


def _refuse(opened: Opened, phrase: str, entry: str) -> None:
    """What says nothing, or would decide nothing because it stands elsewhere, too. Raises CannotEditError."""
    form = normal_forms(phrase)
    if not form:
        raise CannotEditError("teach.no_word")
    for other in map(opened.whole, opened.entries.values()):
        lines = (line for block in other.phrases.values() for line in block.splitlines())
        if other.id != entry and any(normal_forms(line) == form for line in lines):
            raise CannotEditError("teach.stands_elsewhere", phrase=phrase, entry=other.id)


def _refuse_distress(opened: Opened, phrase: str) -> None:
    """A cry for help is no phrase of an entry. Raises CannotEditError."""
    if Conversation(dialogue_in(opened)).say(phrase).kind == "crisis":
        raise CannotEditError("teach.distress", phrase=phrase)


def _named(opened: Opened, typed: str) -> str:
    """An entry by its id, or by one of its titles."""
    wanted = typed.casefold()
    titled = (e.id for e in opened.entries.values() if wanted in (title.casefold() for title in e.title.values()))
    return typed if typed in opened.entries else next(titled, typed)


def _phrases(opened: Opened, entry: str, language: str) -> list[str]:
    found = opened.entries.get(entry)
    return [line.strip() for line in opened.whole(found).phrases.get(language, "").splitlines()] if found else []


def _moved(before: Run | None, after: Run | None) -> list[Moved] | None:
    """None until both have been measured."""
    if before is None or after is None or before.results is None or after.results is None:
        return None
    return moved(before.results, after.results)
