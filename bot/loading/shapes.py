"""What the desk asks of the models: the keys of each for its forms, and whether what was typed fits one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ValidationError

from bot.loading.schema import ContactModel, KnowledgeFile
from bot.loading.schema.fields import Block
from bot.loading.yaml_file import YamlFile

FieldKind = Literal["text", "list", "yes", "yes or no", "date"]
"""`yes` means false where it is not given; `yes or no` may be left open."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One key of a model."""

    key: str
    kind: FieldKind
    per_language: bool
    required: bool
    in_lines: bool
    """Whether it is a text whose line ends mean something."""
    choices: tuple[str, ...]
    """The values that the model allows; empty where anything may be written."""


def shapes_of(model: type[BaseModel]) -> Iterator[Shape]:
    """The keys of a model, in its order."""
    # Only here is a text still told from a block of lines: pydantic keeps of both that they are text.
    written = get_type_hints(model, include_extras=True)
    for key, info in model.model_fields.items():
        kind, per_language, choices = _kind_of(info.annotation)
        yield Shape(key, kind, per_language, info.is_required(), _names(written[key], Block), choices)


def is_usable(file: YamlFile) -> bool:
    """Whether the program could read anything of a file."""
    try:
        KnowledgeFile.model_validate(file.data)
    except ValidationError:
        return False
    return True


def as_contact(data: Mapping[str, Any]) -> ContactModel | None:
    """None where a value is in a form that no contact may have."""
    try:
        return ContactModel.model_validate(data)
    except ValidationError:
        return None


def _kind_of(annotation: Any) -> tuple[FieldKind, bool, tuple[str, ...]]:
    if annotation == bool | None:
        return "yes or no", False, ("", "yes", "no")
    kinds: dict[Any, FieldKind] = {list: "list", bool: "yes", date: "date"}
    for value in _plain(annotation):
        origin = get_origin(value) or value
        if origin is dict:
            return "text", True, ()
        if origin is Literal:
            return "text", False, get_args(value)
        if origin in kinds:
            return kinds[origin], False, ()
    return "text", False, ()


def _names(annotation: Any, part: Any) -> bool:
    return bool(annotation == part) or any(_names(inner, part) for inner in get_args(annotation))


def _plain(annotation: Any) -> Iterator[Any]:
    """The types of a value, apart from null."""
    if get_origin(annotation) in (Union, UnionType):
        yield from (value for value in get_args(annotation) if value is not NoneType)
    else:
        yield annotation
