"""A question that has no answer, and its way to the organisers."""

from __future__ import annotations

from tests.fake_telegram import Group, Person, Reply

UNKNOWN = "colour of chairs at fair"
ASK, SEND, DO_NOT = "english button.ask", "english button.ask_yes", "english button.ask_no"


async def asks_organisers(person: Person, text: str = UNKNOWN) -> int:
    """Up to the copy in the organisers' chat; gives the person's message."""
    message = await person.says(text)
    await person.presses(await person.next_reply(), ASK)
    await person.presses(await person.next_reply(), SEND)
    return message


async def copy_of_question(person: Person, organisers: Group) -> Reply:
    """As it stands in the organisers' chat, once the person was told that it is there."""
    await asks_organisers(person)
    copy = await organisers.next_reply()
    await person.next_reply()
    return copy
