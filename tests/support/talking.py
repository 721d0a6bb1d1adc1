"""What people do with the bot in many tests."""

from __future__ import annotations

from fake_telegram import Person


async def asks(person: Person, text: str) -> str:
    await person.says(text)
    return (await person.next_reply()).text


async def chooses_russian(person: Person) -> None:
    await person.says("/language")
    await person.presses(await person.next_reply(), "Русский")
    await person.next_reply()
