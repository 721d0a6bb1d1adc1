"""Titles and where buttons lead, as people meet them under an answer, in the menu and among choices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.checking.folder import Folder
from bot.checking.texts import TextOf
from bot.core.text import clean
from bot.loading.faults import Fault
from bot.loading.folder import Part
from bot.loading.schema import EntryModel
from bot.loading.sentences import say

LONGEST_TITLE = 40
"""Characters of the label of a button."""
_LONGEST = {"profile.name": 64, "profile.description": 512, "profile.short": 120, "command.": 256, "helped.thanks": 200}
"""Characters that Telegram takes of the texts that it shows itself; it refuses longer ones."""


def button_faults(folder: Folder) -> Iterator[Fault]:
    seen: dict[tuple[str, str], str] = {}
    for part in folder.parts:
        for i, entry in enumerate(part.model.entries):
            title = TextOf(part, ("entries", i, "title"), entry.id, entry.title)
            yield from _title_faults(title)
            yield from _alike_faults(title, seen)
            yield from _related_faults(part, i, entry)
        for name, texts in part.model.texts.items():
            yield from _limit_faults(TextOf(part, ("texts", name), name, texts))
        if part.model.menu:
            yield from _doubled_in_menu(part, [entry for row in part.model.menu.rows for entry in row])


def _title_faults(title: TextOf) -> Iterator[Fault]:
    for code, text in title.by_language.items():
        if len(text) > LONGEST_TITLE:
            yield title.fault(code, say("title.long", count=len(text), most=LONGEST_TITLE))
        if "\n" in text:
            yield title.fault(code, say("title.lines"))


def _alike_faults(title: TextOf, seen: dict[tuple[str, str], str]) -> Iterator[Fault]:
    """Two buttons with the same words leave people no choice."""
    for code, text in title.by_language.items():
        first = seen.setdefault((code, clean(text)), title.owner)
        if first != title.owner:
            yield title.fault(code, say("title.same", entry=first))


def _related_faults(part: Part, i: int, entry: EntryModel) -> Iterator[Fault]:
    line = part.file.line_of(("entries", i, "related"))
    if entry.id in entry.related:
        yield Fault(part.file.name, line, entry.id, say("related.itself"))
    for doubled in sorted({r for r in entry.related if entry.related.count(r) > 1}):
        yield Fault(part.file.name, line, entry.id, say("related.doubled", entry=doubled))


def _limit_faults(text: TextOf) -> Iterator[Fault]:
    longest = next((most for prefix, most in _LONGEST.items() if text.owner.startswith(prefix)), None)
    for code, raw in text.by_language.items():
        if longest is not None and len(raw) > longest:
            yield text.fault(code, say("text.long", count=len(raw), most=longest))


def _doubled_in_menu(part: Part, shown: Sequence[str]) -> Iterator[Fault]:
    for doubled in sorted({entry for entry in shown if shown.count(entry) > 1}):
        line = part.file.line_of(("menu", "rows"))
        yield Fault(part.file.name, line, "menu", say("menu.doubled", entry=doubled))
