"""To whom the words of a crisis class may not be said, as far as single words of a message tell who writes it.

What was learned knows which words stand together, but not who did it to whom: "she slapped me" and "I slapped her"
differ in their smallest words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.core.classes import CHILD, PERPETRATOR
from bot.core.model import LanguageInfo
from bot.core.text import forms_of

_GROWN_UP, _OLDEST = 18, 99
"""Years."""
_YOUNGEST = 5


class Speaker:
    """By the words for "I" and "me" of the languages of one knowledge."""

    def __init__(self, languages: Iterable[LanguageInfo]) -> None:
        languages = list(languages)
        self._i = forms_of(word for info in languages for word in info.i_words)
        self._me = forms_of(word for info in languages for word in info.me_words)

    def may_be_told(self, crisis: str, said: Sequence[str]) -> bool:
        """Whether the words of this class may be meant for whoever writes so."""
        if crisis == PERPETRATOR:
            return self._me.isdisjoint(said) or not self._i.isdisjoint(said)
        if crisis == CHILD:
            ages = [int(word) for word in said if word.isdigit() and len(word) <= len(str(_OLDEST))]
            grown_up = any(_GROWN_UP <= age <= _OLDEST for age in ages)
            return not grown_up or any(_YOUNGEST <= age < _GROWN_UP for age in ages)
        return True
