"""Entries, contacts and sources as forms, whose fields are those of the models by which the check reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.desk.yaml_edit import ABSENT, TextInLines
from bot.loading.shapes import FieldKind, shapes_of

FieldTexts = Mapping[str, str]
"""What a form shows, by the names of its fields."""
_ROWS = {"answer": 6, "phrases": 8, "name": 2, "for_whom": 2, "call": 3}
"""How many lines the fields of long texts show at least."""
_ROWS_OF_LINES = 4
_SAID = {"yes": True, "no": False}
_WHOLE_DATE, _BARE_YEAR = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Field:
    """One place of a form."""

    key: str
    language: str
    """Empty where the value is the same in every language."""
    shape: FieldKind
    required: bool
    in_lines: bool
    """Whether its line ends mean something; elsewhere a text is one line, however it is typed or written."""
    choices: tuple[str, ...]
    """What can be chosen; empty where anything may be typed."""

    @property
    def name(self) -> str:
        return f"{self.key}.{self.language}" if self.language else self.key

    @property
    def rows(self) -> int:
        return _ROWS.get(self.key, _ROWS_OF_LINES if self.in_lines else 1)

    def is_same(self, text: str, other: str) -> bool:
        """Whether both say the same: boxes are ticked in no order."""
        return text == other or bool(self.shape == "list" and self.choices and set(ids_in(text)) == set(ids_in(other)))


def fields_of(model: type[Any], languages: Sequence[str], choices: Mapping[str, Sequence[str]]) -> tuple[Field, ...]:
    """The fields of a model but for the id, which never changes. `choices` are those that the folder offers, by key."""
    return tuple(
        Field(shape.key, code, shape.kind, shape.required, shape.in_lines, tuple(offered))
        for shape in shapes_of(model)
        if shape.key != "id"
        for offered in [choices.get(shape.key, shape.choices)]
        for code in (languages if shape.per_language else ("",))
    )


def texts_of(fields: Sequence[Field], model: Any) -> dict[str, str]:
    return {field.name: _text_of(getattr(model, field.key), field) for field in fields}


def changes(fields: Sequence[Field], texts: FieldTexts, was: FieldTexts) -> dict[str, Any]:
    """What to write so that the file says what the form says; values that say the same are left as they are written."""
    values: dict[str, Any] = {}
    for field in fields:
        text = texts[field.name]
        if field.name in was and field.is_same(text, was[field.name]):
            continue
        if field.language:
            values.setdefault(field.key, {})[field.language] = _as_written(text, field)
        else:
            values[field.key] = _value_of(field, text)
    return values


def data_of(fields: Sequence[Field], texts: FieldTexts) -> dict[str, Any]:
    """The data of a form as the model would read it."""
    values = changes(fields, texts, {}).items()
    kept = {key: _without_empty(value) if isinstance(value, dict) else value for key, value in values}
    return {key: value for key, value in kept.items() if value is not ABSENT}


def ids_in(text: str) -> list[str]:
    return re.findall(r"[\w.]+", text)


def _without_empty(texts: Mapping[str, str]) -> dict[str, str]:
    return {code: text for code, text in texts.items() if text}


def _text_of(value: Any, field: Field) -> str:
    if isinstance(value, Mapping):
        return _as_written(value.get(field.language, ""), field)
    if isinstance(value, bool):
        return "yes" if value else "" if field.shape == "yes" else "no"
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else _as_written(str(value), field)


def _as_written(text: str, field: Field) -> str:
    return TextInLines(text.strip()) if field.in_lines else " ".join(text.split())


def _value_of(field: Field, text: str) -> Any:
    if field.shape == "list":
        return ids_in(text) or ([] if field.required else ABSENT)
    if field.shape == "yes":
        return True if text == "yes" else ABSENT
    if field.shape == "yes or no":
        return _SAID.get(text, ABSENT)
    if not text:
        return None if field.required else ABSENT
    return _as_date(text) if field.shape == "date" or field.key == "date" else _as_written(text, field)


def _as_date(text: str) -> Any:
    """Written without quotes where YAML would read it as the same: a whole date, a year."""
    if _WHOLE_DATE.fullmatch(text):
        with suppress(ValueError):
            return date.fromisoformat(text)
    return int(text) if _BARE_YEAR.fullmatch(text) else text
