from __future__ import annotations

import pytest

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.model import Memory
from bot.core.understanding.symbol_words import SymbolWords
from tests.support.questions import HELPED, question


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        *[(typed, ("ok",)) for typed in ("👍", "👍🏽 👍!", "👍❤️")],
        ("❤️", ("love",)),
        *[(typed, None) for typed in ("👍🙂", "👍 no", "...", "")],
    ],
)
def test_emojis_say_what_they_stand_for_where_nothing_else_is_typed(
    small_knowledge: Knowledge, typed: str, said: tuple[str, ...] | None
) -> None:
    info = small_knowledge.languages["en"]._replace(short_forms={"👍": "ok", "❤": "love", "idk": "no idea"})

    assert SymbolWords([info]).said_by(typed) == said


@pytest.mark.parametrize(("typed", "entry"), [("❤️", "chat.thanks"), ("🙏🙏", "chat.thanks"), ("👍", "chat.ok")])
@pytest.mark.parametrize("memory", [Memory(last_language="ru"), HELPED])
def test_hearts_and_thumbs_are_returned_in_the_language_of_the_talk(
    dialogue: Dialogue, typed: str, entry: str, memory: Memory
) -> None:
    reply = dialogue.reply_to(question(typed), memory)

    assert (reply.entry, reply.language) == (entry, memory.last_language)
