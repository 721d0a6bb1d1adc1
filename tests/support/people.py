"""What people do with the bot in many tests, and what is left of it in their chat."""

from __future__ import annotations

from tests.fake_telegram import Person


async def asks(person: Person, text: str) -> str:
    await person.says(text)
    return (await person.next_reply()).text


async def talks(person: Person, *texts: str) -> None:
    """Writes one text after the other, each once the one before is answered."""
    for text in texts:
        await asks(person, text)


async def chooses_russian(person: Person) -> None:
    await person.says("/language")
    await person.presses(await person.next_reply(), "Русский")
    await person.next_reply()


def left_in(person: Person) -> list[int]:
    return [message for chat, message in person.telegram.messages if chat == person.id]
