"""An entry as it is being written: what it will look like, and which faults the folder would have with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bot.clock import now_in
from bot.core.compose import Composer
from bot.core.dialogue import Dialogue
from bot.core.model import Paragraph, Span
from bot.core.render import to_plain
from bot.desk.entries import FIELDS, fields_of
from bot.desk.open_folder import OpenFolder, faults_of, new_faults
from bot.desk.yaml_edit import CannotEditError, set_entry
from bot.loading import Fault
from bot.loading.schema import EntryModel
from bot.loading.yaml_file import read_yaml

Fields = Mapping[str, Mapping[str, str]]
Lines = list[tuple[int, tuple[str, str]]]
"""Where each field (key, language) begins."""


@dataclass(frozen=True, slots=True)
class Preview:
    """An answer as people would see it now."""

    paragraphs: tuple[Paragraph, ...]
    length: int


@dataclass(frozen=True, slots=True)
class Checked:
    """The faults of a draft: beside their fields, and those that it causes elsewhere."""

    fields: Mapping[tuple[str, str], list[Fault]]
    elsewhere: list[Fault]
    new: tuple[Fault, ...]
    """Those that the folder does not have yet."""


def filled(fields: Fields) -> dict[str, dict[str, str]]:
    """An empty field is not written: the file then says that it is missing, as before."""
    return {key: {code: text for code, text in texts.items() if text} for key, texts in fields.items()}


def preview_of(dialogue: Dialogue | None, model: EntryModel, text: str, language: str) -> Preview:
    """With every number, date and link filled in; as typed, where one of them does not exist."""
    if dialogue is None or not text:
        return Preview(((Span(text),),), len(text))
    composer, at = Composer(dialogue.knowledge), now_in(dialogue.knowledge.time_zone)
    entry = dialogue.knowledge.entries.get(model.id)
    try:
        length = len(to_plain(composer.paragraphs(text, language, at)))
        if entry is None:
            return Preview(composer.paragraphs(text, language, at), length)
        return Preview(composer.answer(replace(entry, answer={language: text}), language, at), length)
    except KeyError:
        return Preview(((Span(text),),), len(text))


def check_draft(folder: OpenFolder, file: str, entry: str, fields: Fields) -> Checked:
    """The faults that the folder would have with this draft."""
    opened, known = folder.now(), folder.faults()
    if fields == fields_of(opened.entries[entry], list(opened.languages)):
        return _sorted_out(known, (), _lines_of(folder.folder, file, entry), file, entry)
    return check_change(folder, file, entry, lambda text: set_entry(text, entry, filled(fields)))


def check_change(folder: OpenFolder, file: str, entry: str, change: Callable[[str], str]) -> Checked:
    """The faults that the folder would have with this change of the entry's file."""
    known = folder.faults()
    try:
        with folder.draft(file, change) as drafted:
            faults, lines = faults_of(drafted), _lines_of(drafted, file, entry)
    except CannotEditError as error:
        faults, lines = (Fault(file, 0, entry, str(error), "edit it in a text editor"),), []
    return _sorted_out(faults, new_faults(known, faults), lines, file, entry)


def _sorted_out(faults: Iterable[Fault], new: tuple[Fault, ...], lines: Lines, file: str, entry: str) -> Checked:
    beside: dict[tuple[str, str], list[Fault]] = {}
    elsewhere = []
    for fault in faults:
        field = _field_at(lines, fault.line) if (fault.file, fault.entry) == (file, entry) else None
        if field:
            beside.setdefault(field, []).append(fault)
        else:
            elsewhere.append(fault)
    return Checked(beside, elsewhere, new)


def _lines_of(folder: Path, name: str, entry: str) -> Lines:
    """On which line each field of an entry begins, the first one first; the entry's own line counts as its title."""
    file, _ = read_yaml(folder / name, name)
    listed = file.data["entries"] if isinstance(file.data, dict) else []
    number = next((i for i, item in enumerate(listed) if item.get("id") == entry), None)
    if number is None:
        return []
    fields = [
        (file.line_of(("entries", number, key, code)), (key, code))
        for key in FIELDS
        for code in listed[number].get(key) or ()
    ]
    return sorted(fields)


def _field_at(lines: Lines, line: int) -> tuple[str, str] | None:
    """The last field that begins at or above the line."""
    return next((field for start, field in reversed(lines) if start <= line), None)
