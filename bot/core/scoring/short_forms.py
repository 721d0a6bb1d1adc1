"""What people type in short, as languages list it (`short_forms`): whole words ("idk") and the ends of any: "ат" of
«ұрат», where «ұрады» is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.core.text import normal_forms

_ANY_BEGINNING = "*"
"""Begins a short form that is the end of any word."""
_SHORTEST_BEGINNING = 2
"""Letters of a word before such an end."""


class ShortForms:
    """Knows what each of these short forms stands for; all are held in their normal form."""

    def __init__(self, listed: Iterable[tuple[str, str]] = ()) -> None:
        self._words: dict[str, list[str]] = {}
        self._endings: dict[str, str] = {}
        for short, full in listed:
            form, forms = "".join(normal_forms(short)), normal_forms(full)
            if short.startswith(_ANY_BEGINNING):
                self._endings[form] = "".join(forms)
            elif form:  # an emoji has none
                self._words[form] = forms

    def in_full(self, word: str) -> Sequence[str]:
        """The words for which one may stand; itself where it is listed nowhere."""
        return self._words.get(word) or [self._with_full_ending(word)]

    def _with_full_ending(self, word: str) -> str:
        for short, full in self._endings.items():
            if word.endswith(short) and len(word) >= len(short) + _SHORTEST_BEGINNING:
                return word.removesuffix(short) + full
        return word
