"""The lists of words that a language may have, as `bot/core/word_groups.py` declares them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from inspect import cleandoc, getsource
from itertools import pairwise
from typing import Any, NamedTuple, get_type_hints

from bot.core import word_groups
from bot.core.knowledge import LanguageInfo


class WordList(NamedTuple):
    key: str
    declared: Any
    """Its type."""
    meaning: str
    required: bool


def is_group(declared: Any) -> bool:
    """Whether a field of a language holds lists of words, rather than one value."""
    return hasattr(declared, "_fields")


def _word_lists() -> Iterator[WordList]:
    meanings = dict(_texts_below_fields(getsource(word_groups)))
    for group in filter(is_group, get_type_hints(LanguageInfo).values()):
        for key, declared in get_type_hints(group).items():
            yield WordList(key, declared, meanings[key], required=key not in group._field_defaults)


def _texts_below_fields(source: str) -> Iterator[tuple[str, str]]:
    """What stands below each field of the classes: Python itself does not keep it."""
    for definition in ast.parse(source).body:
        for field, text in pairwise(definition.body if isinstance(definition, ast.ClassDef) else ()):
            match field, text:
                case ast.AnnAssign(target=ast.Name(id=key)), ast.Expr(value=ast.Constant(value=str(meaning))):
                    yield key, cleandoc(meaning)


WORD_LISTS = tuple(_word_lists())
PATTERN_LISTS = tuple(each.key for each in WORD_LISTS if each.key.endswith("_patterns"))
