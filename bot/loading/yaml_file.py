"""One YAML file, read safely, with the line of everything in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.loading.faults import Fault
from bot.loading.plain_words import of_yaml

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # PyYAML built without libyaml: slower, the same result.
    from yaml import SafeLoader  # type: ignore[assignment]

LARGEST = 2_000_000
"""Bytes; a file beyond this is a mistake or an attack."""
DEEPEST = 20
"""Levels of nesting; the knowledge needs eight."""
_CALENDAR, _DATE = yaml.constructor.SafeConstructor(), "tag:yaml.org,2002:timestamp"
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FLOOD = re.compile(r"(?:[\[{][\s,]*){1000}")
"""Nested so deep that libyaml would run out of stack before it could say so."""


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A parsed file: its data, and the nodes from which lines are told."""

    name: str
    data: Any
    root: yaml.Node | None
    text: str = ""

    def line_of(self, path: Sequence[str | int]) -> int:
        """The line (from 1) of a key or item; of the nearest parent where the path leads nowhere."""
        node, line = self.root, 1
        for step in path:
            child = _child(node, step)
            if child is None:
                break
            key, node = child
            line = key.start_mark.line + 1
        return line

    def line_in_block(self, path: Sequence[str | int], offset: int) -> int:
        """The line of the `offset`-th line of a `|` block."""
        return self.line_of(path) + 1 + offset


def read_yaml(path: Path, name: str) -> tuple[YamlFile, list[Fault]]:
    """Never raises for what a file holds; a file that cannot be read gives an empty one and its fault."""
    try:
        text = _read_text(path)
        if _FLOOD.search(text):
            raise _UnreadableError(f"nested deeper than {DEEPEST} levels", "compare the file with a neighbour of it")
        if unseen := _UNSEEN.search(text):
            line = text.count("\n", 0, unseen.start()) + 1
            what = "this is not valid YAML: an invisible sign stands here"
            return YamlFile(name, None, None), [Fault(name, line, "", what, "type the line again")]
        loader = SafeLoader(text)
        try:
            root = loader.get_single_node()
            faults = list(_structure_faults(root, name))
            data = loader.construct_document(root) if root is not None and not faults else None
        finally:
            loader.dispose()
    except _UnreadableError as error:
        return YamlFile(name, None, None), [Fault(name, 0, "", str(error), error.cure)]
    except yaml.MarkedYAMLError as error:
        line, what, cure = of_yaml(error, text)
        return YamlFile(name, None, None), [Fault(name, line, "", f"this is not valid YAML: {what}", cure)]
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        what = f"this is not valid YAML: {str(error).splitlines()[0]}"
        return YamlFile(name, None, None), [Fault(name, 0, "", what, "compare the file with a neighbour of it")]
    return YamlFile(name, data, root, text), faults


class _UnreadableError(Exception):
    def __init__(self, what: str, cure: str) -> None:
        super().__init__(what)
        self.cure = cure


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise _UnreadableError(f"the file is larger than {LARGEST // 1_000_000} MB", "split it into several files")
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise _UnreadableError(
            f"cannot be read ({error.strerror})", "check that it exists and who may read it"
        ) from None
    except UnicodeDecodeError as error:
        raise _UnreadableError(f"is not UTF-8 (byte {error.start})", "save the file as UTF-8") from None


def _structure_faults(root: yaml.Node | None, name: str) -> Iterator[Fault]:
    """Doubled keys, which YAML would drop in silence; aliases and depth, by which a small file becomes a huge one."""
    seen: set[int] = set()
    stack = [(root, 0)] if root is not None else []
    while stack:
        node, depth = stack.pop()
        line = node.start_mark.line + 1
        if id(node) in seen:
            yield Fault(name, line, "", "anchors (&) and aliases (*) are not used here", "write the value out")
            continue
        seen.add(id(node))
        if depth > DEEPEST:
            yield Fault(
                name, line, "", f"nested deeper than {DEEPEST} levels", "compare the file with a neighbour of it"
            )
            return
        if isinstance(node, yaml.MappingNode):
            yield from _doubled_keys(node, name)
            stack += [(child, depth + 1) for pair in node.value for child in pair]
        elif isinstance(node, yaml.SequenceNode):
            stack += [(child, depth + 1) for child in node.value]
        elif isinstance(node, yaml.ScalarNode) and node.tag == _DATE:
            yield from _date_faults(node, name)


def _date_faults(node: yaml.ScalarNode, name: str) -> Iterator[Fault]:
    """A day that no calendar has, which YAML would tell without its line."""
    try:
        _CALENDAR.construct_yaml_timestamp(node)
    except ValueError:
        what = f"{node.value!r} is no day of the calendar"
        yield Fault(name, node.start_mark.line + 1, "", what, "write it like 2026-11-26")


def _doubled_keys(node: yaml.MappingNode, name: str) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        line = key.start_mark.line + 1
        if key.value in seen:
            what = f"the key {key.value!r} stands twice (also on line {seen[key.value]})"
            yield Fault(name, line, "", what, "keep one of them")
        seen[key.value] = line


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None
