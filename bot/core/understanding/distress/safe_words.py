"""Whether a message is nothing but a safe word: "help", «көмек», "102"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.core.text import LONGEST, normal_forms, other_readings, symbols

_LONGEST_SAFE = 60
"""Characters of a message that may be nothing but a safe word."""


class SafeWords:
    """The safe words of one knowledge."""

    def __init__(self, listed: Collection[str]) -> None:
        forms = {word: tuple(normal_forms(word)) for word in listed}
        self._safe = set(forms.values()) - {()}
        """Those with letters, by their words: punctuation is no cry for help."""
        bare = (word for word, words in forms.items() if not words)
        self._safe_symbols = frozenset(symbol for word in bare for symbol in symbols(word))
        self._longest = max(map(len, self._safe), default=0)

    def are_all_of(self, text: str) -> bool:
        """Whether a text is one of them as it is typed, however often; no spelling is corrected here."""
        if self._is_of_safe_symbols(text):
            return True
        typed = text.replace("@", " ")  # "@help" is no address
        if len(text) > _LONGEST_SAFE or len(_different(typed)) > self._longest:
            return False
        read = [normal_forms(reading) for reading in (typed, *other_readings(typed))]
        return any(map(self.are_all_words, read))

    def are_all_words(self, words: Sequence[str]) -> bool:
        """Whether words in their normal form are one of them, however often."""
        return tuple(words) in self._safe or (len(set(words)) == 1 and (words[0],) in self._safe)

    def _is_of_safe_symbols(self, text: str) -> bool:
        """Whether most symbols of a message without words are safe words; with as many others it may be a joke."""
        seen = symbols(text) if self._safe_symbols and len(text) <= LONGEST else []
        safe = sum(symbol in self._safe_symbols for symbol in seen)
        return 2 * safe > len(seen) and not normal_forms(text)


def _different(typed: str) -> set[str]:
    """What stands between spaces, however decorated and repeated: in no keyboard layout are these more than words."""
    bare = ("".join(filter(str.isalnum, chunk)) for chunk in typed.casefold().split())
    return {chunk for chunk in bare if len(chunk) > 1}
