"""What YAML's and pydantic's messages mean, for someone who is no programmer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from bot.loading.sentences import Sentence, say

_VALUE = re.compile(r"\s*(?:- )*[^\s:#][^:]*:\s+(.*)")
_COLON_INSIDE = re.compile(r"[^\"'].*:(?:\s|$)")
_UNFINISHED = {
    "could not find expected ':'": "yaml.spaces",
    "unexpected end of stream": "yaml.quote",
    "',' or ']'": "yaml.bracket",
    "',' or '}'": "yaml.brace",
}
"""What a message of YAML means that is told where the thing began that YAML could not finish."""
_MISPLACED = {
    "tab character|'\\\\t'": "yaml.tab",
    "unknown escape character": "yaml.backslash",
    "comment or (?:a )?line break": "yaml.behind",
    "sequence entries are not allowed": "yaml.dash",
    "mapping keys are not allowed": "yaml.question",
    "another document": "yaml.document",
    "determine a constructor": "yaml.exclamation",
    "alphabetic or numeric|undefined alias": "yaml.asterisk",
    "expected key|block end|'-' indicator|values are not allowed": "yaml.spaces",
}
"""What the other messages mean."""


def explain_yaml(error: yaml.MarkedYAMLError, text: str) -> tuple[int, Sentence]:
    """The line, and what is wrong there; `text` is the whole file."""
    message = error.problem or error.context or ""
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 0
    lines = text.splitlines()
    written = lines[mark.line] if mark and mark.line < len(lines) else ""
    special = _of_one_line(message, written, mark.column if mark else 0)
    if special:
        return line, special
    for said, key in (_UNFINISHED | _MISPLACED).items():
        if re.search(said, message):
            begun = error.context_mark if said in _UNFINISHED else None
            return begun.line + 1 if begun else line, say(key)
    return line, say("yaml.other", message=message)


def _of_one_line(message: str, written: str, column: int) -> Sentence | None:
    """Where what is written on the line tells more than the message."""
    value = found[1] if (found := _VALUE.match(written)) else ""
    if "values are not allowed" in message and _COLON_INSIDE.match(value):
        return say("yaml.colon")
    if re.search("expected key|block end", message) and value.startswith(('"', "'", "{", "[")):
        return say("yaml.goes_on", sign=value[0])
    if "cannot start any token" in message and column < len(written) and written[column] != "\t":
        return say("yaml.begins", sign=written[column])
    if "cannot start any token" in message:
        return say("yaml.tab")
    return None


# ---- shapes -------------------------------------------------------------------------------------

_FORMS = ("id", "number", "url", "date")
"""Keys whose values have a form of their own."""
_PER_LANGUAGE = ("title", "answer", "phrases", "name", "for_whom", "call", "reply", "examples", "near_misses")
TEXTS_BY_ID = ("texts", "more_phrases", "more_examples", "more_near_misses")
"""Keys below which an id stands, and below that the languages."""
_QUOTED = re.compile(r"'([^']*)'")


def explain_shape(detail: Mapping[str, Any], path: Sequence[str | int]) -> Sentence:
    """What is wrong with a value; `detail` is one error of pydantic's."""
    kind, context, value = detail["type"], detail.get("ctx", {}), repr(detail.get("input"))
    key = ".".join(str(step) for step in path if not isinstance(step, int))
    last = str(path[-1]) if path else ""
    match kind:
        case "missing":
            return say("shape.missing", key=key, last=last)
        case "extra_forbidden":
            return say("shape.address" if last == "address" else "shape.unknown", key=last)
        case "string_type" | "list_type":
            return say("shape.text" if kind == "string_type" else "shape.list", key=key)
        case "dict_type" | "model_type":
            return say("shape.keys", key=key) if key else say("shape.file")
        case "string_pattern_mismatch":
            return _wrong_form(key, last, detail.get("input"), path)
        case "string_too_short":
            return say("shape.empty", key=key)
        case "string_too_long":
            return say("shape.long", key=key, most=context["max_length"])
        case "too_short" | "too_long":
            wanted = context.get("min_length", context.get("max_length"))
            return (
                say("shape.items", key=key, count=context["actual_length"], wanted=wanted)
                if wanted > 1
                else say("shape.few", key=key)
            )
        case "literal_error":
            known = ", ".join(_QUOTED.findall(context["expected"]))
            return say("shape.word", key=key, value=value, known=known)
        case "no_such_date":
            return say("yaml.date", value=str(detail["input"]))
        case "value_error":
            return say("shape.hours", key=key, value=value)
    if kind.startswith(("date", "bool")):
        return say("shape.day" if kind.startswith("date") else "shape.true", key=key, value=value)
    return say("shape.other", key=key, message=detail["msg"])


def _wrong_form(key: str, last: str, value: Any, path: Sequence[str | int]) -> Sentence:
    if last in _FORMS:
        return say(f"shape.{last}", key=key)
    if last == value and (set(path) & set(_PER_LANGUAGE) or (len(path) > 2 and path[0] in TEXTS_BY_ID)):
        return say("shape.language", code=last)
    return say("shape.code", key=key, value=repr(value))
