"""What `senim new` left to be filled in, and nobody has filled in yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from bot.checking.folder import Folder
from bot.checking.texts import TextOf
from bot.loading.faults import Note
from bot.loading.folder import Part
from bot.loading.sentences import Sentence, say

MARK = "FILL IN"
_NOUGHTS = re.compile(r"(?:0 ?){7,}$")
_ENTRY = re.compile(r"  - id: \"?([\w.]+)")
_COMMENT = re.compile(rf"^\s*(?P<key>\w+):.*# {MARK}: (?P<what>.+)$")
_NO_HOST = ("example.org", "example.com")


def unfinished_notes(folder: Folder) -> Iterator[Note]:
    told = set()
    for note in (*_in_texts(folder.texts), *_in_contacts(folder.parts), *_in_sources(folder.parts)):
        told.add((note.file, note.line))
        yield note
    yield from (note for note in _in_comments(folder.parts) if (note.file, note.line) not in told)


def _in_texts(texts: Sequence[TextOf]) -> Iterator[Note]:
    for text in texts:
        open_ones = [code for code, raw in text.by_language.items() if MARK in raw]
        if open_ones:
            yield text.note(open_ones[0], _unfinished(text, open_ones), "unfinished")


def _unfinished(text: TextOf, open_ones: Sequence[str]) -> Sentence:
    languages = ", ".join(map(repr, open_ones))
    in_part = len(open_ones) < len(text.by_language)
    if text.field == text.owner:
        return say("unfinished.text_in", languages=languages) if in_part else say("unfinished.text")
    if in_part:
        return say("unfinished.field_in", field=text.field, languages=languages)
    return say("unfinished.field", field=text.field)


def _in_contacts(parts: Sequence[Part]) -> Iterator[Note]:
    for part in parts:
        for i, contact in enumerate(part.model.contacts):
            if _NOUGHTS.search(contact.number):
                line = part.file.line_of(("contacts", i, "number"))
                said = say("unfinished.number", number=contact.number)
                yield Note(part.file.name, line, contact.id, said, "unfinished")


def _in_sources(parts: Sequence[Part]) -> Iterator[Note]:
    for part in parts:
        for name, source in part.model.sources.items():
            if MARK in source.title:
                line = part.file.line_of(("sources", name, "title"))
                yield Note(part.file.name, line, name, say("unfinished.field", field="title"), "unfinished")
            if urlsplit(source.url).hostname in _NO_HOST:
                line = part.file.line_of(("sources", name, "url"))
                yield Note(part.file.name, line, name, say("unfinished.link", link=source.url), "unfinished")


def _in_comments(parts: Sequence[Part]) -> Iterator[Note]:
    for part in parts:
        entry = ""
        for number, line in enumerate(part.file.text.splitlines(), 1):
            if found := _ENTRY.match(line):
                entry = found[1]
            if found := _COMMENT.search(line):
                said = say("unfinished.comment", comment=found["what"])
                yield Note(part.file.name, number, entry or found["key"], said, "unfinished")
