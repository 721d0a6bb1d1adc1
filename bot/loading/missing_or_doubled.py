"""What a folder must hold and does not, and what may stand only once in it and stands twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from bot.core.crisis_classes import DISTRESS
from bot.core.replying.own_texts import OWN_TEXTS
from bot.loading.faults import Fault
from bot.loading.rule_blocks import RuleBlock, rule_blocks
from bot.loading.sentences import say
from bot.loading.yaml_file import KeyPath

if TYPE_CHECKING:
    from bot.loading.folder import Part


def missing_faults(parts: Sequence[Part]) -> Iterator[Fault]:
    """Settings, the class that answers safe words, and texts that the program itself says."""
    yield from _missing_settings(parts)
    yield from _missing_classes(parts)
    yield from _missing_texts(parts)


def doubled_faults(parts: Sequence[Part]) -> Iterator[Fault]:
    """Settings, ids and rules."""
    yield from _doubled_settings(parts)
    yield from _doubled_ids(parts)
    yield from _doubled_rules(parts)


def _missing_settings(parts: Sequence[Part]) -> Iterator[Fault]:
    for key in ("name", "time_zone", "menu", "languages", "entries", "contacts", "crisis", "safe_words"):
        if not any(getattr(part.model, key) for part in parts):
            yield Fault("knowledge.yaml", 0, "", say("missing.setting", key=key))


def _missing_classes(parts: Sequence[Part]) -> Iterator[Fault]:
    """A safe word must always have a reply."""
    if not any(crisis.id == DISTRESS for part in parts for crisis in part.model.crisis):
        yield Fault("crisis", 0, DISTRESS, say("missing.class"))


def _missing_texts(parts: Sequence[Part]) -> Iterator[Fault]:
    known = {text for part in parts for text in part.model.texts}
    commands = {f"command.{name}" for part in parts if part.model.menu for name in part.model.menu.commands}
    for key in sorted((OWN_TEXTS | commands) - known):
        yield Fault("ui.yaml", 0, key, say("missing.text"))


def _doubled_settings(parts: Iterable[Part]) -> Iterator[Fault]:
    """What may stand only once: a second one would never be heard."""
    for key in ("name", "time_zone", "menu"):
        saying = [part.file for part in parts if getattr(part.model, key)]
        for file in saying[1:]:
            location = f"{saying[0].name}:{saying[0].line_of((key,))}"
            yield Fault(file.name, file.line_of((key,)), "", say("setting.taken", key=key, location=location))


def _doubled_ids(parts: Iterable[Part]) -> Iterator[Fault]:
    seen: dict[tuple[str, str], str] = {}
    for part in parts:
        for kind, name, path in _definitions(part):
            line = part.file.line_of(path)
            first = seen.setdefault((kind, name), f"{part.file.name}:{line}")
            if first != f"{part.file.name}:{line}":
                yield Fault(part.file.name, line, name, say("id.taken", location=first))


def _doubled_rules(parts: Iterable[Part]) -> Iterator[Fault]:
    """Rules of a class that stand in two blocks: whoever takes one of them out would leave the other."""
    seen: dict[tuple[str, str], tuple[Part, RuleBlock, int]] = {}
    for part in parts:
        for block in rule_blocks(part):
            for offset, typed in enumerate(block.text.splitlines()):
                rule = " ".join(typed.split())
                other, first, at = seen.setdefault((block.crisis, rule.casefold()), (part, block, offset))
                if rule and first is not block:
                    said = say("line.twice", line=rule, location=f"{other.file.name}:{_line_of(other, first, at)}")
                    yield Fault(part.file.name, _line_of(part, block, offset), block.crisis, said)


def _line_of(part: Part, block: RuleBlock, offset: int) -> int:
    return part.file.line_in_block(block.path, offset)


def _definitions(part: Part) -> Iterator[tuple[str, str, KeyPath]]:
    model = part.model
    for i, entry in enumerate(model.entries):
        yield "entry", entry.id, ("entries", i)
    for i, contact in enumerate(model.contacts):
        yield "contact", contact.id, ("contacts", i)
    for i, crisis in enumerate(model.crisis):
        yield "crisis", crisis.id, ("crisis", i)
    for i, variant in enumerate(model.variants):
        yield "variant", variant.id, ("variants", i)
    for kind in ("sources", "dates", "topics", "texts", "languages", "synonyms", "pattern_words"):
        for name in getattr(model, kind):
            yield kind, name, (kind, name)
