"""What the words of a message are held against, made once for a knowledge: the words that its languages list, those
that its patterns name together, and what tells who writes.
"""

from __future__ import annotations

from typing import NamedTuple, Self

from bot.core.knowledge import Knowledge
from bot.core.understanding.distress.speaker import Speaker
from bot.core.understanding.patterns import PatternWords
from bot.core.understanding.word_lists import WordLists


class Vocabulary(NamedTuple):
    lists: WordLists
    pattern_words: PatternWords
    speaker: Speaker

    @classmethod
    def of(cls, knowledge: Knowledge) -> Self:
        lists = WordLists(knowledge.languages.values())
        pattern_words = PatternWords(lists.sentences.negations, knowledge.pattern_words)
        return cls(lists, pattern_words, Speaker(lists, pattern_words))
