"""Some lines of a file as plain text: the way to fix a file that cannot be read, and from a fault to its line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.checking.git_diff import git_diff
from bot.desk.files import ChangedMeanwhileError, digest
from bot.desk.open_folder import OpenFolder
from bot.desk.page import Desk, redirect_to, sent_raw
from bot.desk.remembered_checks import new_faults
from bot.loading import Fault
from bot.loading.shapes import is_usable
from bot.loading.yaml_file import read_yaml

_LONGEST_NUMBER = 8
"""Digits of a line's number; no file has so many lines, and Python reads no number of thousands of digits."""
_AROUND = 20
"""Lines that are shown before and after the one that matters."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Lines `first` to `last` of a file, counted from 1."""

    first: int
    last: int
    total: int
    text: str
    digest: str
    """The digest of the whole file."""


def excerpt_at(text: str, line: int) -> Excerpt:
    """The lines around one."""
    lines = _lines_of(text)
    first = max(1, min(line, len(lines)) - _AROUND)
    last = min(len(lines), first + 2 * _AROUND)
    return Excerpt(first, last, len(lines), "\n".join(lines[first - 1 : last]), digest(text))


def with_lines(text: str, first: int, last: int, new: str) -> str:
    """The file with other lines in the place of these; it keeps its own line ends."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    lines = _lines_of(text)
    written = new.replace("\r\n", "\n").split("\n")
    if written[-1] == "" and lines[last - 1]:
        written.pop()  # the line end behind the last line, not a blank line that stood there
    lines[first - 1 : last] = written
    return line_end.join([*lines, ""])


def _lines_of(text: str) -> list[str]:
    """Lines as YAML counts them; `splitlines` knows more line ends than an editor sees."""
    return text.replace("\r\n", "\n").removesuffix("\n").split("\n")


def file_that_hides(folder: OpenFolder, kind: str, name: str) -> Fault | None:
    """The fault of a file that cannot be read now and in whose text this entry, contact or source stands."""
    definition = rf"^ *{re.escape(name)}:" if kind == "sources" else rf"\bid: *[\"']?{re.escape(name)}[\"']?\s*(#|$)"
    opened = folder.now()
    read = {part.file.name for part in opened.parts}
    broken = (fault for fault in opened.faults if fault.file in set(folder.names()) - read)
    texts = ((fault, (folder.folder / fault.file).read_text(encoding="utf-8", errors="replace")) for fault in broken)
    return next((fault for fault, text in texts if re.search(definition, text, re.MULTILINE)), None)


@dataclass(frozen=True)
class _Shown:
    """What the page says of the lines, beside their location."""

    text: str
    theirs: str = ""
    """What stands there now, where the file has changed meanwhile."""
    refused: Sequence[Fault] = ()
    may_insist: bool = False
    lost: str = ""
    """The record whose page cannot be made because of a fault."""
    saved: bool = False
    diff: str | None = None


class LinePages:
    """The lines around one line, and saving them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        return [Route("/lines", self._show), Route("/lines", self._save, methods=["POST"])]

    def _show(self, request: Request) -> Response:
        asked = request.query_params
        file, line = asked.get("file", ""), _number(asked.get("line", ""))
        excerpt = excerpt_at(self._read(file), line)
        saved = "saved" in asked
        diff = git_diff(self._desk.folder.folder, [file]) if saved else None
        return self._page(request, file, line, excerpt, _Shown(excerpt.text, saved=saved, diff=diff))

    def show_around(self, request: Request, fault: Fault, lost: str) -> Response:
        """Shows the lines around a fault instead of the page that cannot be made because of it."""
        excerpt = excerpt_at(self._read(fault.file), fault.line)
        return self._page(request, fault.file, fault.line, excerpt, _Shown(excerpt.text, lost=lost), status=409)

    def _save(self, request: Request) -> Response:
        file, line, seen = sent_raw(request, "file"), _number(sent_raw(request, "line")), sent_raw(request, "digest")
        text = sent_raw(request, "text").replace("\r\n", "\n")
        first, last = _number(sent_raw(request, "first")), _number(sent_raw(request, "last"))
        before = self._read(file)
        excerpt = excerpt_at(before, line or first)
        if digest(before) != seen:
            return self._page(request, file, line, excerpt, _Shown(text, theirs=excerpt.text), status=409)
        # As the page sends them: anything else would be written to another place than the editor saw.
        if (first, last) != (excerpt.first, excerpt.last) or "text" not in request.state.form:
            raise HTTPException(400)
        known = self._desk.folder.checks.faults()
        new = with_lines(before, first, last, text)
        with self._desk.folder.as_if_saved(file, lambda _: new) as copy:
            faults = new_faults(known, self._desk.folder.checks.faults_of_copy(copy))
            may_insist = is_usable(read_yaml(copy / file, file)[0]) or not self._can_be_read(file)
        if faults and not (sent_raw(request, "anyway") and may_insist):
            shown = _Shown(text, refused=faults, may_insist=may_insist)
            return self._page(request, file, line, excerpt, shown, status=422)
        self._desk.folder.edit(file, lambda now: new if now == before else _changed_meanwhile())
        return redirect_to(f"/lines?{urlencode({'file': file, 'line': line or first, 'saved': 1})}")

    def _can_be_read(self, file: str) -> bool:
        return any(part.file.name == file for part in self._desk.folder.now().parts)

    def _read(self, file: str) -> str:
        if file not in self._desk.folder.names():
            raise HTTPException(404)
        return self._desk.folder.text_of(file)

    def _page(
        self, request: Request, file: str, line: int, excerpt: Excerpt, shown: _Shown, status: int = 200
    ) -> Response:
        faults = [fault for fault in self._desk.folder.checks.faults() if fault.file == file]
        told = [fault.line for fault in shown.refused or faults if fault.line and fault.file == file]
        return self._desk.page(
            request,
            "lines.html",
            self._desk.folder.now(),
            status,
            file=file,
            line=line,
            near=line if line in told else min(told, default=0),
            excerpt=excerpt,
            **vars(shown),
            faults=faults,
        )


def _changed_meanwhile() -> str:
    raise ChangedMeanwhileError


def _number(text: str) -> int:
    """The number of a line as a page sends it; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER else 0
