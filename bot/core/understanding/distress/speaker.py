"""To whom the words of a crisis class may not be said, as far as single words of a message tell who writes it.

What was learned knows which words stand together, but not who did it to whom: "she slapped me" and "I slapped her"
differ in their smallest words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from bot.core.crisis_classes import CHILD, PERPETRATOR
from bot.core.understanding.patterns import Patterns, PatternWords, name_of_list
from bot.core.understanding.pronouns import Pronouns
from bot.core.understanding.word_lists import WordLists

_GROWN_UP, _UNDER_AGE = range(18, 100), range(5, 18)
"""Ages of adults, since three figures are hardly an age, and of children who can write."""
_LONGEST_AGE = 4
"""Words of a message that tells nothing but an age: «мне семнадцать лет», «мен он алты жастамын»."""
_MOST_FIGURES = 2
_SHORTEST_NUMBER = 3
"""Letters of a number that is one word: «он», ten, sounds as "on" and as the Russian "he"."""
_YOUNGER = ("own_child", "young_kin", "young_sibling")
"""The lists of those of whom a grown-up tells."""
_FROM_AGE_WORD = 2
"""Words from one that tells of one's own age to the age: "I am already 82"."""


class _Number(NamedTuple):
    """A number among the words of a text, and the indexes before which it begins and ends."""

    value: int
    start: int
    end: int


class Speaker:
    """Judges by the words for "I", "me", one's own age and other people in the languages of one knowledge."""

    def __init__(self, lists: WordLists, pattern_words: PatternWords) -> None:
        self._lists, self._others = lists, Pronouns(lists, and_others=True)
        self._pattern_words = pattern_words

    @cached_property
    def _says_child(self) -> Patterns:
        return Patterns({CHILD: self._lists.ages.child_patterns}, self._pattern_words)

    @cached_property
    def _younger(self) -> Patterns:
        lists = self._pattern_words.lists
        named = [name_of_list(name, code) for name in _YOUNGER for code in lists.get(name, ())]
        return Patterns({CHILD: named}, self._pattern_words)

    def may_address(self, crisis: str, words: Sequence[str], beside: Sequence[str] = ()) -> bool:
        """Whether the words of this class may be meant for the author of these words; `beside` is the whole message."""
        if crisis == PERPETRATOR:
            return self._lists.people.me_words.isdisjoint(words) or self.says_i(words)
        if crisis == CHILD:
            return not (self._tells_age(words, _GROWN_UP) or self._tells_age(beside, _GROWN_UP))
        return True

    def is_age_of_child(self, words: Sequence[str]) -> bool:
        """Whether a message only says that its author is a child."""
        return len(words) <= _LONGEST_AGE and self._tells_age(words, _UNDER_AGE)

    def is_age_of_grown_up(self, words: Sequence[str]) -> bool:
        """Whether a message only says that its author is grown up by now: "I am 23", "now 23"."""
        if len(words) > _LONGEST_AGE:
            return False
        beside = [word for word in words if word not in self._lists.ages.now_words]
        is_bare = len(beside) < len(words) and len(beside) == 1
        numbers = (number.value in _GROWN_UP for number in self._numbers_in(beside))
        return self._tells_age(words, _GROWN_UP) or (is_bare and any(numbers))

    def tells_age_of_child(self, words: Sequence[str]) -> bool:
        return self._tells_age(words, _UNDER_AGE)

    def says_to_be_a_child(self, words: Sequence[str]) -> bool:
        """Whether its author tells the age of a child, or of school as only a child does."""
        if self._tells_age(words, _GROWN_UP):
            return False
        return self.tells_age_of_child(words) or self._tells_of_own_school(words)

    def says_i(self, words: Sequence[str]) -> bool:
        return not self._lists.people.i_words.isdisjoint(words)

    def names_another(self, words: Sequence[str]) -> bool:
        """Whether it speaks of somebody else: "my sister", "he"."""
        return self._others.are_in(words)

    def tells_of_younger(self, words: Sequence[str]) -> bool:
        """Whether it tells of somebody younger, a son or a niece, and of nothing that its author did or suffered."""
        if not self._lists.people.me_words.isdisjoint(words) or self.says_i(words):
            return False
        return self._younger.first_in(words) is not None

    def names_nobody_new(self, words: Sequence[str]) -> bool:
        """Whether whoever it speaks of was spoken of before: "she hits me too"."""
        return not self.names_another([word for word in words if word not in self._lists.after_answer.follow_up_words])

    def _tells_of_own_school(self, words: Sequence[str]) -> bool:
        """Whether what only a child says of themselves is said of nobody else: "i am scared, my son is in school"."""
        spans = (words[min(found.places) : max(found.places)] for found in self._says_child.all_in(words))
        return any(not self._others.are_in(span) for span in spans)

    def _tells_age(self, words: Sequence[str], ages: range) -> bool:
        numbers = list(self._numbers_in(words))
        return any(number.value in ages and self._is_own_age(number, numbers, words) for number in numbers)

    def _numbers_in(self, words: Sequence[str]) -> Iterator[_Number]:
        """Each number in figures or words; a ten and what follows it are one: «он алты» is 16."""
        after, values = 0, self._lists.ages.number_words
        for index, word in enumerate(words):
            value, following = values.get(word, 0), values.get("".join(words[index + 1 : index + 2]), 0)
            if index < after:
                continue
            if value and value % 10 == 0 and 0 < following < 10:
                after = index + 2
                yield _Number(value + following, index, after)
            elif value and len(word) >= _SHORTEST_NUMBER:
                yield _Number(value, index, index + 1)
            elif word.isdecimal() and len(word) <= _MOST_FIGURES:
                yield _Number(int(word), index, index + 1)

    def _is_own_age(self, number: _Number, numbers: Sequence[_Number], words: Sequence[str]) -> bool:
        """Whether words that tell of one's own age stand before or behind a number; the abuser's does not.

        Such a word belongs to the next number: «парню 25, мне 16».
        """
        listed = self._lists.ages
        if not listed.counted_words.isdisjoint(words[number.end : number.end + 1]):
            return False
        start = max(0, number.start - _FROM_AGE_WORD, *(other.end for other in numbers if other.end <= number.start))
        leading = words[start : number.start]
        if not listed.age_words.isdisjoint(leading) and listed.not_before_age.isdisjoint(leading[-1:]):
            return True
        endings = listed.age_endings
        if words[number.end - 1] in endings:
            return True
        far = number.end + (2 if number.start == 0 else 1)  # «семнадцать лет мне»
        ending = next((index for index in range(number.end, min(far, len(words))) if words[index] in endings), None)
        if ending is None:
            return False
        leads_on = any(0 < other.start - ending <= _FROM_AGE_WORD for other in numbers)
        return words[ending] not in listed.age_words or not leads_on
