"""A knowledge folder in plain form, so that a program that only answers starts without reading YAML.

`senim fit` writes `compiled.json`; it counts only while it was made from the very files that are there, otherwise they
are read as always. What is only learned from (phrases, examples) is left out: it is read when somebody asks for it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from bot.core.hours import Hours
from bot.core.model import Contact, CrisisClass, Entry, Knowledge, LanguageInfo, Menu, Source, Topic
from bot.loading.replacing import replacing

COMPILED = "compiled.json"
_TABLES: Mapping[str, type] = {
    "languages": LanguageInfo,
    "entries": Entry,
    "contacts": Contact,
    "sources": Source,
    "topics": Topic,
    "crisis": CrisisClass,
}
_LEARNED_FROM = ("phrases", "examples", "near_misses", "out_of_scope", "follow_ups")

T = TypeVar("T")
Lines = Mapping[str, tuple[str, ...]]
"""By language."""


def write_compiled(folder: Path, knowledge: Knowledge, digest: str) -> Path:
    """`digest` is that by which the fitted file tells whether it was learned from this knowledge."""
    data = _plain(replace(knowledge, digest=digest))
    path = folder / COMPILED
    text = json.dumps({"files": digest_of_files(folder), "knowledge": data}, ensure_ascii=False, indent=1)
    with replacing(path) as new:
        new.write_text(text + "\n", encoding="utf-8")
    return path


def read_compiled(folder: Path, load: Callable[[], Knowledge]) -> Knowledge | None:
    """None where it is missing, damaged or older than a file of the folder; `load` reads all of the folder."""
    try:
        data = json.loads((folder / COMPILED).read_bytes())
        if data["files"] != digest_of_files(folder):
            return None
        return _knowledge(data["knowledge"], cache(load))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def digest_of_files(folder: Path) -> str:
    """Changes with every byte of every file of a folder."""
    digest = blake2b(digest_size=16)
    # An editor may keep a link that leads nowhere beside an open file.
    for path in sorted(path for path in folder.rglob("*.yaml") if path.is_file()):
        digest.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


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
    tables: dict[str, Any] = {
        name: {key: _made(kind, row) for key, row in data[name].items()} for name, kind in _TABLES.items()
    }
    knowledge = _made(Knowledge, data | tables | {"menu": _made(Menu, data["menu"])})

    def later(table: str, key: str, name: str) -> _Later:
        return _Later(lambda: getattr(getattr(load(), table)[key], name))

    return replace(
        knowledge,
        entries={i: replace(e, phrases=later("entries", i, "phrases")) for i, e in knowledge.entries.items()},
        crisis={
            i: replace(c, examples=later("crisis", i, "examples"), near_misses=later("crisis", i, "near_misses"))
            for i, c in knowledge.crisis.items()
        },
        out_of_scope=_Later(lambda: load().out_of_scope),
        follow_ups=_Later(lambda: load().follow_ups),
    )


def _made(kind: type[T], data: Mapping[str, Any]) -> T:
    """A dataclass of the model from plain data; each field's annotation tells into what its lists are turned."""
    made = {}
    for field in fields(kind):  # type: ignore[arg-type]
        value = {} if field.name in _LEARNED_FROM and field.name not in data else data[field.name]
        made[field.name] = _turned(value, str(field.type))
    return kind(**made)


def _turned(value: Any, annotation: str) -> Any:
    if isinstance(value, list):
        return frozenset(value) if annotation.startswith("frozenset") else _tuple(value)
    if isinstance(value, str) and annotation.startswith("date"):
        return date.fromisoformat(value)
    if isinstance(value, str) and annotation.startswith("Hours"):
        return Hours.parse(value)
    if isinstance(value, dict):
        inner = annotation.partition(", ")[2].removesuffix("]")
        return {key: _turned(one, inner) for key, one in value.items()} if inner != "str" else value
    return value


def _tuple(value: list[Any]) -> tuple[Any, ...]:
    return tuple(_tuple(one) if isinstance(one, list) else one for one in value)


def _plain(value: Any) -> Any:
    if isinstance(value, Hours):
        return value.written
    if is_dataclass(value):
        kept = [field.name for field in fields(value) if field.name not in _LEARNED_FROM]
        return {name: _plain(getattr(value, name)) for name in kept}
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
