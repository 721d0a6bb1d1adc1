"""A mere greeting or goodbye after help."""

from __future__ import annotations

from typing import Literal

from bot.core.crisis_classes import SUICIDE
from bot.core.scoring.reading import Reader
from bot.core.understanding.after_help.listed_phrases import ListedPhrases
from bot.core.understanding.after_help.said import Remark, Told
from bot.core.understanding.courtesies import words_beside
from bot.core.understanding.distress.sign import Sign
from bot.core.understanding.word_lists import WordLists
from bot.core.understanding.zone import Fixed


class Partings:
    """Knows the phrases of one knowledge's languages."""

    def __init__(self, reader: Reader, lists: WordLists) -> None:
        self._lists = lists
        self._farewell = ListedPhrases(reader, lists.after_help.farewell_phrases)
        self._closing = ListedPhrases(reader, lists.after_help.closing_phrases)

    def farewell(self, remark: Remark) -> Told | None:
        """A farewell, which after the words for despair brings these again."""
        is_farewell = remark.talk.helped_with == SUICIDE and self._is_only(self._farewell, remark)
        return remark.asks_nothing(Sign(SUICIDE, "first", "farewell")) if is_farewell else None

    def closing(self, remark: Remark) -> Literal[Fixed.CLOSING] | None:
        """A greeting or goodbye just after help, where nothing in it sounds of distress."""
        despairs = remark.sign is not None and remark.talk.helped_with == SUICIDE
        if remark.talk.stage != "just shown" or remark.cries or despairs:
            return None
        return Fixed.CLOSING if self._is_only(self._closing, remark) else None

    def _is_only(self, phrases: ListedPhrases, remark: Remark) -> bool:
        """Whether it is made of nothing else, with or without thanks."""
        words = remark.message.words
        beside = words_beside(words, self._lists.after_help.courtesy_words, self._lists.sentences.joining_words)
        return any(phrases.make_up(said) for said in (words, beside) if said)
