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
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.scalarstring import LiteralScalarString

_WIDEST = 1_000_000
ABSENT = object()
"""Stands for a key that is not written."""


class CannotEditError(Exception):
    """The file cannot be changed here without changing more than was asked; the message says why."""


def add_phrase(text: str, entry: str, language: str, phrase: str) -> str:
    """The file with one more phrase at the end of the entry's phrases; as it was, where it stands there already."""

    def change(data: Any) -> None:
        phrases = _found(data, "entries", entry)["phrases"]
        old = phrases.get(language) or ""
        lines = old.splitlines()
        if phrase not in map(str.strip, lines):
            phrases[language] = _block([*lines, phrase], old)

    return _changed(text, change)


def remove_phrase(text: str, entry: str, language: str, phrase: str) -> str:
    def change(data: Any) -> None:
        phrases = _found(data, "entries", entry)["phrases"]
        old = phrases.get(language) or ""
        phrases[language] = _block([line for line in old.splitlines() if line.strip() != phrase], old)

    return _changed(text, change)


def set_entry(text: str, entry: str, fields: Mapping[str, Mapping[str, str]]) -> str:
    """The file with new titles, answers or phrases by language; what is unchanged is not touched."""

    def change(data: Any) -> None:
        found = _found(data, "entries", entry)
        for key, by_language in fields.items():
            for language, value in by_language.items():
                _set_text(found, key, language, value)

    return _changed(text, change)


def add_entry(
    text: str, entry: str, fields: Mapping[str, Mapping[str, str]], lists: Mapping[str, Sequence[str]], topic: str = ""
) -> str:
    """The file with one more entry at the end of its entries; `lists` are related entries and sources."""

    def change(data: Any) -> None:
        if not (data or {}).get("entries"):
            raise CannotEditError("this file holds no entries yet; choose another, or begin it in a text editor")
        new: dict[str, Any] = {"id": entry, **({"topic": topic} if topic else {})}
        for key, by_language in fields.items():
            for language, value in by_language.items():
                _set_text(new, key, language, value)
        for key, ids in lists.items():
            new[key] = CommentedSeq(ids)
            new[key].fa.set_flow_style()
        data["entries"].append(CommentedMap(new))

    return _changed(text, change)


def set_contact(text: str, contact: str, values: Mapping[str, Any]) -> str:
    """The file with new values of a contact's keys; ABSENT removes a key."""

    def change(data: Any) -> None:
        found = _found(data, "contacts", contact)
        for key, value in values.items():
            if value is ABSENT:
                found.pop(key, None)
            elif key in found:
                found[key] = value
            else:
                # Before the last key: a comment that follows that one belongs to what comes next.
                found.insert(max(0, len(found) - 1), key, value)

    return _changed(text, change)


def _set_text(found: Any, key: str, language: str, value: str) -> None:
    texts = found.get(key)
    if texts is None:
        texts = found[key] = {}
    old = texts.get(language)
    if old is not None and str(old).strip() == value.strip():
        return
    if key == "title":
        # The old text's own class keeps its quotes.
        kind = type(old) if isinstance(old, str) else str
        texts[language] = kind(value.strip())
    else:
        texts[language] = _block(value.strip().splitlines(), old or "")


def _block(lines: Iterable[str], old: str) -> LiteralScalarString:
    """A `|` block that ends as the old one does: with its last line break, and the comment that follows it."""
    end = old[len(old.rstrip("\n")) :] if isinstance(old, LiteralScalarString) else "\n"
    block: LiteralScalarString = LiteralScalarString("\n".join(line.rstrip() for line in lines) + end)
    if hasattr(old, "comment"):
        setattr(block, "comment", old.comment)  # noqa: B010 - a slot that ruamel.yaml's types leave out
    return block


def _found(data: Any, kind: str, name: str) -> Any:
    for item in (data or {}).get(kind) or []:
        if item.get("id") == name:
            return item
    raise CannotEditError(f"{name} no longer stands in this file")


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
        raise CannotEditError("the file is not in the shape of a knowledge file") from error
    new = after if before == text else _carried_over(text, before, after)
    return new.replace("\n", line_end)


def _carried_over(text: str, before: str, after: str) -> str:
    """`text` with the lines in which `after` differs from `before`."""
    old, plain, new = (t.splitlines(keepends=True) for t in (text, before, after))
    place = {
        a + k: b + k
        for a, b, size in SequenceMatcher(None, plain, old, autojunk=False).get_matching_blocks()
        for k in range(size + 1)
    }
    result, end = list[str](), 0
    for kind, a, b, c, d in SequenceMatcher(None, plain, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if any(line not in place for line in range(a, b + 1)) or place[b] - place[a] != b - a:
            raise CannotEditError(
                "the lines are written in a way that the desk would change; edit them in a text editor"
            )
        result += [*old[end : place[a]], *new[c:d]]
        end = place[b]
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
