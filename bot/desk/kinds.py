"""What can be edited in a form: entries, contacts and sources, each with its fields, its place and its preview."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from bot.clock import now_in
from bot.core.dialogue import Dialogue
from bot.core.knowledge import Entry, Knowledge
from bot.core.model import Paragraph, Span, to_plain
from bot.core.replying.compose import Composer
from bot.desk.files import digest
from bot.desk.forms import Field, FieldTexts, data_of, fields_of, ids_in
from bot.desk.opened import Opened
from bot.loading.folder import contact_of
from bot.loading.schema import ContactModel, EntryModel, SourceModel
from bot.loading.shapes import as_contact

Name = Literal["entries", "contacts", "sources"]
Record = EntryModel | ContactModel | SourceModel
_UNSAVED = "unsaved"


@dataclass(frozen=True, slots=True)
class Preview:
    """A text as people would read it now."""

    paragraphs: tuple[Paragraph, ...]
    length: int


@dataclass(frozen=True, slots=True)
class EditKind:
    """One of the three. `name` is both the key in the files and the first part of the addresses."""

    name: Name
    model: type[Any]
    id_form: re.Pattern[str]
    shown_after: str
    """The field below which the preview stands; empty where there is none."""
    preview: Callable[[Opened, str, tuple[Field, ...], FieldTexts, str], Preview | None]

    def all(self, opened: Opened) -> Mapping[str, Any]:
        known: Mapping[str, Any] = getattr(opened, self.name)
        return known

    def files(self, opened: Opened) -> list[str]:
        return [part.file.name for part in opened.parts if getattr(part.model, self.name)]

    def fields(self, opened: Opened) -> tuple[Field, ...]:
        topics = opened.topics
        choices = {
            "topic": ["", *topics],
            "city": ["", *(name for name, topic in topics.items() if topic.kind == "city")],
            "languages": list(opened.languages),
        }
        return fields_of(self.model, list(opened.languages), choices)


def digest_of(record: Record) -> str:
    """Changes whenever anything of an entry, contact or source does."""
    return digest(record.model_dump_json())


def _entry(opened: Opened, _: str, __: tuple[Field, ...], texts: FieldTexts, language: str) -> Preview:
    """The answer with every number, date and link filled in; as typed, where one of them does not exist."""
    text = texts[f"answer.{language}"]
    if opened.dialogue is None or not text:
        return Preview(((Span(text),),), len(text))
    knowledge = opened.dialogue.knowledge
    composer, at = Composer(knowledge), now_in(knowledge.time_zone)
    sources = tuple(name for name in ids_in(texts["sources"]) if name in knowledge.sources)
    entry = Entry(_UNSAVED, None, {}, {language: text}, {}, (), sources, sensitive=False)
    try:
        length = len(to_plain(composer.paragraphs(text, language, at)))
        return Preview(composer.answer(entry, language, at), length)
    except KeyError:
        return Preview(((Span(text),),), len(text))


def _contact(opened: Opened, name: str, fields: tuple[Field, ...], texts: FieldTexts, language: str) -> Preview | None:
    """The contact as `{contact:ID}` shows it in an answer; None as long as one of its values cannot be read."""
    if opened.dialogue is None:
        return None
    model = as_contact({"id": name or _UNSAVED, **data_of(fields, texts)})
    if model is None:
        return None
    knowledge = _with_contact(opened.dialogue, model)
    at = now_in(knowledge.time_zone)
    paragraphs = Composer(knowledge).paragraphs(f"{{contact:{model.id}}}", language, at)
    return Preview(paragraphs, len(to_plain(paragraphs)))


def _with_contact(dialogue: Dialogue, model: ContactModel) -> Knowledge:
    knowledge = dialogue.knowledge
    known = model.model_copy(update={"sources": [name for name in model.sources if name in knowledge.sources]})
    contact = contact_of(known, knowledge.sources)
    return replace(knowledge, contacts={**knowledge.contacts, model.id: contact})


def _nothing(*_: object) -> None:
    return None


_CODE = re.compile(r"[a-z0-9_]+")
ENTRIES = EditKind("entries", EntryModel, re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*"), "answer", _entry)
CONTACTS = EditKind("contacts", ContactModel, _CODE, "name", _contact)
SOURCES = EditKind("sources", SourceModel, _CODE, "", _nothing)
