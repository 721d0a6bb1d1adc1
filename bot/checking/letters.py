"""Letters in the wrong place: from another alphabet or language, and characters that nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from bot.checking.folder import Folder
from bot.checking.texts import TextOf, all_phrases
from bot.core.knowledge import LanguageInfo
from bot.core.replying.compose import PLACEHOLDER
from bot.loading.faults import Fault, Note
from bot.loading.sentences import Sentence, say

_LATIN, _CYRILLIC = r"[a-zA-Z\u00c0-\u024f]", "[\u0400-\u04ff]"
_MIXED = re.compile(rf"(?<!\w)\w*(?:{_LATIN}{_CYRILLIC}|{_CYRILLIC}{_LATIN})\w*")
_BORDER = re.compile(rf"{_LATIN}{_CYRILLIC}|{_CYRILLIC}{_LATIN}")
_WITH_ENDING = re.compile(rf"{_LATIN}{{2,}}{_CYRILLIC}+")
"""A foreign word with an ending: zoomда, billдің."""
_ALONE = re.compile(r"(?<![\w.'’-])[aceiopxy](?![\w.'’-])")
"""A Latin letter that is typed for a short Cyrillic word (a, с, о, у, и)."""
_LOOK_ALIKES = re.compile("[aceiopxyhkmtbABCEHIKMOPTXY]")
_CYRILLIC_LOOK_ALIKES = re.compile("[асеіорхукмнтвАВСЕНІКМОРТХУ]")
QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"\n]*\"|\([^)\n]*\)")
_WORD = re.compile(r"[^\W\d_]+")
_VISIBLE = "\n\u00a0\u202f"


def letter_faults(folder: Folder) -> Iterator[Fault]:
    topics = [topic for part in folder.parts for topic in part.model.topics.values()]
    names = frozenset(word.casefold() for topic in topics for word in _WORD.findall(topic.names))
    for text in folder.texts:
        yield from _faults_of(text, folder.languages, names)


def phrase_notes(folder: Folder) -> Iterator[Note]:
    for text in all_phrases(folder.parts):
        yield from _mixed_in_phrases(text)


def _faults_of(text: TextOf, languages: Mapping[str, LanguageInfo], names: frozenset[str]) -> Iterator[Fault]:
    """`names` are words that keep their spelling in every language."""
    for code, raw in text.by_language.items():
        prose = without(PLACEHOLDER, raw)
        yield from _alphabet_faults(text, code, prose)
        yield from _unseen_faults(text, code, raw)
        if code in languages:
            yield from _borrowed_faults(text, code, prose, languages, names)
            if languages[code].script == "cyrillic":
                yield from _lone_faults(text, code, prose)


def _mixed_in_phrases(text: TextOf) -> Iterator[Note]:
    """Words of two alphabets in phrases: the bot reads a look-alike as what it looks like, so this harms little."""
    for code, block in text.by_language.items():
        if not _BORDER.search(block):
            continue
        for offset, line in enumerate(block.splitlines()):
            for found in _MIXED.finditer(line) if _BORDER.search(line) else ():
                if not _is_foreign_with_ending(found[0]):
                    line_number = text.part.file.line_in_block((*text.path, code), offset)
                    yield Note(text.part.file.name, line_number, text.owner, _mixed(found[0]), "letters")


def _is_foreign_with_ending(word: str) -> bool:
    latin = re.findall(_LATIN, word)
    return bool(_WITH_ENDING.fullmatch(word)) and not all(map(_LOOK_ALIKES.match, latin))


def _alphabet_faults(text: TextOf, code: str, prose: str) -> Iterator[Fault]:
    for found in _MIXED.finditer(prose):
        yield text.fault(code, _mixed(found[0]), found.start())


def _mixed(word: str) -> Sentence:
    """What is wrong with a word of two alphabets, and which of its letters are likely the wrong ones."""
    for name, alphabet, alike in (("latin", _LATIN, _LOOK_ALIKES), ("cyrillic", _CYRILLIC, _CYRILLIC_LOOK_ALIKES)):
        own = re.findall(alphabet, word)
        if own and all(map(alike.match, own)):
            return say(f"letters.mixed.{name}", word=word, letters=", ".join(map(repr, dict.fromkeys(own))))
    return say("letters.mixed", word=word)


def _lone_faults(text: TextOf, code: str, prose: str) -> Iterator[Fault]:
    for found in _ALONE.finditer(without(QUOTED, prose)):
        yield text.fault(code, say("letters.alone", word=found[0]), found.start())


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
            said = say("letters.borrowed", word=found[0], language=code, name=other.name)
            yield text.fault(code, said, found.start())


def _unseen_faults(text: TextOf, code: str, raw: str) -> Iterator[Fault]:
    for offset, letter in enumerate(raw):
        if letter not in _VISIBLE and unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cn", "Cs"):
            name = unicodedata.name(letter, f"U+{ord(letter):04X}").lower()
            yield text.fault(code, say("letters.unseen", name=name), offset)


def without(pattern: re.Pattern[str], text: str) -> str:
    """The text with what the pattern finds blanked out, every other letter in its place."""
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
