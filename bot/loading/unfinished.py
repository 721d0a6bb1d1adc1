"""What `senim new` left to be filled in and nobody has yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.loading.faults import Remark
from bot.loading.texts import all_texts

if TYPE_CHECKING:
    from bot.loading.folder import Part

MARK = "FILL IN"
_NO_NUMBER = re.compile(r"(?:0 ?){7,}$")
_NO_HOST = ("example.org", "example.com")
_CURE = "replace it by the real one"
_WITHOUT_MARK = "write it, without the mark"


def unfinished_remarks(parts: Sequence[Part]) -> Iterator[Remark]:
    for text in all_texts(parts):
        for code, raw in text.by_language.items():
            if MARK in raw:
                yield text.remark(code, f"{text.field} is still to be filled in", _WITHOUT_MARK, "unfinished")
    for part in parts:
        for i, contact in enumerate(part.model.contacts):
            if _NO_NUMBER.search(contact.number):
                line = part.file.line_of(("contacts", i, "number"))
                what = f"{contact.number} only keeps the place of a number"
                yield Remark(part.file.name, line, contact.id, what, _CURE, "unfinished")
        for name, source in part.model.sources.items():
            line = part.file.line_of(("sources", name, "title"))
            if MARK in source.title:
                yield Remark(part.file.name, line, name, "title is still to be filled in", _WITHOUT_MARK, "unfinished")
            if urlsplit(source.url).hostname in _NO_HOST:
                line = part.file.line_of(("sources", name, "url"))
                what = f"{source.url} only keeps the place of a link"
                yield Remark(part.file.name, line, name, what, _CURE, "unfinished")
