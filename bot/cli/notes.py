"""Notes of a check: what was just written comes first, and many of one kind are told in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from bot.loading.faults import Note, NoteKind
from bot.loading.sentences import DEFAULT, say

FEW = 3
"""Notes of a kind up to which each has its own line."""
_NAMED = 4
_COUNTED: Mapping[NoteKind, str] = {
    "phrase": "counted.phrases",
    "title": "counted.titles",
    "new entry": "counted.new_entries",
    "rule": "counted.rules",
    "call": "counted.calls",
    "source": "counted.sources",
}
"""Kinds that a large knowledge always has some of, with the sentence that counts them; others are told in full."""
_FILE = re.compile(r"\+\+\+ (?:[a-z]/)?(.*)")
_HUNK = re.compile(r"@@ -\d+(?:,\d+)? \+(\d+)")

AddedLines = Mapping[str, frozenset[int]]


def line_of(note: Note, language: str, key: str = "report.note") -> str:
    return say(key, note=note.in_language(language)).what(language)


def short_notes(notes: Sequence[Note], changed: AddedLines, language: str = DEFAULT) -> Iterator[str]:
    """`changed` are the lines of each file that are new since the last commit."""
    new = [note for note in notes if note.line in changed.get(note.file, ())]
    yield from (line_of(note, language, "report.new_note") for note in new)
    left = sorted((note for note in notes if note not in new), key=lambda note: note.kind)
    groups = [list(group) for _, group in groupby(left, key=lambda note: note.kind)]
    counted = [group for group in groups if len(group) > FEW and group[0].kind in _COUNTED]
    listed = sorted(note for group in groups if group not in counted for note in group)
    yield from (line_of(note, language) for note in listed)
    for group in counted:
        yield say(_COUNTED[group[0].kind], count=len(group), owners=_owners(group)).what(language)
    if counted:
        yield say("report.every_note").what(language)


def _owners(group: Sequence[Note]) -> str:
    owners = list(dict.fromkeys(note.entry for note in group))
    return ", ".join(owners[:_NAMED]) + (", …" if len(owners) > _NAMED else "")


def lines_added(diff: str) -> AddedLines:
    """The lines that a unified diff adds to each file, by their numbers in the new one."""
    added: dict[str, set[int]] = {}
    name, number = "", 0
    for line in diff.splitlines():
        if found := _FILE.match(line):
            name = found[1]
        elif found := _HUNK.match(line):
            number = int(found[1])
        elif line[:1] in ("+", " "):
            if line[0] == "+":
                added.setdefault(name, set()).add(number)
            number += 1
    return {name: frozenset(numbers) for name, numbers in added.items()}
