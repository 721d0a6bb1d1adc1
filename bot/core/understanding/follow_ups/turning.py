"""How a question turns to what it asks: "by the way, who made it", "what about the police"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from bot.core.understanding.message import Words
from bot.core.understanding.word_lists import WordLists, longest_first

_LATEST_TURN = 3
"""The first words, among which a turn to something else begins: "ok thanks, another thing"."""


class Turning:
    """Knows the phrases of one knowledge's languages."""

    def __init__(self, lists: WordLists) -> None:
        self._lists, self._denying = lists.after_answer, lists.choosing.denying_words

    @cached_property
    def _roles(self) -> Sequence[Words]:
        return longest_first(self._lists.role_phrases)

    @cached_property
    def _turns(self) -> Sequence[Words]:
        return longest_first(self._lists.turning_phrases)

    @cached_property
    def _further(self) -> Sequence[Words]:
        return longest_first(self._lists.further_phrases)

    def behind_role(self, words: Sequence[str]) -> Sequence[str] | None:
        """The words behind "i am a lawyer", which asks for no lawyer; None where nobody begins so."""
        begun = (phrase for phrase in self._roles if tuple(words[: len(phrase)]) == phrase)
        phrase = next(begun, None)
        return None if phrase is None else words[len(phrase) :]

    def turned_to(self, words: Sequence[str]) -> Sequence[str] | None:
        """The words behind "by the way"; None where no such words begin the question."""
        for start in range(min(len(words), _LATEST_TURN)):
            for phrase in self._turns:
                if tuple(words[start : start + len(phrase)]) == phrase:
                    return words[start + len(phrase) :]
        return None

    def further_asked(self, words: Sequence[str]) -> Sequence[str]:
        """The words behind "what about", whose "about" would ask what a film is about, or behind "no, what about";
        empty where it does not begin so.
        """
        said = (words, words[1:]) if self._denying.issuperset(words[:1]) else (words,)
        begun = ((rest, phrase) for rest in said for phrase in self._further if tuple(rest[: len(phrase)]) == phrase)
        return next((rest[len(phrase) :] for rest, phrase in begun), ())
