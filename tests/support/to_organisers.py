"""A question that has no answer, and its way to the organisers."""

from __future__ import annotations

from fake_telegram import Person

UNKNOWN = "colour of chairs at fair"
ASK, SEND, DO_NOT = "english button.ask", "english button.ask_yes", "english button.ask_no"


async def asks(person: Person, text: str = UNKNOWN) -> int:
    """Up to the copy in the organisers' chat; gives the person's message."""
    message = await person.says(text)
    await person.presses(await person.next_reply(), ASK)
    await person.presses(await person.next_reply(), SEND)
    return message
