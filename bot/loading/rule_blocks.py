"""The rules of crisis classes, wherever they stand: beside the reply, or under `more_rules` in the file of a theme."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from bot.loading.yaml_file import KeyPath

if TYPE_CHECKING:
    from bot.loading.folder import Part


class RuleBlock(NamedTuple):
    """Rules of one class in one language that stand together."""

    crisis: str
    path: KeyPath
    text: str


def rule_blocks(part: Part) -> Iterator[RuleBlock]:
    """Those of one file."""
    for i, crisis in enumerate(part.model.crisis):
        for code, text in crisis.rules.items():
            yield RuleBlock(crisis.id, ("crisis", i, "rules", code), text)
    for name, by_language in part.model.more_rules.items():
        for code, text in by_language.items():
            yield RuleBlock(name, ("more_rules", name, code), text)
