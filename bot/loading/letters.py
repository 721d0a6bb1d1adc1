"""Letters that should not stand where they stand: another alphabet, another language's, signs that nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from bot.core.compose import PLACEHOLDER
from bot.core.model import LanguageInfo
from bot.loading.faults import Fault
from bot.loading.texts import TextOf

_LATIN, _CYRILLIC = r"[a-zA-Z\u00c0-\u024f]", "[\u0400-\u04ff]"
_MIXED = re.compile(rf"\w*(?:{_LATIN}{_CYRILLIC}|{_CYRILLIC}{_LATIN})\w*")
_ALONE = re.compile(r"(?<![\w.'’-])[aceiopxy](?![\w.'’-])")
"""A Latin letter that is typed for a short Cyrillic word (a, с, о, у, и)."""
_LOOK_ALIKES = re.compile("[aceiopxyhkmtbABCEHIKMOPTXY]")
QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"\n]*\"|\([^)\n]*\)")
_WORD = re.compile(r"[^\W\d_]+")
_VISIBLE = "\n\u00a0\u202f"


def letter_faults(text: TextOf, languages: Mapping[str, LanguageInfo], names: frozenset[str]) -> Iterator[Fault]:
    """`names` are words that keep their spelling in every language."""
    for code, raw in text.by_language.items():
        prose = without(PLACEHOLDER, raw)
        yield from _alphabet_faults(text, code, prose)
        yield from _unseen_faults(text, code, raw)
        if code in languages:
            yield from _borrowed_faults(text, code, prose, languages, names)
            if languages[code].script == "cyrillic":
                yield from _lone_faults(text, code, prose)


def _alphabet_faults(text: TextOf, code: str, prose: str) -> Iterator[Fault]:
    for found in _MIXED.finditer(prose):
        word = found[0]
        latin = [c for c in word if re.match(_LATIN, c)]
        alike = latin and all(map(_LOOK_ALIKES.match, latin))
        hint = f" ({', '.join(map(repr, dict.fromkeys(latin)))} is Latin)" if alike else ""
        what = f"the word {word!r} mixes Latin and Cyrillic letters{hint}"
        yield text.fault(code, what, "type it again in one alphabet", found.start())


def _lone_faults(text: TextOf, code: str, prose: str) -> Iterator[Fault]:
    for found in _ALONE.finditer(without(QUOTED, prose)):
        what = f"the word {found[0]!r} is a Latin letter that looks like a Cyrillic one"
        yield text.fault(code, what, "type it again on the right keyboard", found.start())


def _borrowed_faults(
    text: TextOf, code: str, prose: str, languages: Mapping[str, LanguageInfo], names: frozenset[str]
) -> Iterator[Fault]:
    """Words with a letter that only another language has; names and what stands in quotes may have them.

    A name is one of `topics.yaml`, or a word with a capital that the other language's text has, too.
    """
    own = languages[code]
    # The larger of two alphabets holds the letters of the smaller one, for the words that it borrowed.
    larger = [o for o in languages.values() if o.script == own.script and len(o.letters) > len(own.letters)]
    for found in _WORD.finditer(without(QUOTED, prose)) if larger else ():
        word = found[0].casefold()
        other = next((o for o in larger if set(word) & (o.letters - own.letters)), None)
        is_name = other and found[0][0].isupper() and found[0] in text.by_language.get(other.code, "")
        if other and word not in names and not is_name:
            what = f"the word {found[0]!r} under {code!r} has letters of {other.name}"
            yield text.fault(code, what, "correct it, or put a name in quotes («…»)", found.start())


def _unseen_faults(text: TextOf, code: str, raw: str) -> Iterator[Fault]:
    for offset, letter in enumerate(raw):
        if letter not in _VISIBLE and unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cn", "Cs"):
            name = unicodedata.name(letter, f"U+{ord(letter):04X}").lower()
            yield text.fault(
                code, f"an invisible sign ({name}) stands here", "delete it and type the place again", offset
            )


def without(pattern: re.Pattern[str], text: str) -> str:
    """The text with what the pattern finds blanked out, every other letter in its place."""
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
