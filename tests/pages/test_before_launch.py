"""What a person must do before launch names every line and every crisis reply as the knowledge has them."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.knowledge import Knowledge
from bot.loading import shipped_folder
from bot.loading.folder import read_parts
from bot.loading.schema import ContactModel
from tests.support.senim_program import ROOT

PAGE = (ROOT / "docs" / "before-launch.md").read_text(encoding="utf-8")


def table(name: str) -> list[str]:
    """The rows of a marked table, without its head."""
    between = PAGE.partition(f"<!-- {name}:")[2].partition(f"<!-- /{name} -->")[0]
    return [line for line in between.splitlines() if line.startswith("| ")][1:]


def row_of(contact: ContactModel) -> str:
    hours = contact.hours or "not confirmed"
    claimed = f" (claimed: {contact.hours_claimed})" if contact.hours_claimed else ""
    languages = ", ".join(contact.languages) or "not confirmed"
    return f"| {contact.number} | {contact.name['en']} | {hours}{claimed} | {contact.cost} | {languages} |"


def signed_texts(knowledge: Knowledge) -> Iterator[str]:
    for crisis in knowledge.crisis.values():
        if crisis.reply:
            yield f"| {crisis.id}, and behind More: {crisis.more} |"


def test_the_lines_to_call_are_those_of_the_knowledge() -> None:
    contacts = [contact for part in read_parts(shipped_folder()) for contact in part.model.contacts]

    assert table("contacts") == [row_of(contact) for contact in contacts]


def test_every_crisis_reply_has_a_place_to_sign(knowledge: Knowledge) -> None:
    rows = table("texts")

    assert [text for text in signed_texts(knowledge) if not any(row.startswith(text) for row in rows)] == []


def test_every_language_has_a_column_to_sign(knowledge: Knowledge) -> None:
    assert "| text | " + " | ".join(knowledge.languages) + " |" in PAGE
