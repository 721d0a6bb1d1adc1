"""The file that `senim fit` writes: a ZIP archive of what was learned.

Each array of numbers is a member, named by its keys and its kind (`model/idf.H`), as it lies in memory: it is read
without being parsed, and a start takes a tenth less time than from JSON. All else stands in `learned.json`. The archive
holds a checksum of each member, so a byte that changed on the disk is found.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile, ZipInfo

from bot.core.scoring.arrays import LONG_LISTS
from bot.loading.long_lists import Keep, in_memory
from bot.replacing import replacing

FITTED = "fitted.zip"
_REST = "learned.json"
_KINDS_OF_ARRAYS = ("B", "H", "I", "Q")
"""Types of arrays: bytes, and whole numbers of two, four and eight bytes, the lowest first."""


class UnreadableError(Exception):
    """The file is no such archive, or a damaged one."""


def write_fitted(path: Path, data: Mapping[str, Any]) -> None:
    """Writes `data` as `Learned.to_data` gives it; the same data makes the same bytes."""
    rest = json.dumps(_without_arrays(data), ensure_ascii=False, indent=1) + "\n"
    with replacing(path) as new, ZipFile(new, "w") as archive:
        archive.writestr(ZipInfo(_REST), rest)
        for keys, numbers in _arrays(data):
            archive.writestr(ZipInfo(f"{keys}.{numbers.typecode}"), _low_first(numbers).tobytes())


def read_fitted(path: Path, *, arrays: bool = True, keep: Keep = in_memory) -> dict[str, Any]:
    """Reads what was written; `keep` takes the long lists.

    Raises UnreadableError where the file holds something else; where there is none, FileNotFoundError or, in what is
    no folder, NotADirectoryError.
    """
    try:
        with ZipFile(path) as archive:
            data = _rest(archive)
            for member in archive.namelist() if arrays else ():
                if member != _REST:
                    _put(data, member, archive.read(member), keep)
    except (FileNotFoundError, NotADirectoryError):
        raise
    except Exception as error:  # from a damaged header the library can come to nearly anything
        raise UnreadableError(path.name) from error
    return data


def _rest(archive: ZipFile) -> dict[str, Any]:
    data = json.loads(archive.read(_REST))
    if not isinstance(data, dict):
        raise TypeError("an object")
    return data


def _arrays(data: Mapping[str, Any], keys: str = "") -> Iterator[tuple[str, array[int]]]:
    for name, value in data.items():
        if isinstance(value, array):
            yield keys + name, value
        elif isinstance(value, Mapping):
            yield from _arrays(value, f"{keys}{name}/")


def _without_arrays(data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _without_arrays(value) if isinstance(value, Mapping) else value
        for name, value in data.items()
        if not isinstance(value, array)
    }


def _put(data: dict[str, Any], member: str, stored: bytes, keep: Keep) -> None:
    keys, _, kind = member.rpartition(".")
    if kind not in _KINDS_OF_ARRAYS:
        raise ValueError(f"{member} is no array")
    *parts, name = keys.split("/")
    for part in parts:
        data = data[part]
    numbers = _low_first(array(kind, stored))
    data[name] = keep(numbers) if name in LONG_LISTS else numbers


def _low_first(numbers: array[int]) -> array[int]:
    """The same numbers; on a machine that keeps the highest byte first, turned around."""
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers
