"""What sounds like a cry and is none of its author's: a line that is quoted, or what only leads to a question.

"How do you say 'he beats me' in Kazakh" asks for words, and "I don't want to die, I want to know the schedule" asks for
the schedule. What is left without these words is heard like any message; where it is calm, help stays at hand in one
line, since whoever asks so may still need it.
"""

from __future__ import annotations

import re

from bot.core.text import normal_forms
from bot.core.understanding.message import Message, Words
from bot.core.understanding.patterns import Patterns, PatternWords
from bot.core.understanding.word_lists import WordLists

_IN_QUOTES = re.compile(r"""["“”«„][^"“”«»„]{2,}["“”»]|(?<!\w)['‘’].{2,}?['‘’](?!\w)""", re.DOTALL)
_MOST_TRANSLATED = 12
"""Words of a message that is all to be translated: longer ones tell something."""


class SetAside:
    """Finds these by the lists of the languages."""

    def __init__(self, lists: WordLists, words: PatternWords) -> None:
        people = lists.people
        self._quoting = Patterns({"": people.quoting_patterns}, words)
        self._translating = Patterns({"": people.translating_patterns}, words)
        self._asides = Patterns({"": people.aside_patterns}, words)

    def without_quotes(self, message: Message) -> str | None:
        """The message without what it quotes; None where it quotes nothing."""
        rest = _IN_QUOTES.sub(" , ", message.text)
        is_quoting = rest != message.text and self._quoting.first_in(normal_forms(rest)) is not None
        return rest if is_quoting else None

    def is_to_translate(self, message: Message) -> bool:
        """Whether it is hardly more than words to translate."""
        if len(message.typed) > _MOST_TRANSLATED:
            return False
        asking = normal_forms(_IN_QUOTES.sub(" , ", message.text))
        return self._translating.first_in_any((*message.readings, asking)) is not None

    def beside_asides(self, message: Message) -> Words:
        """The question that is left without what only leads to it; empty where there is nothing of the kind."""
        words = message.typed
        aside = {place for found in self._asides.all_in(words) for place in found.places}
        return tuple(word for place, word in enumerate(words) if place not in aside) if aside else ()
