"""Whether a question speaks of somebody by a pronoun: "what did she say?", «оның қызметі қандай?».

Words are read by their sound, whatever alphabet they are typed in: "on" sounds as the Russian «он» for "he", and the
Kazakh particle «ше» as "she".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Self

from bot.core.model import LanguageInfo
from bot.core.text import forms_of


class Pronouns:
    """Knows the pronouns of one knowledge's languages."""

    def __init__(self, languages: Iterable[LanguageInfo]) -> None:
        self._languages = [(forms_of(info.follow_up_words), forms_of(info.common_words)) for info in languages]

    @classmethod
    def and_others_of(cls, languages: Iterable[LanguageInfo]) -> Self:
        """With the other words that tell of somebody else; «не» sounds as «нее», and denies far more often."""
        made = cls(languages := list(languages))
        made._languages = [
            ((pronouns | forms_of((*info.kin_words, *info.another_words))) - forms_of(info.negations), common)
            for info, (pronouns, common) in zip(languages, made._languages, strict=True)
        ]
        return made

    def are_in(self, words: Sequence[str]) -> bool:
        """Whether the words hold a pronoun of the language that most of their common words are of."""
        spoken = [len(common.intersection(words)) for _, common in self._languages]
        return any(
            count == max(spoken) and not pronouns.isdisjoint(words)
            for count, (pronouns, _) in zip(spoken, self._languages, strict=True)
        )
