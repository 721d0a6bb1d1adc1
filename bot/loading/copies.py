"""The files that are made from those of a folder, and are to be made again when one of them changes without a fit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.loading.compiled import COMPILED, digest_of_files, write_compiled
from bot.loading.fitted_file import FITTED
from bot.loading.folder import Part, join
from bot.loading.last_resort import LAST_RESORT, write_last_resort
from bot.loading.prepared import digest_of

COPIES = (LAST_RESORT, COMPILED)


def write_copies(folder: Path, parts: Sequence[Part], files: str) -> list[Path]:
    """Writes last_resort.json and, once there was a fit, compiled.json: with the old one, every start would read all
    files. Raises OSError.

    `files` is their digest before they were read: what was saved meanwhile is in none of the parts.
    """
    written = [write_last_resort(folder, parts)]
    if (folder / FITTED).exists() and files == digest_of_files(folder):
        knowledge = join(parts)
        written.append(write_compiled(folder, knowledge, digest_of(knowledge)))
    return written
