"""What a message says that is nothing but emojis: a thumbs up stands for "ok" where a language lists it so.

Beside words an emoji says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.core.knowledge import LanguageInfo
from bot.core.text import LONGEST, normal_forms, symbols
from bot.core.understanding.message import Words


class SymbolWords:
    """The emojis among the short forms of some languages."""

    def __init__(self, languages: Iterable[LanguageInfo]) -> None:
        self._words: dict[str, Words] = {
            symbol: tuple(normal_forms(full))
            for info in languages
            for short, full in info.short_forms.items()
            for symbol in symbols(short)
        }

    def said_by(self, text: str) -> Words | None:
        """The words for which its emojis stand, those of the first; None where it holds words, or an unknown one."""
        seen = symbols(text) if self._words and len(text) <= LONGEST else []
        if not seen or not self._words.keys() >= {*seen} or normal_forms(text):
            return None
        return self._words[seen[0]]
