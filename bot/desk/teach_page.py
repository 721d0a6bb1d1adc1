"""“This should have been …”: a missed question becomes a phrase of the right entry, and what that changes is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.conversation import Conversation
from bot.core.model import Reply
from bot.core.text import words
from bot.desk.measuring import Run
from bot.desk.moved import Moved, moved
from bot.desk.open_folder import Opened, Place
from bot.desk.page import Desk, ready, see, text_of
from bot.desk.yaml_edit import CannotEditError, add_phrase, remove_phrase
from bot.loading import Fault

LONGEST_PHRASE = 300


@dataclass(frozen=True, slots=True)
class Taught:
    """One phrase that was written, with the knowledge before and after."""

    phrase: str
    entry: str
    language: str
    file: str
    before: Opened
    after: Opened
    faults: tuple[Fault, ...]
    """Those that are new."""
    reply: Reply
    """What the phrase gets now."""


def teach_routes(desk: Desk) -> list[Route]:
    taught: list[Taught] = []

    def teach(request: Request) -> Response:
        opened = desk.folder.now()
        entry, language = text_of(request, "entry").strip(), text_of(request, "language")
        phrase = as_phrase(text_of(request, "text"))
        place = _place(opened, entry, language)
        if not words(phrase):
            raise CannotEditError("A phrase needs at least one word")
        _refuse_twins(opened, phrase, entry)
        faults = desk.folder.faults()
        if not desk.folder.edit(place.file, lambda text: add_phrase(text, entry, language, phrase)):
            raise CannotEditError(f"“{phrase}” already stands among the phrases of {entry}")
        after = desk.folder.now()
        new = tuple(fault for fault in desk.folder.faults() if not _is_among(fault, faults))
        reply = Conversation(ready(after), language).say(phrase)
        taught.append(Taught(phrase, entry, language, place.file, opened, after, new, reply))
        if desk.measuring.has_questions:
            desk.measuring.start(opened)
            desk.measuring.start(after)
        return see(f"/taught/{len(taught)}")

    def show(request: Request) -> Response:
        number = int(request.path_params["number"])
        if not 1 <= number <= len(taught):
            raise HTTPException(404)
        lesson = taught[number - 1]
        opened = desk.folder.now()
        still_there = lesson.phrase in _phrases(opened, lesson.entry, lesson.language)
        place = opened.place_of("entries", lesson.entry, "phrases", lesson.language)
        runs = (desk.measuring.of(lesson.before.version), desk.measuring.of(lesson.after.version))
        return desk.page(
            request,
            "taught.html",
            opened,
            number=number,
            lesson=lesson,
            place=place,
            still_there=still_there,
            runs=[run for run in runs if run],
            moved=_moved(*runs),
        )

    def take_back(request: Request) -> Response:
        number = int(request.path_params["number"])
        if not 1 <= number <= len(taught):
            raise HTTPException(404)
        lesson = taught[number - 1]
        desk.folder.edit(lesson.file, lambda text: remove_phrase(text, lesson.entry, lesson.language, lesson.phrase))
        return see(f"/taught/{number}")

    return [
        Route("/teach", teach, methods=["POST"]),
        Route("/taught/{number:int}", show),
        Route("/taught/{number:int}/back", take_back, methods=["POST"]),
    ]


def as_phrase(text: str) -> str:
    """One line, without the spaces that YAML would read as something else."""
    return " ".join(text.split())[:LONGEST_PHRASE].strip()


def _place(opened: Opened, entry: str, language: str) -> Place:
    """Raises CannotEditError for what the folder does not hold."""
    place = opened.place_of("entries", entry) if language in opened.languages else None
    if place is None:
        raise CannotEditError("Choose one of the entries and one of the languages")
    return place


def _refuse_twins(opened: Opened, phrase: str, entry: str) -> None:
    """The same phrase under two entries would decide nothing. Raises CannotEditError."""
    form = words(phrase)
    for other in opened.entries.values():
        lines = (line for block in other.phrases.values() for line in block.splitlines())
        if other.id != entry and any(words(line) == form for line in lines):
            raise CannotEditError(f"“{phrase}” already stands under {other.id}: remove it there first")


def _phrases(opened: Opened, entry: str, language: str) -> list[str]:
    found = opened.entries.get(entry)
    return found.phrases.get(language, "").splitlines() if found else []


def _is_among(fault: Fault, known: Iterable[Fault]) -> bool:
    """Whatever its line: that moves with every line above it."""
    return any(replace(fault, line=other.line) == other for other in known)


def _moved(before: Run | None, after: Run | None) -> list[Moved] | None:
    """None until both have been measured."""
    if before is None or after is None or before.results is None or after.results is None:
        return None
    return moved(before.results, after.results)
