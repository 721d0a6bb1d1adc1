"""Characters in a text that people would see as they were typed: tags, asterisks, braces that are no placeholder."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.checking.folder import Folder
from bot.checking.texts import TextOf
from bot.core.replying.compose import DATE_VALUES, PLACEHOLDER, filled_in
from bot.loading.faults import Fault, Note
from bot.loading.sentences import say

_HTML = re.compile(
    r"</?(?:a|b|blockquote|br|code|del|div|em|font|h[1-6]|hr|i|img|ins|li|ol|p|pre|s|script|small|span|strong|style|sub"
    r"|sup|table|td|tg-spoiler|tr|u|ul)\b[^>\n]*>"
    r"|&(?:nbsp|lt|gt|amp|quot|mdash|ndash|laquo|raquo|#\d+);",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(r"\*\*[^*\n]+\*\*|__[^_\n]+__|\[[^\]\n]+\]\([^)\n]+\)")
_BRACES = re.compile(r"\{[^{}\n]*\}|[{}]")
_UNCLOSED = re.compile(r"\{\w+: ?\w+(?=[^\w}]|$)")


def brace_faults(folder: Folder) -> Iterator[Fault]:
    for text in folder.texts:
        yield from _braces_in(text)


def html_faults(folder: Folder) -> Iterator[Fault]:
    """Nobody types a tag who means it to be read."""
    for text in folder.texts:
        for code, raw in text.by_language.items():
            for found in _HTML.finditer(raw):
                yield text.fault(code, say("markup.typed", typed=found[0]), found.start())


def date_format_faults(folder: Folder) -> Iterator[Fault]:
    for part in folder.parts:
        for code, language in part.model.languages.items():
            for key, values in DATE_VALUES.items():
                known = [f"{{{value}}}" for value in values]
                if sorted(_BRACES.findall(getattr(language, key))) != sorted(known):
                    line = part.file.line_of(("languages", code, key))
                    yield Fault(part.file.name, line, code, say("markup.date", key=key, known=", ".join(known)))


def markup_notes(folder: Folder) -> Iterator[Note]:
    for text in folder.texts:
        for code, raw in text.by_language.items():
            for found in _MARKDOWN.finditer(raw):
                yield text.note(code, say("markup.typed", typed=found[0]), "markup", found.start())


def _braces_in(text: TextOf) -> Iterator[Fault]:
    filled = filled_in(text.owner) if text.path[0] == "texts" else frozenset()
    for code, raw in text.by_language.items():
        left = PLACEHOLDER.sub(lambda found: " " * len(found[0]), raw)
        if text.field == "title" and (found := PLACEHOLDER.search(raw)):
            yield text.fault(code, say("title.placeholder", typed=found[0]), found.start())
        for brace in _BRACES.finditer(left):
            if brace[0][1:-1] not in filled:
                begun = _UNCLOSED.match(left, brace.start())
                said = say("markup.unclosed", typed=begun[0]) if begun else say("markup.braces", typed=brace[0])
                yield text.fault(code, said, brace.start())
