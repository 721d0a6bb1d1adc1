"""Which entries the words of a text leave possible, where it is not clear what is asked.

Some answers hurt whoever did not ask for them: nobody who was hit is offered the page for those who hit, and nobody who
lost no one that on grief, unless a word of the message speaks of that.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.knowledge import Entry
from bot.core.understanding.message import Message
from bot.core.understanding.patterns import Patterns, PatternWords


class OnlyWhere:
    """Judges by the words that the entries of one knowledge list under `only_where`."""

    def __init__(self, entries: Mapping[str, Entry], words: PatternWords) -> None:
        self._words = {
            name: Patterns({name: entry.only_where}, words, between=0)
            for name, entry in entries.items()
            if entry.only_where
        }

    def allows(self, entry: str, message: Message) -> bool:
        """Whether an entry lists no words, or a text holds some of them: as it is typed, or as it is corrected."""
        words = self._words.get(entry)
        return words is None or words.first_in_any(message.readings) is not None
