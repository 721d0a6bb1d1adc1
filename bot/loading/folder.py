"""A knowledge folder: every YAML file below it, validated, joined and turned into plain data."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_origin, get_type_hints

from pydantic import ValidationError

from bot.core.entry_ids import family_of
from bot.core.hours import Hours
from bot.core.knowledge import (
    Contact,
    CrisisClass,
    Entry,
    Knowledge,
    Language,
    LanguageInfo,
    Menu,
    Source,
    Topic,
    Variant,
)
from bot.loading.asked_with import askings_in
from bot.loading.faults import Fault, KnowledgeError
from bot.loading.files import knowledge_files
from bot.loading.lost_text import lost_text_faults
from bot.loading.merged import merged
from bot.loading.parser_messages import explain_shapes
from bot.loading.references import reference_faults
from bot.loading.schema import BY_ID, ContactModel, CrisisModel, EntryModel, KnowledgeFile, LanguageModel, VariantModel
from bot.loading.schema.word_lists import is_group
from bot.loading.sentences import say
from bot.loading.yaml_file import YamlFile, read_yaml


def read_parts(folder: Path) -> list[Part]:
    """Reads every file of a folder that can be used. Raises KnowledgeError with every fault."""
    parts, faults = read_folder(folder)
    # Whether files fit together can only be judged when every file could be read.
    faults += [] if faults else reference_faults(parts)
    if faults:
        raise KnowledgeError(faults)
    return parts


@dataclass(frozen=True, slots=True)
class Part:
    """One file: as data, and with its lines for telling where a fault is."""

    file: YamlFile
    model: KnowledgeFile


def read_folder(folder: Path) -> tuple[list[Part], list[Fault]]:
    """Every file below `folder` that has the right shape, and the faults of the others."""
    try:
        paths = knowledge_files(folder)
    except OSError as error:
        return [], [_unreadable(folder, error)]
    if not paths:
        return [], [_why_empty(folder)]
    parts, faults = [], []
    for path in paths:
        file, found = read_yaml(path, str(path.relative_to(folder)))
        faults += found
        if found or file.data is None:
            continue
        faults += lost_text_faults(file)
        try:
            parts.append(Part(file, KnowledgeFile.model_validate(file.data)))
        except ValidationError as error:
            faults += _shape_faults(file, error)
    return parts, faults


def _why_empty(folder: Path) -> Fault:
    try:
        with os.scandir(folder):  # pathlib passes over what may not be read
            what = say("folder.empty")
    except (FileNotFoundError, NotADirectoryError):
        what = say("folder.none")
    except OSError as error:
        return _unreadable(folder, error)
    return Fault(str(folder), 0, "", what)


def _unreadable(folder: Path, error: OSError) -> Fault:
    return Fault(str(folder), 0, "", say("folder.unreadable", reason=error.strerror or "?"))


def _shape_faults(file: YamlFile, error: ValidationError) -> Iterator[Fault]:
    for path, said in explain_shapes(error.errors(include_url=False)):
        yield Fault(file.name, file.line_of(path), _entry_at(file.data, path), said)


def _entry_at(data: Any, path: Sequence[str | int]) -> str:
    """The id of the entry, contact or class that the path leads into."""
    for depth, step in enumerate(path):
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return ""
        if isinstance(data, dict) and isinstance(data.get("id"), str):
            return str(data["id"])
        if depth >= 1 and path[0] in BY_ID:
            return str(step)
    return ""


def join(parts: Iterable[Part]) -> Knowledge:
    """One Knowledge from files that are free of faults."""
    whole = merged([part.model for part in parts])
    private = frozenset(whole.private)
    goes_with_help = private | set(whole.goes_with_help)
    assert whole.name
    assert whole.time_zone
    assert whole.menu
    sources = {i: Source(i, s.title, s.url, s.date) for i, s in whole.sources.items()}
    return Knowledge(
        name=whole.name,
        time_zone=whole.time_zone,
        languages={code: language_of(code, info) for code, info in whole.languages.items()},
        entries={e.id: _entry(e, private, goes_with_help) for e in whole.entries},
        contacts={c.id: contact_of(c, sources) for c in whole.contacts},
        sources=sources,
        dates=whole.dates,
        topics={i: Topic(i, t.kind, lines_of(t.names), t.follow_up) for i, t in whole.topics.items()},
        crisis={c.id: crisis_class_of(c, whole.variants) for c in whole.crisis},
        safe_words=frozenset(lines_of(whole.safe_words or "")),
        soft_words=frozenset(lines_of(whole.soft_words or "")),
        texts=whole.texts,
        menu=Menu(tuple(map(tuple, whole.menu.rows)), whole.menu.commands),
        synonyms={i: tuple(words.split()) for i, words in whole.synonyms.items()},
        pattern_words=pattern_words_of(whole),
        out_of_scope=_phrases(whole.out_of_scope),
        follow_ups=_phrases(whole.follow_ups),
    )


def _entry(model: EntryModel, private: Collection[str], goes_with_help: Collection[str]) -> Entry:
    family = family_of(model.id)
    return Entry(
        id=model.id,
        topic=model.topic,
        title=model.title,
        answer=model.answer,
        phrases=_phrases(model.phrases),
        related=tuple(model.related),
        sources=tuple(model.sources),
        sensitive=family in private,
        goes_with_help=family in goes_with_help,
        reassures=model.reassures,
        told_after_help=lines_of(model.told_after_help or ""),
        own_story=model.own_story,
        asked_with=tuple(askings_in(model.asked_with or "")),
        only_where=lines_of(model.only_where or ""),
    )


def contact_of(model: ContactModel, sources: Mapping[str, Source]) -> Contact:
    dates = [sources[s].date for s in model.sources]
    return Contact(
        id=model.id,
        number=model.number,
        name=model.name,
        hours=hours_of(model.hours),
        hours_claimed=hours_of(model.hours_claimed),
        cost=model.cost,
        seen=max((d for d in dates if d != "undated"), default="undated"),
        checked_on=model.checked_on,
        out_of_service=model.out_of_service,
    )


def hours_of(written: str | None) -> Hours | None:
    return None if written is None else Hours.parse(written)


def crisis_class_of(model: CrisisModel, variants: Sequence[VariantModel]) -> CrisisClass:
    """With those of the variants that it lists, in its order; of two with one id, the first."""
    known = {variant.id: variant for variant in reversed(variants)}
    return CrisisClass(
        id=model.id,
        examples=_phrases(model.examples),
        near_misses=_phrases(model.near_misses),
        rules=rules_of(model),
        not_for=lines_of(model.not_for or ""),
        reply=model.reply or {},
        more=model.more or "",
        variants={variant: _variant(known[variant], model) for variant in model.variants if variant in known},
        to_child=model.to_child or {},
        instead=model.instead,
    )


def rules_of(model: CrisisModel) -> tuple[str, ...]:
    return tuple(rule for block in model.rules.values() for rule in lines_of(block))


def _variant(model: VariantModel, of: CrisisModel) -> Variant:
    same, same_to_child = (model.reply, model.to_child) if model.lasts else (None, None)
    return Variant(
        when=lines_of(model.when),
        reply=model.reply,
        more=model.more or of.more or "",
        not_for=lines_of(model.not_for or ""),
        to_child=model.to_child or {},
        again=model.again or same or {},
        again_to_child=model.again_to_child or same_to_child or {},
        in_place_of=frozenset(model.in_place_of),
    )


def pattern_words_of(whole: KnowledgeFile) -> dict[str, dict[Language, tuple[str, ...]]]:
    return {i: {code: tuple(words.split()) for code, words in by.items()} for i, by in whole.pattern_words.items()}


def language_of(code: Language, model: LanguageModel) -> LanguageInfo:
    written = {**dict(model), "code": code, "letters": list(model.letters)}
    return LanguageInfo(**_fields_of(LanguageInfo, written))


def _fields_of(kind: type[Any], written: Mapping[str, Any]) -> dict[str, Any]:
    """Each from the key of the same name; those of a group stand beside the others in a file."""
    return {
        name: declared(**_fields_of(declared, written)) if is_group(declared) else _as_kind(declared, written[name])
        for name, declared in get_type_hints(kind).items()
    }


def _as_kind(kind: Any, written: Any) -> Any:
    """A set is written as words between spaces, or as a list."""
    if get_origin(kind) is frozenset:
        return frozenset(written.split() if isinstance(written, str) else written)
    return tuple(written) if get_origin(kind) is tuple else written


def _phrases(blocks: dict[Language, str]) -> dict[Language, tuple[str, ...]]:
    return {language: lines_of(block) for language, block in blocks.items()}


def lines_of(block: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in block.splitlines() if line.strip())
