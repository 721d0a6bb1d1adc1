"""What the folder needs as a whole: files that are read, a time zone, and an up-to-date fit and copy of help."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.checking.folder import Folder, WholeFolder
from bot.clock import is_time_zone
from bot.loading.compiled import COMPILED, read_compiled
from bot.loading.faults import Fault, Note
from bot.loading.files import knowledge_files
from bot.loading.fitted_file import FITTED
from bot.loading.last_resort import LAST_RESORT, is_current
from bot.loading.prepared import digest_of
from bot.loading.sentences import say

_MEANT = re.compile(r"(?!\.).*\.ya?ml(?!~).*", re.IGNORECASE)
"""Names of files that are meant to be read; an editor's program keeps others beside an open file: .event.yaml.swp."""


def unread_files(folder: Folder) -> Iterator[Fault]:
    """Files with another ending: event.YAML, or event.yaml.txt, as some programs save it."""
    read = knowledge_files(folder.path)
    for path in sorted(folder.path.rglob("*")):
        if _MEANT.fullmatch(path.name) and path.is_file() and path not in read:
            yield Fault(str(path.relative_to(folder.path)), 0, "", say("file.unread"))


def empty_files(folder: Folder) -> Iterator[Note]:
    """Files that hold nothing: what stood in one is missed elsewhere, where nothing points to the file."""
    for path in knowledge_files(folder.path):
        if not path.stat().st_size:
            yield Note(str(path.relative_to(folder.path)), 0, "", say("file.nothing"), "unfinished")


def unknown_time_zone(folder: WholeFolder) -> Iterator[Fault]:
    zone = folder.knowledge.time_zone
    if not is_time_zone(zone):
        yield Fault("knowledge.yaml", 0, "time_zone", say("unknown.time_zone", name=zone))


def last_resort_faults(folder: WholeFolder) -> Iterator[Fault]:
    if (folder.path / LAST_RESORT).exists() and not is_current(folder.path, folder.parts):
        yield Fault(LAST_RESORT, 0, "", say("copy.differs", folder=str(folder.path)))


def compiled_faults(folder: WholeFolder) -> Iterator[Fault]:
    """One that says another thing than the files that it claims to be made of; an older one is not used."""
    compiled = read_compiled(folder.path, lambda: folder.knowledge)
    if compiled not in (None, replace(folder.knowledge, digest=digest_of(folder.knowledge))):
        yield Fault(COMPILED, 0, "", say("compiled.differs", folder=str(folder.path)))


def fit_notes(folder: WholeFolder) -> Iterator[Note]:
    """Everything that `senim fit` would put right."""
    path = str(folder.path)
    if folder.learned is None:
        yield Note(FITTED, 0, "", say("fit.never", folder=path), "fit")
    elif folder.learned.made_from != digest_of(folder.knowledge):
        yield Note(FITTED, 0, "", say("fit.changed", folder=path), "fit")
    if not (folder.path / LAST_RESORT).exists():
        yield Note(LAST_RESORT, 0, "", say("copy.none", folder=path), "fit")
