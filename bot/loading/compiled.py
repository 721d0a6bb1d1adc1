"""A knowledge folder as plain data, so that a program that only answers starts without reading YAML.

`senim fit` writes `compiled.json`; it counts only if it was made from the very files that are there and nobody wrote
into it since, otherwise they are read as always. What is only learned from (phrases, examples) is left out: it is read
when it is first asked for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import is_dataclass, replace
from datetime import date
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path
from sys import intern
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from zlib import crc32

from bot.core.hours import Hours
from bot.core.knowledge import Knowledge
from bot.loading.files import knowledge_files
from bot.replacing import replacing

COMPILED = "compiled.json"
_CONTENT = ' "knowledge": '
"""All after it is under the seal."""
_LEARNED_FROM = ("phrases", "examples", "near_misses", "synonyms", "out_of_scope", "follow_ups")

Lines = Mapping[str, tuple[str, ...]]
"""By language."""
Conversion = Callable[[Any], Any]
"""Turns plain data into the type that a field of the model declares."""


def write_compiled(folder: Path, knowledge: Knowledge, digest: str) -> Path:
    """`digest` is the one by which a fitted file is known to be learned from this knowledge."""
    data = _plain(replace(knowledge, digest=digest))
    path = folder / COMPILED
    text = json.dumps({"files": digest_of_files(folder), "seal": "", "knowledge": data}, ensure_ascii=False, indent=1)
    sealed = text.replace('"seal": ""', f'"seal": "{_seal_of(text.encode())}"', 1)
    with replacing(path) as new:
        new.write_bytes(sealed.encode())
    return path


def read_compiled(folder: Path, load: Callable[[], Knowledge]) -> Knowledge | None:
    """The compiled knowledge; None where it is missing, changed by hand or older than a file of the folder. `load`
    reads the whole folder.
    """
    try:
        stored = (folder / COMPILED).read_bytes()
        data = json.loads(stored)
        if (data["files"], data["seal"]) != (digest_of_files(folder), _seal_of(stored)):
            return None
        return _knowledge(data["knowledge"], cache(load))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def digest_of_files(folder: Path) -> str:
    """Changes with every byte of every file of a folder.

    A checksum of each file takes a seventh of the time of a digest. It is there against slips, not against forgers:
    who can write the files can write this as well.
    """
    digest = blake2b(digest_size=16)
    for path in knowledge_files(folder):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder)}\0{len(content)}\0{crc32(content)}\0".encode())
    return digest.hexdigest()


def _seal_of(stored: bytes) -> str:
    """Who changes a number here and not in the files, or keeps one side of a merge, shall change nothing."""
    return blake2b(stored.partition(_CONTENT.encode())[2].rstrip(), digest_size=16).hexdigest()


class _Later(Mapping[str, tuple[str, ...]]):
    """What is only learned from, read from the files when it is first asked for."""

    def __init__(self, read: Callable[[], Lines]) -> None:
        self._read = read

    def __getitem__(self, key: str) -> tuple[str, ...]:
        return self._read()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())


def _knowledge(data: dict[str, Any], load: Callable[[], Knowledge]) -> Knowledge:
    knowledge: Knowledge = _made(Knowledge, data)

    def later(table: str, key: str, name: str) -> _Later:
        return _Later(lambda: getattr(getattr(load(), table)[key], name))

    return replace(
        knowledge,
        entries={i: e._replace(phrases=later("entries", i, "phrases")) for i, e in knowledge.entries.items()},
        crisis={
            i: c._replace(examples=later("crisis", i, "examples"), near_misses=later("crisis", i, "near_misses"))
            for i, c in knowledge.crisis.items()
        },
        synonyms=_Later(lambda: load().synonyms),
        out_of_scope=_Later(lambda: load().out_of_scope),
        follow_ups=_Later(lambda: load().follow_ups),
    )


def _made(kind: Any, data: Mapping[str, Any]) -> Any:
    """A class of the model from plain data. Raises LookupError where a field is missing."""
    left_out: dict[str, Any] = {name: {} for name in _LEARNED_FROM}
    whole = {**left_out, **data}
    return kind(**{name: convert(whole[name]) for name, convert in _conversions_of(kind)})


@cache
def _conversions_of(kind: Any) -> tuple[tuple[str, Conversion], ...]:
    """For each field of a class of the model."""
    return tuple((name, _conversion_to(declared)) for name, declared in get_type_hints(kind).items())


def _conversion_to(declared: Any) -> Conversion:
    origin, inner = get_origin(declared), get_args(declared)
    if declared in _SIMPLE:
        return _SIMPLE[declared]
    if isinstance(declared, type) and (is_dataclass(declared) or issubclass(declared, tuple)):
        return partial(_made, declared)
    if origin in (Union, UnionType):
        (convert,) = (_conversion_to(one) for one in inner if one is not NoneType)
        return lambda value: None if value is None else convert(value)
    if origin is tuple:
        convert = _conversion_to(inner[0])
        return lambda values: tuple(map(convert, values))
    if origin is Mapping:
        convert = _conversion_to(inner[1])
        return lambda values: {key: convert(value) for key, value in values.items()}
    return frozenset if origin is frozenset else _unchanged


def _unchanged(value: Any) -> Any:
    return value


_SIMPLE: Mapping[Any, Conversion] = {date: date.fromisoformat, Hours: Hours.parse, str: intern}
"""A quarter of the texts stands there more than once: interned, they take half a megabyte less."""


def _plain(value: Any) -> Any:
    if isinstance(value, Hours):
        return value.written
    if is_dataclass(value) or hasattr(value, "_fields"):
        kept = [name for name in get_type_hints(type(value)) if name not in _LEARNED_FROM]
        return {name: _plain(getattr(value, name)) for name in kept}
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
