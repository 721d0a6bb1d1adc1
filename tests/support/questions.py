"""Plain questions for tests, at a fixed time, and what to look at in a reply."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from bot.core.answering import Answering
from bot.core.dialogue import Dialogue
from bot.core.model import Button, Memory, Question, Reply, Where

ASTANA = timezone(timedelta(hours=5))
NOON = datetime(2024, 11, 27, 12, tzinfo=ASTANA)
"""A Wednesday."""
MIXED = "кто снял гульмиру? меня изнасиловали"
"""A question and a cry for help."""
STRANGE = "qwrtpsdfg vbnmkl"
"""Nobody understands it."""
HELPED = Memory(last_language="en", shown="support.help", shown_at=NOON, helped_at=NOON)
"""As it is after any alarm."""
TOLD_OF_CHILDREN = HELPED._replace(shown="support.children")
"""After help, and a question about children."""


def question(text: str, *, minutes: float = 0, client: str | None = None, where: Where = "private") -> Question:
    return Question(text, NOON + timedelta(minutes=minutes), client, where)


def memory_after(dialogue: Dialogue, before: str) -> Memory:
    """What is remembered once this entry was shown or, where it is none, this was asked."""
    if before in dialogue.knowledge.entries:
        return Memory(shown=before, shown_at=NOON)
    return dialogue.reply_to(question(before)).memory if before else Memory()


def buttons(reply: Reply) -> list[Button]:
    return [button for row in reply.buttons for button in row]


def verbs(asked: Answering, reply: Reply) -> list[str | None]:
    return [asked.codes.verb_of(button.data) for button in buttons(reply)]


def button_for(asked: Answering, reply: Reply, verb: str) -> Button:
    return next(button for button in buttons(reply) if asked.codes.verb_of(button.data) == verb)


def has_help_in_reach(dialogue: Dialogue, reply: Reply) -> bool:
    numbers = [contact.number for contact in dialogue.knowledge.contacts.values()]
    return "help" in verbs(dialogue, reply) or any(number in reply.text for number in numbers)
