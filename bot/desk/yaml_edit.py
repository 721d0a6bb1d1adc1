"""Changes in the text of one knowledge file that leave everything else in it as the editor wrote it.

ruamel.yaml keeps comments, order and block texts. What it would write in another way than the editor did (a long line
that was folded by hand) is put back: only the lines that the change itself touches are taken from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import CollectionNode, MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString, ScalarString

from bot.loading.yaml_file import reads_as_text

QUOTED = frozenset(("number", "hours", "hours_claimed"))
_WIDEST = 1_000_000
"""Characters of a line: none is ever folded anew."""
ABSENT = object()
"""Stands for a key that is not written."""


class TextInLines(str):
    """A text whose line ends mean something: it is written as a block, also where it is one line as yet."""

    __slots__ = ()


class CannotEditError(Exception):
    """The file cannot be changed here without changing more than was asked; `key` names the text that says why."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def add_phrase(text: str, entry: str, language: str, phrase: str) -> str:
    """The file with one more phrase at the end of the entry's phrases; as it was, where it stands there already."""

    def change(data: Any) -> None:
        phrases = _phrases(data, entry)
        old = phrases.get(language) or ""
        lines = old.splitlines()
        if phrase not in map(str.strip, lines):
            phrases[language] = _block([*lines, phrase], old)

    return _changed(text, change)


def remove_phrase(text: str, entry: str, language: str, phrase: str) -> str:
    def change(data: Any) -> None:
        phrases = _phrases(data, entry)
        old = phrases.get(language) or ""
        rest = [line for line in old.splitlines() if line.strip() != phrase]
        if rest:
            phrases[language] = _block(rest, old)
        else:
            phrases.pop(language, None)

    return _changed(text, change)


def _phrases(data: Any, entry: str) -> Any:
    """By language; those that stand apart from the answer, where the file holds such of this entry."""
    apart = ((data or {}).get("more_phrases") or {}).get(entry)
    return _found(data, "entries", entry)["phrases"] if apart is None else apart


def set_record(text: str, kind: str, name: str, values: Mapping[str, Any]) -> str:
    """The file with new values of an entry, contact or source; what is unchanged is not touched.

    A value is what YAML should read, ABSENT, or texts by language.
    """
    if not values:
        return text

    def change(data: Any) -> None:
        found = _found(data, kind, name)
        for key, value in values.items():
            _set_value(found, key, value)

    return _changed(text, change)


def add_record(text: str, kind: str, name: str, values: Mapping[str, Any]) -> str:
    """The file with one more entry, contact or source behind the last one that it holds."""
    new: dict[str, Any] = {}
    for key, value in values.items():
        _set_value(new, key, value)
    return _inserted(
        text, kind, lambda is_list: [_with_id(name, new)] if is_list else {_scalar("id", name): CommentedMap(new)}
    )


def _with_id(name: str, values: Mapping[str, Any]) -> CommentedMap:
    return CommentedMap({"id": _scalar("id", name), **values})


def _inserted(text: str, kind: str, make: Callable[[bool], Any]) -> str:
    """With new lines and no other change: what stands between this group and the next belongs to the next."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    group = _node_of(text, kind)
    if group is None or group.flow_style or not group.value:
        raise CannotEditError("edit.first_of_its_kind")
    column, end = group.start_mark.column, group.end_mark.line
    while end and (not lines[end - 1].strip() or _is_comment(lines[end - 1], column)):
        end -= 1
    data = make(isinstance(group, SequenceNode))
    written = _written(_yaml(), {kind: data}).splitlines()[1:]
    lines[end:end] = [" " * column + line[2:] if line else line for line in written]
    return line_end.join([*lines, ""])


def _node_of(text: str, kind: str) -> Any:
    try:
        root = _yaml().compose(text)
    except YAMLError as error:
        raise CannotEditError("edit.not_a_knowledge_file") from error
    pairs = root.value if isinstance(root, MappingNode) else []
    return next((value for key, value in pairs if key.value == kind and isinstance(value, CollectionNode)), None)


def _is_comment(line: str, column: int) -> bool:
    """A deeper one may be a line of a text."""
    return line.lstrip().startswith("#") and len(line) - len(line.lstrip()) <= column


def _set_value(found: Any, key: str, value: Any) -> None:
    if value is ABSENT:
        found.pop(key, None)
    elif isinstance(value, Mapping):
        _set_texts(found, key, value)
    elif isinstance(value, list):
        if list(found.get(key) or ()) != value or key not in found:
            _put(found, key, _flow(value))
    elif key not in found or found[key] != value:
        _put(found, key, _text(key, value, found.get(key)) if isinstance(value, str) else value)


def _put(found: Any, key: str, value: Any) -> None:
    if key in found or not isinstance(found, CommentedMap):
        found[key] = value
    else:
        # Before the last key: a comment that follows that one belongs to what comes next.
        found.insert(max(0, len(found) - 1), key, value)


def _scalar(key: str, value: Any, old: Any = None) -> Any:
    """As the files write it: the old text's own class keeps its quotes, and what reads as no text gets them.

    ruamel.yaml would write "Yes" and "12:30" plain, being of a later YAML than the loader.
    """
    if not isinstance(value, str):
        return value
    if isinstance(old, ScalarString):
        return type(old)(value)
    return DoubleQuotedScalarString(value) if key in QUOTED or not reads_as_text(value) else value


def _flow(values: Sequence[str]) -> CommentedSeq:
    listed = CommentedSeq([_scalar("", value) for value in values])
    listed.fa.set_flow_style()
    return listed


def _set_texts(found: Any, key: str, texts: Mapping[str, str]) -> None:
    old = found.get(key)
    if old is None:
        old = {}
    for language, text in texts.items():
        _set_text(old, key, language, text)
    if not old:
        found.pop(key, None)
    elif key not in found:
        _put(found, key, CommentedMap(old))


def _set_text(texts: Any, key: str, language: str, value: str) -> None:
    old = texts.get(language)
    if not value.strip():
        texts.pop(language, None)
    elif old is not None and str(old).strip() == value.strip():
        return
    else:
        texts[language] = _text(key, value, old)


def _text(key: str, value: str, old: Any) -> Any:
    """Quotes would hide where a line ends."""
    is_block = isinstance(value, TextInLines) or "\n" in value or isinstance(old, LiteralScalarString)
    return _block(value.strip().splitlines(), old or "") if is_block else _scalar(key, value.strip(), old)


def _block(lines: Iterable[str], old: str) -> LiteralScalarString:
    """A `|` block that ends as the old one does: with its last line break, and the comment that follows it."""
    end = old[len(old.rstrip("\n")) :] if isinstance(old, LiteralScalarString) else "\n"
    block: LiteralScalarString = LiteralScalarString("\n".join(line.rstrip() for line in lines) + end)
    if hasattr(old, "comment"):
        setattr(block, "comment", old.comment)  # noqa: B010 - a slot that ruamel.yaml's types leave out
    return block


def _found(data: Any, kind: str, name: str) -> Any:
    group = (data or {}).get(kind) or []
    listed = group.items() if isinstance(group, Mapping) else ((item.get("id"), item) for item in group)
    for known, item in listed:
        if known == name:
            return item
    raise CannotEditError("edit.gone", name=name)


def _changed(text: str, change: Callable[[Any], None]) -> str:
    line_end = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    try:
        yaml = _yaml()
        before = _written(yaml, yaml.load(text))
        data = yaml.load(text)
        change(data)
        after = _written(yaml, data)
    except (YAMLError, AttributeError, KeyError, TypeError) as error:
        raise CannotEditError("edit.not_a_knowledge_file") from error
    new = after if before == text else _carried_over(text, before, after)
    return new.replace("\n", line_end)


def _carried_over(text: str, before: str, after: str) -> str:
    """`text` with the lines in which `after` differs from `before`."""
    old, plain, new = (t.splitlines(keepends=True) for t in (text, before, after))
    line_of = {
        a + k: b + k
        for a, b, size in SequenceMatcher(None, plain, old, autojunk=False).get_matching_blocks()
        for k in range(size + 1)
    }
    result, end = list[str](), 0
    for kind, a, b, c, d in SequenceMatcher(None, plain, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if any(line not in line_of for line in range(a, b + 1)) or line_of[b] - line_of[a] != b - a:
            raise CannotEditError("edit.would_rewrite")
        result += [*old[end : line_of[a]], *new[c:d]]
        end = line_of[b]
    return "".join([*result, *old[end:]])


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _WIDEST
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.representer.add_representer(type(None), _null)
    return yaml


def _null(representer: Any, _: None) -> ScalarNode:
    """As the files write it; ruamel.yaml would leave the place empty."""
    node: ScalarNode = representer.represent_scalar("tag:yaml.org,2002:null", "null")
    return node


def _written(yaml: YAML, data: Any) -> str:
    stream = StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()
