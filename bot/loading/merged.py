"""The files of a folder joined into one: the only place that knows how what they say goes together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.loading.schema import EntryModel, KnowledgeFile

_LINES = ("safe_words", "soft_words", "out_of_scope", "follow_ups")
"""Blocks of lines of which any file may hold some."""
_MORE = {
    "more_phrases": ("entries", "phrases"),
    "more_examples": ("crisis", "examples"),
    "more_near_misses": ("crisis", "near_misses"),
    "more_rules": ("crisis", "rules"),
}
"""Lines that stand apart, and the block to which they add."""


def merged(models: Sequence[KnowledgeFile]) -> KnowledgeFile:
    """Where something can stand only once (a name, an id) the first counts; a folder in which it stands twice has a
    fault.

    What stands apart is joined to what it belongs to.
    """
    known = {
        key: _joined(key, [getattr(model, key) for model in models])
        for key in KnowledgeFile.model_fields
        if key not in _MORE
    }
    for more, (group, key) in _MORE.items():
        apart = [getattr(model, more) for model in models]
        known[group] = [_with_more(item, key, apart) for item in known[group]]
    # Not validated again: together the files may be longer than one may be.
    return KnowledgeFile.model_construct(**known)


def whole_entry(entry: EntryModel, models: Iterable[KnowledgeFile]) -> EntryModel:
    """The entry with the phrases that stand apart from its answer."""
    whole: EntryModel = _with_more(entry, "phrases", [model.more_phrases for model in models])
    return whole


def _with_more(item: Any, key: str, apart: Iterable[Mapping[str, Any]]) -> Any:
    """Lines beside an answer or reply come first, then those that stand apart, in the order of the files."""
    more = [table[item.id] for table in apart if item.id in table]
    return item.model_copy(update={key: _one_table([getattr(item, key), *more], lines=True)}) if more else item


def _joined(key: str, values: Sequence[Any]) -> Any:
    given = [value for value in values if value]
    if not given:
        return KnowledgeFile.model_fields[key].get_default(call_default_factory=True)
    if isinstance(given[0], list):
        return [item for listed in given for item in listed]
    if isinstance(given[0], dict):
        return _one_table(given, lines=key in _LINES)
    return _one(given, lines=key in _LINES)


def _one_table(tables: Sequence[Mapping[str, Any]], *, lines: bool) -> dict[str, Any]:
    names = dict.fromkeys(name for table in tables for name in table)
    return {name: _one([table[name] for table in tables if name in table], lines=lines) for name in names}


def _one(found: Sequence[Any], *, lines: bool) -> Any:
    return "\n".join(found) if lines else found[0]
