"""The normal form: one spelling for the many ways in which people type a word.

A message becomes a list of words in a Latin skeleton shared by Kazakh, Russian and English, so that
«Айгүл», «Айгуль», "Aıgúl" and "aigul" are one word whatever the alphabet, and Kazakh typed
without its own letters (қ→к, ұ→у, і→и) is the same as Kazakh typed with them. Sound matters, not spelling.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

LONGEST = 1000
"""Characters of a message that are read for matching; the rest adds noise, not meaning."""
LONGEST_HEARD = 10_000
"""Characters in which a cry for help is heard: more than twice as many as one message may have."""

_CYRILLIC = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh",
    "з": "z", "и": "i", "й": "i", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o",
    "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "h",
    "һ": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "і": "i", "ь": "", "э": "e",
    "ю": "iu", "я": "ia", "ї": "i", "є": "e", "ґ": "g", "ў": "u", "җ": "zh",
}  # fmt: skip
"""Cyrillic letters by sound; Kazakh letters fall together with the Russian ones typed in their place."""

_LATIN_LETTERS = {
    "ş": "sh", "ç": "ch", "ŋ": "n", "ý": "u", "ı": "i", "ž": "zh", "š": "sh", "č": "ch", "ñ": "n",
    "ğ": "g", "ǵ": "g", "ə": "a",
}  # fmt: skip
"""Letters of the official Latin alphabets for Kazakh (2017 to 2021) that stripping an accent would misread."""

_LATIN_SOUNDS = (
    ("shch", "sh"), ("sch", "sh"), ("sh", "sh"), ("zh", "zh"), ("kh", "h"), ("gh", "g"), ("ch", "ch"), ("ts", "ts"),
    ("ya", "ia"), ("yu", "iu"), ("yo", "e"), ("ye", "e"),
    ("j", "zh"), ("q", "k"), ("ck", "k"), ("c", "k"), ("x", "h"), ("w", "u"), ("y", "i"),
)  # fmt: skip
_ENGLISH_I = "ai"
"""The English "I" by its sound; by its letter it would be «и», and most cries for help begin with it."""
_ABBREVIATIONS = {"оон": "oon", "бұұ": "buu", "буу": "buu"}
"""The United Nations: with one letter less they would be «он» (he) and «бұ» (this)."""
_LATIN = re.compile("|".join(re.escape(source) for source, _ in _LATIN_SOUNDS))
_LATIN_BY_SOURCE = dict(_LATIN_SOUNDS)

_SOUNDS, _LATIN_READ = str.maketrans(_CYRILLIC), str.maketrans(_LATIN_LETTERS)

_TO_CYRILLIC = str.maketrans("aceopxykmhtbi", "асеорхукмнтві")
_TO_LATIN = str.maketrans("асеорхукмнтві", "aceopxykmhtbi")
_DIGITS_AS_CYRILLIC = str.maketrans("01346", "оізчб")
_DIGITS_AS_LATIN = str.maketrans("013457", "oieast")

_QWERTY = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_JCUKEN = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_KAZAKH_ROW = str.maketrans("234589=0-", "әіңғүұһқө")
_NO_NUMBER = re.compile(r"(?<!\S)(?!\d+(?!\S))\S+")
"""A word that is more than figures: the year in «2024 тақырыбы» is no four letters."""
_TO_JCUKEN = str.maketrans(_QWERTY + '~{}:"<>', _JCUKEN + "ёхъжэбю")
"""The last ones are capitals."""
_TO_QWERTY = str.maketrans(_JCUKEN, _QWERTY) | str.maketrans("әіңғүұқөһ", "234589" + "0-=")

_SYMBOL_FOR_SOUND = re.compile(r"w|(?<=[a-z])[469]|[469](?=[a-z])")
_SOUND_OF_SYMBOL = {"w": "sh", "4": "ch", "6": "sh", "9": "ya"}
"""Of Cyrillic letters typed in Latin ones by their looks or their Russian names: "wam po4emu 6agat 9"."""
_FIGURES_AS_LETTERS = re.compile(r"(?<!\S)(?=\S*[a-z])(?=\S*[013457@$])\S+")
_LETTERS_OF_FIGURES = str.maketrans("013457@$", "oieastas")
"""Of words typed with figures for letters: "s4f3 pl4c3"."""
_SYMBOL_BEFORE_LETTER = re.compile(r"[\[\];,.](?=[^\W\d_])")
"""What «боюсь» gives on English keys, ",j.cm", and no English word."""

_CALL_FOR_HELP = "\N{SQUARED SOS}"
_USUAL = re.compile(r"[\n -~\u0400-\u0481\u048a-\u04ff«»—–’]*")
_UNUSUAL = re.compile(r"[^\w\s!-~«»—–…’]")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|(?<!\w)@\w+|[a-z0-9.+_-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_LETTER_SYMBOL = re.compile(r"(?<=[^\W\d_])@(?=[^\W\d_])|\$(?=[^\W\d_])|(?<=[^\W\d_])\$")
_LETTER_OF_SYMBOL = {"@": "a", "$": "s"}
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ`´‘](?=\w)|(?<=\w)['’ʼ´](?!\w)")
_SIBILANT = re.compile(r"([sc])['’ʼ](?=\w)")
_WORD = re.compile(r"[^\W_]+")
_HIDDEN_LETTER = re.compile(r"(?<=[^\W\d_])[*#%]+(?=[^\W\d_])")
"""In place of letters that somebody does not dare to type: «изн*силовал», "su#cide"."""
_APART = re.compile(r"(?<![^\W_])(?:(?:[^\W\d_][ .*-]){3,}[^\W\d_]|(?:\d[ .-]){2,}\d)(?![^\W_])")
"""A word or number that is typed letter by letter: «п о м о г и т е», "1 0 2"."""
_BETWEEN = re.compile(r"[ .*-]")
_FEWEST_APART = 3
_MARKS = re.compile(r"['’ʼ`´‘@$*#%/0-9]|www")
"""What stands in every address, and wherever a symbol, a mark or a number is more than a border between words."""
_BESIDE_NUMBER = re.compile(r"(?<![^\W_])(\d{2,})(?=[^\W\d_])|(?<=[^\W\d_])(?=\d{2,}(?![^\W_]))")
"""Where letters begin behind a number or end before one: «102ге», "call111"; a single digit may be a letter."""
_CYRILLIC_LETTER = re.compile(r"[\u0400-\u04ff]")
_LATIN_LETTER = re.compile(r"[a-z]")
_DOUBLED = re.compile(r"(.)\1+")


def is_usual(text: str) -> bool:
    """Whether a text holds no symbols and nothing that has another Unicode form, as most messages do."""
    return _USUAL.fullmatch(text) is not None


def clean(text: str) -> str:
    """The text in lower case and one Unicode form, without accents, zero-width characters or decoration.

    Every digit is one of 0 to 9 then.
    """
    if is_usual(text):
        return text.casefold()
    text = unicodedata.normalize("NFKC", text).casefold().replace(_CALL_FOR_HELP, " sos ")
    text = "".join(str(unicodedata.digit(c, c)) for c in text)  # of any script or shape: "➊" is 1
    if not _UNUSUAL.search(text):
        return text
    return "".join(c for c in text if not unicodedata.category(c).startswith(("Mn", "Cf", "Cs", "Co", "Me")))


def skeleton(word: str) -> str:
    """One lower-case word by its sound, in Latin letters."""
    if word in _ABBREVIATIONS:
        return _ABBREVIATIONS[word]
    word = _one_script(word)
    if _CYRILLIC_LETTER.search(word):
        form = word.translate(_SOUNDS)
    else:
        word = word.translate(_LATIN_READ)
        if not word.isascii():
            word = "".join(c for c in unicodedata.normalize("NFD", word) if unicodedata.category(c) != "Mn")
        form = _ENGLISH_I if word == "i" else _LATIN.sub(lambda m: _LATIN_BY_SOURCE[m[0]], word)
    if form.isdecimal():
        return form
    return _DOUBLED.sub(r"\1", form.replace("ng", "n"))


_held_skeleton = lru_cache(maxsize=1_500)(skeleton)


def normal_forms(text: str, form_of: Callable[[str], str] = _held_skeleton) -> list[str]:
    """The words of a message in their normal form, in order; a caller with a cache of its own passes `form_of`."""
    text = clean(text)
    if _MARKS.search(text):
        text = _SIBILANT.sub(lambda m: m[1] + "h", _ADDRESS.sub(" ", text))
        text = _LETTER_SYMBOL.sub(lambda m: _LETTER_OF_SYMBOL[m[0]], _HIDDEN_LETTER.sub("", _APOSTROPHE.sub("", text)))
        text = _BESIDE_NUMBER.sub(r"\1 ", _put_together(text))
    words = _WORD.findall(text)
    if list(map(len, words)).count(1) >= _FEWEST_APART:
        words = _WORD.findall(_put_together(text))
    return list(filter(None, map(form_of, words)))


def _put_together(text: str) -> str:
    return _APART.sub(lambda m: _BETWEEN.sub("", m[0]), text)


def symbols(text: str) -> list[str]:
    """The emojis and similar symbols in a text, whatever their colour."""
    return [] if is_usual(text) else [c for c in text if unicodedata.category(c) == "So"]


def forms_of(listed: Iterable[str]) -> frozenset[str]:
    """The normal forms of all words in these texts."""
    return frozenset(form for text in listed for form in normal_forms(text))


def any_of(listed: Iterable[str]) -> str:
    """A pattern for one of these words as they are typed; where there is none, it fits nothing."""
    return f"(?:{'|'.join(map(re.escape, sorted(listed, key=len, reverse=True))) or '(?!)'})"


def _one_script(word: str) -> str:
    """Undo look-alikes: a Latin `c` inside a Cyrillic word, a digit inside either."""
    if word.isalpha() and not (_CYRILLIC_LETTER.search(word) and _LATIN_LETTER.search(word)):
        return word
    cyrillic, latin = len(_CYRILLIC_LETTER.findall(word)), len(_LATIN_LETTER.findall(word))
    if cyrillic and cyrillic >= latin:
        return word.translate(_TO_CYRILLIC).translate(_DIGITS_AS_CYRILLIC)
    if cyrillic:
        return word.translate(_TO_LATIN)
    if latin >= 3 and any(c.isdecimal() for c in word) and not word[-1].isdecimal() and not word[0].isdecimal():
        return word.translate(_DIGITS_AS_LATIN)
    return word


def other_readings(text: str) -> list[str]:
    """What the same keys give in the other keyboard layouts (ЙЦУКЕН for Latin text, QWERTY for Cyrillic), and what
    Latin text gives where symbols stand for Cyrillic letters, or figures for Latin ones.

    The caller judges by the words it knows whether the person meant one of them.
    """
    text = clean(text)
    if not _ADDRESS.sub("", text).strip():
        return []
    cyrillic, latin = len(_CYRILLIC_LETTER.findall(text)), len(_LATIN_LETTER.findall(text))
    if latin > cyrillic:
        russian = text.translate(_TO_JCUKEN)
        kazakh = _NO_NUMBER.sub(lambda m: m[0].translate(_KAZAKH_ROW), text).translate(_TO_JCUKEN)
        look_alike = _SYMBOL_FOR_SOUND.sub(lambda m: _SOUND_OF_SYMBOL[m[0]], text)
        lettered = _FIGURES_AS_LETTERS.sub(lambda m: m[0].translate(_LETTERS_OF_FIGURES), text)
        return [other for other in dict.fromkeys((russian, kazakh, look_alike, lettered)) if other != text]
    english = text.translate(_TO_QWERTY)
    return [english] if cyrillic and not _SYMBOL_BEFORE_LETTER.search(english) else []
