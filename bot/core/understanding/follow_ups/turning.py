"""How a question turns to what it asks: "by the way, who made it", "what about the police"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from bot.core.model import LanguageInfo
from bot.core.text import normal_forms

_LATEST_TURN = 3
"""The first words, among which a turn to something else begins: "ok thanks, another thing"."""


class Turning:
    """Knows the phrases of one knowledge's languages."""

    def __init__(self, languages: Collection[LanguageInfo]) -> None:
        self._turning = _longest_first(phrase for info in languages for phrase in info.turning_phrases)
        self._roles = _longest_first(phrase for info in languages for phrase in info.role_phrases)
        self._further = _longest_first(phrase for info in languages for phrase in info.further_phrases)

    def behind_role(self, words: Sequence[str]) -> Sequence[str] | None:
        """The words behind "i am a lawyer", which asks for no lawyer; None where nobody begins so."""
        begun = (phrase for phrase in self._roles if tuple(words[: len(phrase)]) == phrase)
        phrase = next(begun, None)
        return None if phrase is None else words[len(phrase) :]

    def turned_to(self, words: Sequence[str]) -> Sequence[str] | None:
        """The words behind "by the way"; None where no such words begin the question."""
        for start in range(min(len(words), _LATEST_TURN)):
            for phrase in self._turning:
                if tuple(words[start : start + len(phrase)]) == phrase:
                    return words[start + len(phrase) :]
        return None

    def further_asked(self, words: Sequence[str]) -> Sequence[str]:
        """The words behind "what about", whose "about" would ask what a film is about; empty where it does not begin
        so.
        """
        begun = (phrase for phrase in self._further if tuple(words[: len(phrase)]) == phrase)
        return next((words[len(phrase) :] for phrase in begun), ())


def _longest_first(phrases: Iterable[str]) -> list[tuple[str, ...]]:
    return sorted((tuple(normal_forms(phrase)) for phrase in phrases), key=len, reverse=True)
