"""What both benchmarks share: one core, one seed, YAML files, progress."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import yaml
from rich.console import Console
from rich.progress import track

try:
    from yaml import CSafeDumper as SafeDumper
except ImportError:  # PyYAML built without libyaml.
    from yaml import SafeDumper  # type: ignore[assignment]

SEED = 27112024
_LARGEST_FILE = 800_000
"""Characters; the loader refuses files beyond two million bytes."""

Item = TypeVar("Item")


def use_one_core() -> bool:
    """Keeps this process and its children on one core; False where the system cannot."""
    if not hasattr(os, "sched_setaffinity"):
        return False
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    return True


def shown(items: Iterable[Item], what: str, total: int | None = None) -> Iterator[Item]:
    """The items, with progress on standard error."""
    yield from track(items, what, total=total, console=Console(stderr=True), transient=True)


def write_yaml(path: Path, data: Mapping[str, Any]) -> None:
    path.write_text(_dumped(data), encoding="utf-8")


def write_entries(folder: Path, entries: Iterable[Mapping[str, Any]]) -> None:
    """`entries_0.yaml` and so on, each small enough for the loader."""
    numbers, part, size = count(), "", 0
    for entry in entries:
        text = _dumped([entry])
        if part and size + len(text) > _LARGEST_FILE:
            (folder / f"entries_{next(numbers)}.yaml").write_text("entries:\n" + part, encoding="utf-8")
            part, size = "", 0
        part, size = part + text, size + len(text)
    (folder / f"entries_{next(numbers)}.yaml").write_text("entries:\n" + part, encoding="utf-8")


def _dumped(data: Any) -> str:
    return str(yaml.dump(data, Dumper=SafeDumper, allow_unicode=True, sort_keys=False, width=1_000_000))
