"""Contacts that are out of service: what still refers to them, and where nothing else is left to call."""

from __future__ import annotations

from collections.abc import Iterator

from bot.checking.folder import WholeFolder
from bot.checking.texts import TextOf, crisis_replies
from bot.core.knowledge import Texts
from bot.core.replying.compose import contacts_named
from bot.loading.faults import Fault, Note
from bot.loading.sentences import say


def service_faults(folder: WholeFolder) -> Iterator[Fault]:
    """A crisis reply or a text of the program must offer at least one number that works, if it offers any."""
    dead = {c.id for c in folder.knowledge.contacts.values() if c.out_of_service}
    for part in folder.parts:
        own = (TextOf(part, ("texts", key), key, texts) for key, texts in part.model.texts.items())
        for text in (*own, *crisis_replies(part)):
            for code, words in text.by_language.items():
                named = set(contacts_named(words))
                if named and named <= dead:
                    yield text.fault(code, say("service.all", language=code, contacts=", ".join(sorted(named))))


def service_notes(folder: WholeFolder) -> Iterator[Note]:
    """Answers that still name what is out of service: the bot leaves it out, but the words around it may mislead."""
    for part in folder.parts:
        for i, contact in enumerate(part.model.contacts):
            if contact.out_of_service:
                named = [e.id for e in folder.knowledge.entries.values() if contact.id in named_in(e.answer)]
                said = say("service.named", entries=", ".join(named)) if named else say("service.out")
                line = part.file.line_of(("contacts", i, "out_of_service"))
                yield Note(part.file.name, line, contact.id, said, "service")


def named_in(texts: Texts) -> set[str]:
    """The contacts to which a text refers in any language."""
    return {contact for text in texts.values() for contact in contacts_named(text)}
