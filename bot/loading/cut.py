"""Cuts items out of knowledge files as their authors wrote them, comments included.

Where an item begins and ends is told by the nodes of the YAML: another layout of the same content gives the same.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import NamedTuple

import yaml

from bot.loading.yaml_file import YamlFile

Value = str | list[str] | None
"""A text or a list of texts; None stands for anything else."""
Change = Callable[[str, Value], str | None]
"""Of a key of an item and its value: what is written in their place, nothing where it is empty; None leaves them."""
_DEPTH = 2
"""Spaces before an item that is cut out."""


class _Item(NamedTuple):
    id: str
    first: int
    end: int
    """The lines, from 0; the end is the first line behind it."""
    node: yaml.Node


class _Edit(NamedTuple):
    first: int
    end: int
    text: str


def unchanged(_key: str, _value: Value) -> None:
    """A change of nothing."""


def items_of(files: Iterable[YamlFile], kind: str, wanted: Container[str], change: Change = unchanged) -> Iterator[str]:
    """The lines of each item of a list, or of each key, that is wanted."""
    for file in files:
        lines = _lines_of(file)
        for item in _items(file, kind, lines):
            if item.id in wanted:
                edited = _edited(lines, item.first, item.end, _edits(lines, item, change))
                yield "".join(_at_depth(edited.splitlines(keepends=True)))


def changed(file: YamlFile, kinds: Iterable[str], change: Change) -> str:
    """The whole file, with the change of every item of these kinds."""
    lines = _lines_of(file)
    edits = [e for kind in kinds for item in _items(file, kind, lines) for e in _edits(lines, item, change)]
    return _edited(lines, 0, len(lines), edits)


def _lines_of(file: YamlFile) -> list[str]:
    return [f"{line}\n" for line in file.text.splitlines()]


def _items(file: YamlFile, kind: str, lines: Sequence[str]) -> Iterator[_Item]:
    """None of a group in one line: there an item has no lines of its own."""
    pairs = file.root.value if isinstance(file.root, yaml.MappingNode) else ()
    group = next((value for key, value in pairs if key.value == kind), None)
    if not isinstance(group, yaml.CollectionNode) or group.flow_style:
        return
    for child in group.value:
        if isinstance(child, tuple):
            key, node = child
            yield _Item(key.value, key.start_mark.line, _end(node, lines), node)
        elif isinstance(child, yaml.MappingNode):
            first = child.start_mark.line
            while not lines[first].lstrip().startswith("-"):  # it may stand in a line of its own
                first -= 1
            name = next((value.value for key, value in child.value if key.value == "id"), "")
            yield _Item(name, first, _end(child, lines), child)


def _edits(lines: Sequence[str], item: _Item, change: Change) -> Iterator[_Edit]:
    if not isinstance(item.node, yaml.MappingNode) or item.node.flow_style:
        return
    for key, value in item.node.value:
        text = change(key.value, _plain(value))
        if text is not None:
            first, column = key.start_mark.line, key.start_mark.column
            before = lines[first][:column]  # spaces, or the dash of the item, which stays
            below = f"\n{' ' * column}".join(text.splitlines())
            goes = not (below or before.strip())
            yield _Edit(first, _end(value, lines), "" if goes else f"{before}{below}\n")


def _plain(node: yaml.Node) -> Value:
    if isinstance(node, yaml.SequenceNode):
        return [child.value for child in node.value if isinstance(child, yaml.ScalarNode)]
    return node.value if isinstance(node, yaml.ScalarNode) else None


def _end(node: yaml.Node, lines: Sequence[str]) -> int:
    """The line behind the last one of a node; comments and blank lines that follow it are not its own."""
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    mark = node.end_mark
    end: int = mark.line if mark.column == 0 and mark.line > node.start_mark.line else mark.line + 1
    while not lines[end - 1].strip():
        end -= 1
    return end


def _edited(lines: Sequence[str], first: int, end: int, edits: Iterable[_Edit]) -> str:
    written: list[str] = []
    for edit in sorted(edits):
        written += [*lines[first : edit.first], edit.text]
        first = edit.end
    return "".join([*written, *lines[first:end]])


def _at_depth(lines: Sequence[str]) -> Iterator[str]:
    """Items of files that indent their groups otherwise stand in one list."""
    depth = _spaces(lines[0])
    for line in lines:
        yield " " * max(0, _DEPTH + _spaces(line) - depth) + line.lstrip(" ") if line.strip() else line


def _spaces(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
