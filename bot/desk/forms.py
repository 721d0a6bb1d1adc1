"""Entries, contacts and sources as forms, whose fields are those of the models by which the check reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.desk.yaml_edit import ABSENT
from bot.loading.schema import PATTERN_KEYS
from bot.loading.shapes import FieldKind, shapes_of

Texts = Mapping[str, str]
"""What a form shows, by the names of its fields."""
ROWS = {"answer": 6, "phrases": 8, "name": 2, "for_whom": 2, "call": 3, **dict.fromkeys(PATTERN_KEYS, 4)}
"""Texts that are often longer than a line, with how many lines they show at least."""
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
    choices: tuple[str, ...]
    """What can be chosen; empty where anything may be typed."""

    @property
    def name(self) -> str:
        return f"{self.key}.{self.language}" if self.language else self.key

    @property
    def rows(self) -> int:
        return ROWS.get(self.key, 1)


def fields_of(model: type[Any], languages: Sequence[str], choices: Mapping[str, Sequence[str]]) -> tuple[Field, ...]:
    """The fields of a model but for the id, which never changes. `choices` are those that the folder offers, by key."""
    return tuple(
        Field(shape.key, code, shape.kind, shape.required, tuple(choices.get(shape.key, shape.choices)))
        for shape in shapes_of(model)
        if shape.key != "id"
        for code in (languages if shape.per_language else ("",))
    )


def texts_of(fields: Sequence[Field], model: Any) -> dict[str, str]:
    return {field.name: _text_of(getattr(model, field.key), field) for field in fields}


def changes(fields: Sequence[Field], texts: Texts, was: Texts) -> dict[str, Any]:
    """What to write so that the file says what the form says; values that say the same are left as they are written."""
    values: dict[str, Any] = {}
    for field in fields:
        text = texts[field.name]
        if text == was.get(field.name):
            continue
        if field.language:
            values.setdefault(field.key, {})[field.language] = text
        else:
            values[field.key] = _value_of(field, text)
    return values


def data_of(fields: Sequence[Field], texts: Texts) -> dict[str, Any]:
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
        return str(value.get(field.language, "")).strip()
    if isinstance(value, bool):
        return "yes" if value else "" if field.shape == "yes" else "no"
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else str(value)


def _value_of(field: Field, text: str) -> Any:
    if field.shape == "list":
        return ids_in(text) or ([] if field.required else ABSENT)
    if field.shape == "yes":
        return True if text == "yes" else ABSENT
    if field.shape == "yes or no":
        return _SAID.get(text, ABSENT)
    if not text:
        return None if field.required else ABSENT
    return _as_date(text) if field.shape == "date" or field.key == "date" else text


def _as_date(text: str) -> Any:
    """Written without quotes where YAML would read it as the same: a whole date, a year."""
    if _WHOLE_DATE.fullmatch(text):
        with suppress(ValueError):
            return date.fromisoformat(text)
    return int(text) if _BARE_YEAR.fullmatch(text) else text
