"""The files of a folder as one: the only place that knows how what several of them say goes together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.loading.schema import KnowledgeFile

_LINES = ("safe_words", "out_of_scope", "follow_ups")
"""Blocks of lines, of which every file may hold some."""


def merged(models: Sequence[KnowledgeFile]) -> KnowledgeFile:
    """Of what can stand only once (a name, an id) the first counts; a folder in which it stands twice has a fault."""
    # Not validated again: together the files may be longer than one may be.
    return KnowledgeFile.model_construct(
        **{key: _joined(key, [getattr(model, key) for model in models]) for key in KnowledgeFile.model_fields}
    )


def _joined(key: str, values: Sequence[Any]) -> Any:
    given = [value for value in values if value]
    if not given:
        return KnowledgeFile.model_fields[key].get_default(call_default_factory=True)
    if isinstance(given[0], list):
        return [item for listed in given for item in listed]
    if isinstance(given[0], dict):
        names = dict.fromkeys(name for table in given for name in table)
        return {name: _one([table[name] for table in given if name in table], lines=key in _LINES) for name in names}
    return _one(given, lines=key in _LINES)


def _one(found: Sequence[Any], *, lines: bool) -> Any:
    return "\n".join(found) if lines else found[0]
