"""Text that YAML accepts without complaint although hardly anybody means it: lines that become one, and text behind a
"#".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import yaml

from bot.loading.faults import Fault
from bot.loading.schema import ONE_A_LINE
from bot.loading.sentences import say
from bot.loading.yaml_file import YamlFile

_PARTED_BY_SPACES = ("synonyms", "pattern_words")
"""Keys below which an id may have one of those names, and a line end is only a space."""
_HASHTAG = re.compile(r"\s+(#\w\S*)")
"""Editors write comments with a space behind the "#"."""


def lost_text_faults(file: YamlFile) -> Iterator[Fault]:
    """The faults of this kind in a file that could be read."""
    lines = file.text.split("\n")
    for key, node in _texts_below(file.root, ""):
        line = node.start_mark.line + 1
        if key in ONE_A_LINE and _is_joined(node, lines):
            yield Fault(file.name, line, "", say("lines.joined", key=key))
        if not node.style and (found := _HASHTAG.match(lines[node.end_mark.line], node.end_mark.column)):
            yield Fault(file.name, node.end_mark.line + 1, "", say("text.cut", lost=found[1]))


def _texts_below(node: yaml.Node | None, key: str) -> Iterator[tuple[str, yaml.ScalarNode]]:
    """Each value with the key of a file that it stands below."""
    if isinstance(node, yaml.ScalarNode):
        yield key, node
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _texts_below(child, key)
    elif isinstance(node, yaml.MappingNode):
        for name, child in node.value:
            if key not in _PARTED_BY_SPACES and name.value in (*_PARTED_BY_SPACES, *ONE_A_LINE):
                yield from _texts_below(child, name.value)
            else:
                yield from _texts_below(child, key)


def _is_joined(node: yaml.ScalarNode, lines: list[str]) -> bool:
    """Whether it is written on several lines of which YAML makes one; a blank line between two keeps them apart."""
    if node.style == "|":
        return False
    begun = node.start_mark.line + (node.style == ">")
    ended = node.end_mark.line + (node.end_mark.column > 0)
    return _count(lines[begun:ended]) > max(1, _count(node.value.split("\n")))


def _count(lines: Iterable[str]) -> int:
    return sum(bool(line.strip(" '\"")) for line in lines)
