"""Which language a message asks for, and for nothing else."""

from __future__ import annotations

import pytest

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Language
from bot.core.understanding.language_request import LanguageRequests


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("орысша айтшы", "ru"),
        ("орысша жауап берші", "ru"),
        ("ағылшынша бола ма", "en"),
        ("қазақша", "kk"),
        ("отвечай по-казахски", "kk"),
        ("можно на казахском?", "kk"),
        ("на английском", "en"),
        ("переведи на русский", "ru"),
        ("Reply in Russian", "ru"),
        ("in english please", "en"),
        ("теперь опять русский", "ru"),
        ("can i ask in russian", "ru"),
        ("енді қазақша", "kk"),
        ("can you answer in kazakh?", "kk"),
    ],
)
def test_a_language_may_be_asked_for_in_any_of_them(dialogue: Dialogue, text: str, language: Language) -> None:
    assert LanguageRequests(dialogue.by_itself.lists).asked_for(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "in russian?",
        "was it in russian",
        "а на русском?",
        "на каком языке был вечер",
        "I need a lawyer in english",
        "I don't speak Russian",
        "they speak Russian?",
        "he beats me, in english please",
        "орысша ма",
        "кто говорит по-русски",
    ],
)
def test_what_asks_or_tells_anything_else_asks_for_none(dialogue: Dialogue, text: str) -> None:
    assert LanguageRequests(dialogue.by_itself.lists).asked_for(text) is None
