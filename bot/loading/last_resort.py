"""The help of a knowledge folder, kept a second time in one small file, for the day when its other files fail.

`last_resort.json` has the shape of any knowledge file: contacts, crisis replies, rules, safe words and the
program's own texts. `senim fit` writes it and `senim check` compares it, so no number is ever typed twice.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.core.knowledge import Language, Texts
from bot.core.replying.compose import BOT_NAME, contacts_named
from bot.core.replying.own_texts import OWN_TEXTS
from bot.loading.folder import Part
from bot.loading.merged import merged
from bot.loading.schema import REPLIES, CrisisModel, KnowledgeFile, VariantModel
from bot.replacing import replacing

LAST_RESORT = "last_resort.json"


def last_resort_of(parts: Sequence[Part]) -> KnowledgeFile:
    """The content of `last_resort.json`, made from a folder without faults."""
    whole = merged([part.model for part in parts])
    assert whole.name
    name = whole.name
    crisis = [
        CrisisModel(
            id=c.id,
            rules=c.rules,
            not_for=c.not_for,
            reply=_named(c.reply or {}, name) or None,
            more=c.more,
            to_child=_named(c.to_child or {}, name) or None,
            variants=c.variants,
        )
        for c in whole.crisis
    ]
    variants = [_variant(v, name) for v in whole.variants]
    texts = {key: _named(text, name) for key, text in whole.texts.items() if key in OWN_TEXTS}
    replies = [by for c in crisis for by in c.replies] + [by for v in variants for by in v.replies]
    spoken = [t for by in replies for t in by.values()]
    spoken += [t for by in texts.values() for t in by.values()]
    shown = {contact for text in spoken for contact in contacts_named(text)}
    contacts = [c for c in whole.contacts if c.id in shown]
    cited = {source for contact in contacts for source in contact.sources}
    return KnowledgeFile(
        time_zone=whole.time_zone,
        languages=whole.languages,
        contacts=contacts,
        sources={i: source for i, source in whole.sources.items() if i in cited},
        crisis=[c for c in crisis if c.reply],
        variants=variants,
        pattern_words=whole.pattern_words,
        safe_words=whole.safe_words,
        texts=texts,
    )


def _variant(variant: VariantModel, name: str) -> VariantModel:
    """The variant with the name of the bot filled in; entries, which a last resort has none of, are left out."""
    named = {key: _named(texts, name) for key in REPLIES if (texts := getattr(variant, key))}
    return variant.model_copy(update={**named, "in_place_of": []})


def _named(texts: Texts, name: str) -> dict[Language, str]:
    """The text with the name of the bot filled in, since that stands in a file that may fail."""
    return {code: text.replace(BOT_NAME, name) for code, text in texts.items()}


def as_json(parts: Sequence[Part]) -> str:
    """The text of `last_resort.json`."""
    data = last_resort_of(parts).model_dump(mode="json", exclude_defaults=True)
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def write_last_resort(folder: Path, parts: Sequence[Part]) -> Path:
    path = folder / LAST_RESORT
    with replacing(path) as new:
        new.write_text(as_json(parts), encoding="utf-8")
    return path


def read_last_resort(folder: Path) -> KnowledgeFile | None:
    """The last resort; None where it is missing or cannot be read. Reading it never fails, whatever it holds."""
    try:
        return KnowledgeFile.model_validate_json((folder / LAST_RESORT).read_bytes())
    except (OSError, ValidationError, RecursionError):
        return None


def is_current(folder: Path, parts: Sequence[Part]) -> bool:
    kept = read_last_resort(folder)
    return kept is not None and _without_calls(kept) == _without_calls(last_resort_of(parts))


def _without_calls(kept: KnowledgeFile) -> dict[str, Any]:
    """The day of the last call is left out: it changes with each call, and no help depends on it."""
    return kept.model_dump(mode="json", exclude={"contacts": {"__all__": {"checked_on"}}}, exclude_defaults=True)
