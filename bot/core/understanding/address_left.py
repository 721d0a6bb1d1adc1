"""Whether a text leaves an address or a telephone number, as people do so that somebody comes or calls back.

Nobody does here, and whoever waits for that must read it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.core.text import clean, normal_forms
from bot.core.understanding.message import Message
from bot.core.understanding.word_lists import WordLists

_LONGEST_ADDRESS = 9
"""Words of an address with what stands around it; a longer message tells something."""
_MOST_BESIDE_NUMBER = 7
"""Words around a telephone number: "my phone is … please call me"."""
_BEFORE, _BEHIND = 2, 3
"""Words before and behind "street" among which the number of the house is: "15 Abay street", «улица Абая 15»."""
_HOUSE = re.compile(r"\d{1,4}[a-z]?")
_TELEPHONE = re.compile(r"(?<!\d)(?:\+\d|[78])(?:[ ()-]{0,2}\d){9,12}(?!\d)")


class AddressLeft:
    """Judges by the words of some languages."""

    def __init__(self, lists: WordLists) -> None:
        self._lists = lists

    def is_in(self, message: Message) -> bool:
        """Whether it leaves one and asks nothing."""
        words = message.typed
        if not any(word[0].isdecimal() for word in words):
            return False
        if "?" in message.text or not self._lists.sentences.question_words.isdisjoint(words):
            return False
        return self._has_telephone(message) or self._has_address(words)

    def _has_telephone(self, message: Message) -> bool:
        text, found = _TELEPHONE.subn(" ", clean(message.text))
        return found == 1 and len(normal_forms(text)) <= _MOST_BESIDE_NUMBER

    def _has_address(self, words: Sequence[str]) -> bool:
        if len(words) > _LONGEST_ADDRESS:
            return False
        streets = (index for index, word in enumerate(words) if word in self._lists.left.street_words)
        near = (words[max(0, index - _BEFORE) : index + 1 + _BEHIND] for index in streets)
        return any(_HOUSE.fullmatch(word) for around in near for word in around)
