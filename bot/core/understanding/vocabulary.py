"""What the words of a message are held against, made once for a knowledge: the words that its languages list, those
that its rules name together, and what tells who writes.
"""

from __future__ import annotations

from typing import NamedTuple, Self

from bot.core.model import Knowledge
from bot.core.understanding.distress.speaker import Speaker
from bot.core.understanding.patterns import RuleWords
from bot.core.understanding.word_lists import WordLists


class Vocabulary(NamedTuple):
    lists: WordLists
    rule_words: RuleWords
    speaker: Speaker

    @classmethod
    def of(cls, knowledge: Knowledge) -> Self:
        lists, rule_words = WordLists(knowledge.languages.values()), RuleWords(knowledge.rule_words)
        return cls(lists, rule_words, Speaker(lists, rule_words))
