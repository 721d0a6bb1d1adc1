"""One YAML file, read safely, with the line of everything in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.loading.faults import Fault
from bot.loading.parser_messages import explain_yaml
from bot.loading.sentences import Sentence, say

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # PyYAML built without libyaml: slower, the same result.
    from yaml import SafeLoader  # type: ignore[assignment]

KeyPath = Sequence[str | int]
"""The keys, and the numbers of items, that lead to a value in a file."""
LARGEST = 10_000_000
"""Bytes; a file beyond this is a mistake or an attack."""
DEEPEST = 20
"""Levels of nesting; the knowledge needs eight."""
_VALUES = yaml.constructor.SafeConstructor()
_TEXT, _DATE = "tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp"
_SHOWN = 40
"""Letters that are shown of a wrong value."""
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029]")
"""The last three end a line for YAML and for no editor."""
_FLOOD = re.compile(r"(?:[\[{][\s,]*){1000}")
"""Nested so deep that libyaml would run out of stack before it could say so."""


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A parsed file: its data, and the nodes from which lines are told."""

    name: str
    data: Any
    root: yaml.Node | None
    text: str = ""

    def line_of(self, path: KeyPath) -> int:
        """The line (from 1) of a key or item; of the nearest parent where the path leads nowhere."""
        return self._find(path)[0]

    def line_in_block(self, path: KeyPath, offset: int) -> int:
        """The line of the `offset`-th line of a text, however it is written; spaces around the text do not count."""
        line, node = self._find(path)
        if not isinstance(node, yaml.ScalarNode):
            return line
        first: int = node.start_mark.line
        if node.style == "|":
            blank: int = node.value[: len(node.value) - len(node.value.lstrip())].count("\n")
            return first + 2 + blank + offset
        written = self.text.split("\n")[first : node.end_mark.line + 1]
        # A quoted or plain text begins behind its key, a folded one below it.
        written[0] = "" if node.style == ">" else written[0][node.start_mark.column :].strip("'\" ")
        return first + 1 + _line_of_folded(written, offset)

    def _find(self, path: KeyPath) -> tuple[int, yaml.Node | None]:
        """The line of a key or item, and its value; those of the nearest parent where the path leads nowhere."""
        node, line = self.root, 1
        for step in path:
            child = _child(node, step)
            if child is None:
                break
            key, node = child
            line = key.start_mark.line + 1
        return line, node


def _line_of_folded(written: Sequence[str], offset: int) -> int:
    """The line in which the `offset`-th line of a folded text begins: its line ends are spaces, and its blank lines
    line ends.
    """
    begun, ends, last = False, 0, 0
    for number, line in enumerate(written):
        if line.strip():
            begun, last = True, number
            if ends >= offset:
                return number
        elif begun:
            ends += 1
    return last


def read_yaml(path: Path, name: str) -> tuple[YamlFile, list[Fault]]:
    """Never raises for what a file holds; a file that cannot be read gives an empty one and its fault."""
    try:
        text = _read_text(path)
        if _FLOOD.search(text):
            raise _UnreadableError(say("file.deep", most=DEEPEST))
        if unseen := _UNSEEN.search(text):
            line = text.count("\n", 0, unseen.start()) + 1
            return YamlFile(name, None, None), [Fault(name, line, "", say("yaml.unseen"))]
        loader = SafeLoader(text)
        try:
            root = loader.get_single_node()
            faults = list(_structure_faults(root, name))
            data = loader.construct_document(root) if root is not None and not faults else None
        finally:
            loader.dispose()
    except _UnreadableError as error:
        return YamlFile(name, None, None), [Fault(name, 0, "", error.said)]
    except yaml.MarkedYAMLError as error:
        line, said = explain_yaml(error, text)
        return YamlFile(name, None, None), [Fault(name, line, "", said)]
    except Exception as error:  # from a tag on a value that does not fit it the library can come to nearly anything
        said = say("yaml.other", message=str(error).partition("\n")[0] or type(error).__name__)
        return YamlFile(name, None, None), [Fault(name, 0, "", said)]
    return YamlFile(name, data, root, text), faults


def reads_as_text(value: str) -> bool:
    """Whether a scalar has no quotes: then "Yes", "12:30" and "1_000" would be a truth value and numbers."""
    return not any(form.match(value) for _, form in SafeLoader.yaml_implicit_resolvers.get(value[:1], ()))


class _UnreadableError(Exception):
    def __init__(self, said: Sentence) -> None:
        super().__init__(said.key)
        self.said = said


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise _UnreadableError(say("file.large", most=LARGEST // 1_000_000))
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise _UnreadableError(say("file.unreadable", reason=error.strerror or "?")) from None
    except UnicodeDecodeError as error:
        raise _UnreadableError(say("file.not_utf8", byte=error.start)) from None


def _structure_faults(root: yaml.Node | None, name: str) -> Iterator[Fault]:
    """Doubled keys, which YAML would drop in silence; aliases and depth, by which a small file becomes a huge one."""
    seen: set[int] = set()
    stack = [(root, 0)] if root is not None else []
    while stack:
        node, depth = stack.pop()
        line = node.start_mark.line + 1
        if id(node) in seen:
            yield Fault(name, line, "", say("yaml.anchor"))
            continue
        seen.add(id(node))
        if depth > DEEPEST:
            yield Fault(name, line, "", say("file.deep", most=DEEPEST))
            return
        if isinstance(node, yaml.MappingNode):
            yield from _doubled_keys(node, name)
            stack += [(child, depth + 1) for pair in node.value for child in pair]
        elif isinstance(node, yaml.SequenceNode):
            stack += [(child, depth + 1) for child in node.value]
        elif isinstance(node, yaml.ScalarNode) and node.tag != _TEXT:
            yield from _value_faults(node, name)


def _value_faults(node: yaml.ScalarNode, name: str) -> Iterator[Fault]:
    """A day that no calendar has, or what is no number behind `!!int`, which YAML would tell without its line."""
    construct = _VALUES.yaml_constructors.get(node.tag)
    try:
        if construct:
            str(construct(_VALUES, node))  # Python writes no number that is too long
    except yaml.YAMLError:
        return  # told with its line when the file is constructed
    except Exception:  # the library expects what looks like the value
        said = say("yaml.date" if node.tag == _DATE else "yaml.value", value=node.value[:_SHOWN])
        yield Fault(name, node.start_mark.line + 1, "", said)


def _doubled_keys(node: yaml.MappingNode, name: str) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        line = key.start_mark.line + 1
        if key.value in seen:
            yield Fault(name, line, "", say("yaml.doubled", key=key.value, line=seen[key.value]))
        seen[key.value] = line


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None
