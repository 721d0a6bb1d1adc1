"""What messages of YAML and pydantic mean, for people who are no programmers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from rapidfuzz.distance import OSA

from bot.loading.schema import TEXTS_BY_ID
from bot.loading.sentences import Sentence, say

_VALUE = re.compile(r"\s*(?:- )*[^\s:#][^:]*:\s+(.*)")
_COLON_INSIDE = re.compile(r"[^\"'].*:(?:\s|$)")
_NO_KEY = "expected key|block end"
_UNFINISHED = {
    "could not find expected ':'": "yaml.spaces",
    "unexpected end of stream": "yaml.quote",
    "',' or ']'": "yaml.bracket",
    "',' or '}'": "yaml.brace",
}
"""Meanings of YAML's messages about something unfinished, which are reported at the line where it began."""
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
"""Meanings of the other messages."""


def explain_yaml(error: yaml.MarkedYAMLError, text: str) -> tuple[int, Sentence]:
    """The line, and what is wrong there; `text` is the whole file."""
    message = error.problem or error.context or ""
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 0
    lines = text.splitlines()
    written = lines[mark.line] if mark and mark.line < len(lines) else ""
    opened = _never_closed(lines[: mark.line], written) if mark and re.search(_NO_KEY, message) else 0
    if opened:
        return opened, say("yaml.quote")
    special = _of_one_line(message, written, mark.column if mark else 0)
    if special:
        return line, special
    for said, key in (_UNFINISHED | _MISPLACED).items():
        if re.search(said, message):
            begun = error.context_mark if said in _UNFINISHED else None
            return begun.line + 1 if begun else line, say(key)
    return line, say("yaml.other", message=message)


def _never_closed(above: Sequence[str], written: str) -> int:
    """The line (from 1) of a quote that ended only where `written` opens another one; 0 where there is none."""
    for sign in (sign for sign in "\"'" if sign in written):
        last = max((number for number, line in enumerate(above) if sign in line), default=0)
        value = found[1] if above and (found := _VALUE.match(above[last])) else ""
        if value.startswith(sign) and value.replace('\\"', "").count(sign) % 2:
            return last + 1
    return 0


def _of_one_line(message: str, written: str, column: int) -> Sentence | None:
    """The meaning where the line itself tells more than the message."""
    value = found[1] if (found := _VALUE.match(written)) else ""
    if "values are not allowed" in message and _COLON_INSIDE.match(value):
        return say("yaml.colon")
    if re.search(_NO_KEY, message) and value.startswith(('"', "'", "{", "[")):
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
_QUOTED = re.compile(r"'([^']*)'")
_MOST_MISTYPED = 2
"""Letters in which a key that is not known may differ from one that is missing beside it, and be meant as that."""


@dataclass(frozen=True, slots=True)
class _Wrong:
    """One error of pydantic: its path, what was written there, and what else pydantic knows about it."""

    path: Sequence[str | int]
    value: Any
    context: Mapping[str, Any]
    message: str

    @property
    def key(self) -> str:
        return ".".join(str(step) for step in self.path if not isinstance(step, int))

    @property
    def last(self) -> str:
        return str(self.path[-1]) if self.path else ""


def explain_shapes(details: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Sequence[str | int], Sentence]]:
    """The path of each error of pydantic's, and what is wrong there; a misspelt key is not told as missing, too."""
    paths = [tuple(step for step in detail["loc"] if step != "[key]") for detail in details]
    kinds = [detail["type"] for detail in details]
    missing = {path for path, kind in zip(paths, kinds, strict=True) if kind == "missing"}
    meant: dict[tuple[str | int, ...], tuple[str | int, ...]] = {}
    for path in (path for path, kind in zip(paths, kinds, strict=True) if kind == "extra_forbidden"):
        if like := sorted(other for other in missing - set(meant.values()) if _is_like(path, other)):
            meant[path] = like[0]
    for path, detail in zip(paths, details, strict=True):
        if path in meant:
            yield path, say("shape.misspelt", key=str(path[-1]), meant=str(meant[path][-1]))
        elif path not in meant.values():
            yield path, explain_shape(detail, path)


def _is_like(path: Sequence[str | int], other: Sequence[str | int]) -> bool:
    """Whether two keys stand at one place and differ in hardly a letter."""
    return path[:-1] == other[:-1] and OSA.distance(str(path[-1]), str(other[-1])) <= _MOST_MISTYPED


def explain_shape(detail: Mapping[str, Any], path: Sequence[str | int]) -> Sentence:
    """What is wrong with a value; `detail` is one error of pydantic's."""
    wrong = _Wrong(path, detail.get("input"), detail.get("ctx", {}), detail["msg"])
    kind = detail["type"]
    explain = _KINDS.get(kind) or _FAMILIES.get(kind.partition("_")[0]) or _other
    return explain(wrong)


def _unknown_key(wrong: _Wrong) -> Sentence:
    return say("shape.address" if wrong.last == "address" else "shape.unknown", key=wrong.last)


def _no_keys(wrong: _Wrong) -> Sentence:
    return say("shape.keys", key=wrong.key) if wrong.key else say("shape.file")


def _wrong_form(wrong: _Wrong) -> Sentence:
    key, last, path = wrong.key, wrong.last, wrong.path
    if last in _FORMS:
        return say(f"shape.{last}", key=key)
    if last == wrong.value and (set(path) & set(_PER_LANGUAGE) or (len(path) > 2 and path[0] in TEXTS_BY_ID)):
        return say("shape.language", code=last)
    return say("shape.code", key=key, value=repr(wrong.value))


def _wrong_count(wrong: _Wrong) -> Sentence:
    wanted = wrong.context.get("min_length", wrong.context.get("max_length"))
    if wanted > 1:
        return say("shape.items", key=wrong.key, count=wrong.context["actual_length"], wanted=wanted)
    return say("shape.few", key=wrong.key)


def _unknown_word(wrong: _Wrong) -> Sentence:
    known = ", ".join(_QUOTED.findall(wrong.context["expected"]))
    return say("shape.word", key=wrong.key, value=repr(wrong.value), known=known)


def _other(wrong: _Wrong) -> Sentence:
    return say("shape.other", key=wrong.key, message=wrong.message)


_KINDS: Mapping[str, Callable[[_Wrong], Sentence]] = {
    "missing": lambda wrong: say("shape.missing", key=wrong.key, last=wrong.last),
    "extra_forbidden": _unknown_key,
    "string_type": lambda wrong: say("shape.empty" if wrong.value is None else "shape.text", key=wrong.key),
    "list_type": lambda wrong: say("shape.list", key=wrong.key),
    "dict_type": _no_keys,
    "model_type": _no_keys,
    "string_pattern_mismatch": _wrong_form,
    "string_too_short": lambda wrong: say("shape.empty", key=wrong.key),
    "string_too_long": lambda wrong: say("shape.long", key=wrong.key, most=wrong.context["max_length"]),
    "too_short": _wrong_count,
    "too_long": _wrong_count,
    "literal_error": _unknown_word,
    "no_such_date": lambda wrong: say("yaml.date", value=str(wrong.value)),
    "value_error": lambda wrong: say("shape.hours", key=wrong.key, value=repr(wrong.value)),
}
"""What is said about each type of error."""
_FAMILIES: Mapping[str, Callable[[_Wrong], Sentence]] = {
    "date": lambda wrong: say("shape.day", key=wrong.key, value=repr(wrong.value)),
    "bool": lambda wrong: say("shape.true", key=wrong.key, value=repr(wrong.value)),
}
"""The same for all types that begin with one word, such as `date_type` and `date_from_datetime_parsing`."""
