"""To whom the words of a crisis class may not be said, as far as single words of a message tell who writes it.

What was learned knows which words stand together, but not who did it to whom: "she slapped me" and "I slapped her"
differ in their smallest words.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.core.crisis_classes import CHILD, PERPETRATOR
from bot.core.model import LanguageInfo
from bot.core.understanding.pronouns import Pronouns
from bot.core.understanding.word_lists import WordLists

_GROWN_UP, _UNDER_AGE = range(18, 100), range(5, 18)
"""Ages of adults, since three figures are hardly an age, and of children who can write."""
_LONGEST_AGE = 3
"""Words of a message that tells nothing but an age: «мне 10 лет»; "I'm 10 minutes away" tells another thing."""
_FROM_AGE_WORD = 2
"""Words from one that tells of one's own age to the age: "I am already 82"."""


class Speaker:
    """Judges by the words for "I", "me", one's own age and other people in the languages of one knowledge."""

    def __init__(self, lists: WordLists, languages: Collection[LanguageInfo]) -> None:
        self._i, self._me, self._age = lists.i, lists.me, lists.age
        self._others, self._referring = Pronouns.and_others_of(languages), lists.referring

    def may_address(self, crisis: str, words: Sequence[str], beside: Sequence[str] = ()) -> bool:
        """Whether the words of this class may be meant for the author of these words; `beside` is the whole message."""
        if crisis == PERPETRATOR:
            return self._me.isdisjoint(words) or not self._i.isdisjoint(words)
        if crisis == CHILD:
            return not (self._tells_age(words, _GROWN_UP) or self._tells_age(beside, _GROWN_UP))
        return True

    def is_age_of_child(self, words: Sequence[str]) -> bool:
        """Whether a message only says that its author is a child."""
        return len(words) <= _LONGEST_AGE and self._tells_age(words, _UNDER_AGE)

    def tells_age_of_child(self, words: Sequence[str]) -> bool:
        """Whether its author says, among other things, to be a child."""
        return self._tells_age(words, _UNDER_AGE)

    def says_i(self, words: Sequence[str]) -> bool:
        return not self._i.isdisjoint(words)

    def names_another(self, words: Sequence[str]) -> bool:
        """Whether it speaks of somebody else: "my sister", "he"."""
        return self._others.are_in(words)

    def names_nobody_new(self, words: Sequence[str]) -> bool:
        """Whether whoever it speaks of was spoken of before: "she hits me too"."""
        return not self.names_another([word for word in words if word not in self._referring])

    def _tells_age(self, words: Sequence[str], ages: range) -> bool:
        return any(self._is_own_age(place, words) for place, word in enumerate(words) if _is_number(word, ages))

    def _is_own_age(self, place: int, words: Sequence[str]) -> bool:
        """Whether a number stands beside a word that tells of one's own age; the abuser's does not."""
        beside = (*words[max(0, place - _FROM_AGE_WORD) : place], *words[place + 1 : place + 2])
        return not self._age.isdisjoint(beside)


def _is_number(word: str, numbers: range) -> bool:
    return word.isdecimal() and len(word) <= 2 and int(word) in numbers
