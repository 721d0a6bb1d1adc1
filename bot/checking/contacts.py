"""Contacts: whether a number can be dialled, and how long ago anyone looked."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

import phonenumbers

from bot.checking.folder import Folder, WholeFolder
from bot.checking.out_of_service import named_in
from bot.core.knowledge import Contact
from bot.loading.faults import Fault, Note, NoteKind
from bot.loading.schema import ContactModel
from bot.loading.sentences import Sentence, say

OVERDUE = timedelta(days=30)
"""After so long, a number that nobody has called may have changed."""
OLD = timedelta(days=2 * 365)
"""A page of this age may describe a line that is gone."""


def contact_faults(folder: Folder) -> Iterator[Fault]:
    """Faults that keep a call from reaching anyone, and contacts that stand twice."""
    numbers: dict[tuple[str, str], str] = {}
    pages: dict[str, str] = {}
    for part in folder.parts:
        for i, contact in enumerate(part.model.contacts):
            line = part.file.line_of(("contacts", i, "number"))
            reason = _not_dialable(contact)
            if reason:
                yield Fault(part.file.name, line, contact.id, say(reason, number=contact.number))
            first = numbers.setdefault((contact.number.replace(" ", ""), contact.channel), contact.id)
            if first != contact.id:
                yield Fault(part.file.name, line, contact.id, say("number.doubled", contact=first))
        for name, source in part.model.sources.items():
            first = pages.setdefault(source.url, name)
            if first != name:
                line = part.file.line_of(("sources", name, "url"))
                yield Fault(part.file.name, line, name, say("link.doubled", source=first))


def contact_notes(folder: WholeFolder) -> Iterator[Note]:
    """Numbers that it is time to call, and old sources: these come with time, so none of them is a fault."""
    today = folder.today
    if today is None:
        return
    named = {contact for text in folder.texts for contact in named_in(text.by_language)}
    for part in folder.parts:
        for i, model in enumerate(part.model.contacts):
            contact = folder.knowledge.contacts[model.id]
            line = part.file.line_of(("contacts", i, "checked_on"))
            calls = () if model.emergency else _call_notes(contact, today)
            used = (*_use_notes(contact, named), *_shelter_notes(model))
            for said, kind in (*calls, *_source_notes(contact, today), *used):
                yield Note(part.file.name, line, contact.id, said, kind)


def source_notes(folder: WholeFolder) -> Iterator[Note]:
    """Dates in the future, which people would read."""
    for part in folder.parts if folder.today else ():
        for name, source in part.model.sources.items():
            if source.date != "undated" and source.date > str(folder.today):
                line = part.file.line_of(("sources", name, "date"))
                yield Note(part.file.name, line, name, say("source.future", date=source.date), "unfinished")


def _not_dialable(contact: ContactModel) -> str:
    """Why no telephone network would accept a number, as the key of a sentence; short ones are accepted as they are."""
    if not contact.number.startswith("+"):
        return "dial.whatsapp" if contact.channel == "whatsapp" else ""
    try:
        number = phonenumbers.parse(contact.number)
    except phonenumbers.NumberParseException:
        return "dial.country"
    possible = phonenumbers.is_possible_number_with_reason(number)
    if possible == phonenumbers.ValidationResult.TOO_SHORT:
        return "dial.short"
    if possible == phonenumbers.ValidationResult.TOO_LONG:
        return "dial.long"
    return "" if phonenumbers.is_valid_number(number) else "dial.operator"


def _call_notes(contact: Contact, today: date) -> Iterator[tuple[Sentence, NoteKind]]:
    if contact.checked_on is None:
        yield say("call.never"), "call"
    elif today - contact.checked_on > OVERDUE:
        yield say("call.overdue", days=(today - contact.checked_on).days), "call"
    elif contact.checked_on > today:
        yield say("call.future", day=str(contact.checked_on)), "call"


def _use_notes(contact: Contact, named: Collection[str]) -> Iterator[tuple[Sentence, NoteKind]]:
    if contact.id not in named:
        yield say("contact.unnamed", contact=contact.id), "unnamed"


def _shelter_notes(contact: ContactModel) -> Iterator[tuple[Sentence, NoteKind]]:
    if contact.city and contact.shelter is None:
        yield say("contact.shelter"), "shelter"


def _source_notes(contact: Contact, today: date) -> Iterator[tuple[Sentence, NoteKind]]:
    if contact.seen == "undated":
        yield say("source.undated"), "source"
    elif today - _latest_day(contact.seen) > OLD:
        yield say("source.old", date=contact.seen), "source"


def _latest_day(seen: str) -> date:
    """The last day that a date such as `2024` or `2024-11` may mean, as far as it matters here."""
    parts = [int(part) for part in seen.split("-")]
    year, month, day = (*parts, *(12, 28)[len(parts) - 1 :])
    return date(year, month, day)
