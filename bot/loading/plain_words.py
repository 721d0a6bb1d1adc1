"""What YAML's and pydantic's messages mean, for someone who is no programmer, with an example of a right value."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

IN_QUOTES = 'put the whole text in quotes: "…"'
_SPACES = (
    "this line, or the one above it, has more or fewer spaces at its beginning than its neighbours",
    "give it as many as they have; a key ends with a colon and a space",
)
_VALUE = re.compile(r"\s*(?:- )*[^\s:#][^:]*:\s+(.*)")
_COLON_INSIDE = re.compile(r"[^\"'].*:(?:\s|$)")


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a message of YAML means."""

    message: str
    what: str
    cure: str
    where_it_began: bool = False
    """Whether the place to mend is where the thing began that YAML could not finish."""


_MEANINGS = [
    _Meaning("could not find expected ':'", *_SPACES, where_it_began=True),
    _Meaning("tab character|'\\\\t'", "a tab stands where spaces belong", "replace it by spaces"),
    _Meaning("unexpected end of stream", "the quote that opens here is never closed", "close it", where_it_began=True),
    _Meaning("',' or ']'", "the bracket [ that opens here is never closed", "close it: [first, second]", True),
    _Meaning("',' or '}'", "the brace { that opens here is never closed", f"close it, or {IN_QUOTES}", True),
    _Meaning("unknown escape character", r"a backslash (\) stands in the text", "take it out"),
    _Meaning("comment or (?:a )?line break", "something stands behind | or >", "begin the text on the next line"),
    _Meaning("sequence entries are not allowed", "a text may not begin with a dash here", IN_QUOTES),
    _Meaning("mapping keys are not allowed", "a text may not begin with '?'", IN_QUOTES),
    _Meaning("another document", "'---' begins a second file within this one", "remove it"),
    _Meaning("determine a constructor", "a text may not begin with '!'", IN_QUOTES),
    _Meaning("alphabetic or numeric|undefined alias", "a text may not begin with '*' or '&'", IN_QUOTES),
    _Meaning("expected key|block end|'-' indicator|values are not allowed", *_SPACES),
]


def of_yaml(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str, str]:
    """The line, what is wrong there, and what to do; `text` is the whole file."""
    message = error.problem or error.context or ""
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 0
    lines = text.splitlines()
    written = lines[mark.line] if mark and mark.line < len(lines) else ""
    special = _of_one_line(message, written, mark.column if mark else 0)
    if special:
        return line, *special
    for meaning in _MEANINGS:
        if re.search(meaning.message, message):
            begun = error.context_mark if meaning.where_it_began else None
            return begun.line + 1 if begun else line, meaning.what, meaning.cure
    return line, message, "check indents, colons and quotes near this line"


def _of_one_line(message: str, written: str, column: int) -> tuple[str, str] | None:
    """Where what is written on the line tells more than the message."""
    value = found[1] if (found := _VALUE.match(written)) else ""
    if "values are not allowed" in message and _COLON_INSIDE.match(value):
        return "there is a colon inside a text", IN_QUOTES
    if re.search("expected key|block end", message) and value.startswith(('"', "'", "{", "[")):
        return f"the text goes on behind what begins with {value[0]}", f"{IN_QUOTES}, with « » inside it"
    if "cannot start any token" in message and column < len(written) and written[column] != "\t":
        return f"a text may not begin with {written[column]!r}", IN_QUOTES
    if "cannot start any token" in message:
        return "a tab stands where spaces belong", "replace it by spaces"
    return None


# ---- shapes -------------------------------------------------------------------------------------

_SHAPES = {
    "id": "use small Latin letters, digits and _, parts joined by full stops, like film.title",
    "number": 'write three digits ("112"), or + with the country code ("+7 700 000 00 00")',
    "url": "begin it with https:// and leave no spaces in it",
    "date": "write it like 2024-11-27, 2024-11, 2024 or undated",
}
"""What to do where a value has the wrong form, by its key."""
_ID = "write an id: small Latin letters, digits and _"
_PER_LANGUAGE = ("title", "answer", "phrases", "name", "for_whom", "call", "reply", "examples", "near_misses", "texts")
_LANGUAGE = "write two small letters as elsewhere; a line of the text above needs as many spaces as that text"


def of_shape(detail: Mapping[str, Any], path: Sequence[str | int]) -> tuple[str, str]:
    """What is wrong with a value, and what to do; `detail` is one error of pydantic's."""
    kind, context, value = detail["type"], detail.get("ctx", {}), detail.get("input")
    key = ".".join(str(step) for step in path if not isinstance(step, int)) or "the file"
    last = str(path[-1]) if path else ""
    if kind == "missing":
        return f"{key} is missing", f'add "{last}:"'
    if kind == "extra_forbidden":
        cure = "check its spelling and indent, or remove it"
        if last == "address":
            cure = "a public office's stands in an answer, a shelter's nowhere (docs/editing.md, Addresses)"
        return f"the key {last!r} is not known here", cure
    if kind in ("string_type", "dict_type", "list_type", "model_type"):
        shape = {"string_type": "a text", "list_type": "a list"}.get(kind, "keys with values below it")
        return f"{key} should be {shape}", 'put a text in quotes ("…"), or compare with a neighbour'
    if kind == "string_pattern_mismatch":
        return _wrong_form(key, last, value, path)
    if kind == "string_too_short":
        return f"{key} is empty", "write the text below it, or remove the key"
    if kind == "string_too_long":
        return f"{key} has more than {context['max_length']} characters", "shorten it"
    if kind in ("too_short", "too_long"):
        wanted = context.get("min_length", context.get("max_length"))
        return f"{key} has {context['actual_length']} items", f"give {wanted}{' or more' if wanted == 1 else ''}"
    if kind == "literal_error":
        return f"{key}: {value!r} is none of the words that may stand here", f"use {_plain_list(context['expected'])}"
    if kind.startswith("date"):
        return f"{key}: {value!r} is no date", "write it like 2026-11-26"
    if kind.startswith("bool"):
        return f"{key}: {value!r} is neither true nor false", "write true or false"
    return f"{key}: {detail['msg'].removeprefix('Value error, ')}", "correct the value"


def _wrong_form(key: str, last: str, value: Any, path: Sequence[str | int]) -> tuple[str, str]:
    if last in _SHAPES:
        return f"{key} is not in the right form", _SHAPES[last]
    if last == value and set(path) & set(_PER_LANGUAGE):
        return f"{last!r} is no language", _LANGUAGE
    return f"{key}: {value!r} is not in the right form", _ID


def _plain_list(expected: str) -> str:
    return expected.replace("'", "")
