"""What would be wrong in the folder with a change that is not saved yet, and which field each fault belongs to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.desk.open_folder import OpenFolder
from bot.desk.remembered_checks import new_faults
from bot.desk.yaml_edit import CannotEditError
from bot.loading import Fault
from bot.loading.shapes import is_usable
from bot.loading.yaml_file import KeyPath, YamlFile, read_yaml

FieldStarts = list[tuple[int, str]]
"""Where each field of a form begins."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The faults of a change: beside their fields, and those that it causes elsewhere."""

    fields: Mapping[str, list[Fault]]
    elsewhere: list[Fault]
    new: tuple[Fault, ...]
    """Those that the folder does not have yet."""
    loads: bool
    """Whether the file could still be read at all."""
    error: CannotEditError | None = None
    """Why the file cannot be changed like this."""

    def new_beside_none(self, fields: Iterable[str]) -> list[Fault]:
        """The new faults that stand beside none of these fields."""
        beside = [fault for field in fields for fault in self.fields.get(field, ())]
        return [fault for fault in self.new if fault not in beside]


def check_change(folder: OpenFolder, file: str, kind: str, name: str, change: Callable[[str], str]) -> Checked:
    """The faults that the folder would have with this change. Raises CannotEditError."""
    known = folder.checks.faults()
    with folder.as_if_saved(file, change) as copy:
        faults, (read, _) = folder.checks.faults_of_copy(copy), read_yaml(copy / file, file)
    languages = list(folder.now().languages)
    starts = sorted(_starts_of(read, kind, name, languages))
    return _sorted_out(faults, new_faults(known, faults), starts, (file, name), is_readable=is_usable(read))


def check_as_it_is(folder: OpenFolder, file: str, kind: str, name: str) -> Checked:
    """The faults that the folder has already."""
    read, _ = read_yaml(folder.folder / file, file)
    starts = sorted(_starts_of(read, kind, name, list(folder.now().languages)))
    return _sorted_out(folder.checks.faults(), (), starts, (file, name), is_readable=True)


def _sorted_out(
    faults: Iterable[Fault], new: tuple[Fault, ...], starts: FieldStarts, owner: tuple[str, str], *, is_readable: bool
) -> Checked:
    beside: dict[str, list[Fault]] = {}
    elsewhere = []
    for fault in faults:
        field = _field_at(starts, fault.line) if (fault.file, fault.entry) == owner else None
        if field:
            beside.setdefault(field, []).append(fault)
        else:
            elsewhere.append(fault)
    return Checked(beside, elsewhere, new, is_readable)


def _starts_of(file: YamlFile, kind: str, name: str, languages: Collection[str]) -> Iterator[tuple[int, str]]:
    group = file.data.get(kind) if isinstance(file.data, dict) else None
    path: KeyPath
    if isinstance(group, dict):
        path, record = (kind, name), group.get(name)
    else:
        number = next((i for i, item in enumerate(group or ()) if item.get("id") == name), 0)
        path, record = (kind, number), group[number] if group else None
    for key, value in (record or {}).items():
        if isinstance(value, dict):
            yield from _starts_of_texts(file, (*path, key), value, languages)
        else:
            yield file.line_of((*path, key)), key


def _starts_of_texts(
    file: YamlFile, path: KeyPath, texts: Mapping[str, Any], languages: Collection[str]
) -> Iterator[tuple[int, str]]:
    """Where each text begins; what is said of all of them together belongs to the language that is missing."""
    missing = next((code for code in languages if code not in texts), next(iter(texts), ""))
    yield file.line_of(path), f"{path[-1]}.{missing}"
    for code in texts:
        yield file.line_of((*path, code)), f"{path[-1]}.{code}"


def _field_at(starts: FieldStarts, line: int) -> str | None:
    """The last field that begins at or above the line."""
    return next((field for start, field in reversed(starts) if start <= line), None)
