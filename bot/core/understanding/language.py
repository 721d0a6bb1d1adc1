"""Which language a message is in.

General detectors fail on short Cyrillic, so this knows only the knowledge's own languages: by their letters, by their
commonest words, and by a linear model over words and pieces of words of the knowledge's own phrases. The model reads
the normal form, which Latin letters and missing Kazakh letters do not disturb.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import inf

from bot.core.knowledge import Knowledge, Language, SingleKind
from bot.core.scoring.features import Bag, of_word, word_feature
from bot.core.scoring.learned import Learned
from bot.core.scoring.weights import LinearModel
from bot.core.text import clean, forms_of, normal_forms

_CYRILLIC_LETTER, _LATIN_PAIR = re.compile(r"[\u0400-\u04ff]"), re.compile(r"[a-z]{2}")
_LATIN_NAME = re.compile(r"(?<=\s)\W?([A-Z][A-Za-z]+)")
"""A word that begins with a capital letter, and does not begin the text: «а CEDAW?» is no English."""
_LATIN_WORD = re.compile(r"[a-z0-9]*[a-z][a-z0-9]*")
_STRUCK_AT_RANDOM = re.compile(r"[^aeiouy0-9]{4,}|.*[^aeiouy0-9]{5}.*|[a-z]{2,}[0-9].*")
"""A whole word without a vowel, with many letters between two, or with a figure behind its letters."""
_KEYBOARD_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_LEAD, _LEAD_OF_NEW = 0.8, 2.0
"""How far the best margin must be ahead of the next; the second figure is for texts of which no word stands in two
lines of the knowledge.
"""
_LEAD_OF_FEW = {1: 4.2, 2: 1.5}
"""The same for so many telling words: «фильмы», «адрес» and «полиция» are words of two languages, and with a lower lead
one word in eight would be taken for one of the wrong language.
"""
_LETTER_GAIN = 2.0
"""For each letter that no other language has: one alone is more than the lead that is asked for."""
_MOST_LETTERS = 3
"""The most letters that count so: a quoted name that is full of them must not outweigh all that stands around it."""
_COMMON_WORD_GAIN = 3.0
"""For each of the commonest words: more than for a letter, which a name of another language may bring, too."""
_FEWEST_COMMON = 2
"""So many words, all of them of the commonest, show their language whatever else they sound like."""
_WRONG_SCRIPT = 10.0
"""Counts against a language in Latin letters where the text is Cyrillic; three words that sound alike weigh less."""
_LATIN_GAIN, _LATIN_GAIN_OF_NEW = 2.5, 4.5
"""Counts for a language that is written in Latin letters, where the likeliest is wanted: others are seldom typed so.
The second figure is for texts of which no word was ever learned: "blorp".
"""
_SAME_EVERYWHERE: tuple[SingleKind, ...] = ("person", "film", "city", "place")
"""Kinds of topic whose names tell no language; an organisation has a name in each."""


class LanguageGuess:
    """`of` tells the language of a text."""

    def __init__(self, knowledge: Knowledge, learned: Learned | None = None) -> None:
        self._languages = knowledge.languages
        named = [t for t in knowledge.topics.values() if t.kind in _SAME_EVERYWHERE]
        names = [normal_forms(name) for topic in named for name in topic.names]
        self._long_names = sorted({tuple(name) for name in names if len(name) > 1}, key=len, reverse=True)
        self._begin_long_names = frozenset(name[0] for name in self._long_names)
        self._common = {code: forms_of(info.common_words) for code, info in knowledge.languages.items()}
        self._bare_names = {word for name in names for word in name}.difference(*self._common.values())
        """Words of names that are no common word of any language."""
        self._written_in_latin = [code for code, info in knowledge.languages.items() if info.script == "latin"]
        # Where the model was learned for other languages, letters and common words must do.
        fits = learned is not None and set(learned.languages.labels) == knowledge.languages.keys()
        self._model = learned.languages if learned and fits else None

    def of(self, text: str, words: Sequence[str] | None = None) -> Language | None:
        """The language of a text; `words` are its words, if known.

        None where it does not show: a bare name, a number, an emoji, a strange word, a word of two languages.
        """
        names, text = self.latin_names_in(text), clean(text)
        telling, scores = self._scores(text, words, names)
        plain = self._plainly_in_latin(text, telling)
        if plain:
            return plain
        likeliest, lead = _first(scores)
        if lead < self._sure(likeliest, text, telling) or self._is_international(text, telling, scores):
            return None
        if likeliest in self._written_in_latin and self._is_struck_at_random(text, telling):
            return None
        return likeliest if telling or scores[likeliest] > 0 else None

    def _plainly_in_latin(self, text: str, telling: Sequence[str]) -> Language | None:
        """The language in Latin letters of which all the few words are the commonest: "can she" is no Kazakh."""
        if len(telling) < _FEWEST_COMMON or _CYRILLIC_LETTER.search(text):
            return None
        return next((code for code in self._written_in_latin if self._common[code].issuperset(telling)), None)

    def likeliest(self, text: str) -> Language | None:
        """The likeliest language, even if only by a little, for where nothing else tells; None for a text without
        words.
        """
        text = clean(text)
        telling, scores = self._scores(text, None)
        if self._model and not _CYRILLIC_LETTER.search(text) and _LATIN_PAIR.search(text):
            for code in self._written_in_latin:
                scores[code] += _LATIN_GAIN if _has_seen(self._model, telling) else _LATIN_GAIN_OF_NEW
        likeliest, lead = _first(scores)
        return likeliest if lead > 0 and (telling or scores[likeliest] > 0) else None

    def _scores(
        self, text: str, words: Sequence[str] | None, names: Collection[str] = ()
    ) -> tuple[list[str], dict[Language, float]]:
        """The words that may tell the language, and what speaks for each; `names` look like names in Latin letters."""
        words = [w for w in (normal_forms(text) if words is None else words) if not w.isdecimal()]
        # A proper name is the same in every language, also one that holds a common word of it: "The Birds".
        words = self._without_long_names(words)
        telling = [w for w in words if w not in self._bare_names]
        margins = self._margins(telling) if self._model and telling else {}
        scores = {code: margins.get(code, 0.0) for code in self._languages}
        # Beside a name in Latin letters, too, «а» is no English "a".
        beside_names = [w for w in telling if w not in names]
        cyrillic = is_cyrillic(text) or (bool(beside_names) and _are_in_cyrillic(beside_names, text))
        for code, info in self._languages.items():
            scores[code] += _LETTER_GAIN * min(_MOST_LETTERS, sum(map(text.count, info.letters)))
            scores[code] += _COMMON_WORD_GAIN * sum(w in self._common[code] for w in telling)
            scores[code] -= _WRONG_SCRIPT if cyrillic and info.script == "latin" else 0.0
        return telling, scores

    def latin_names_in(self, text: str) -> frozenset[str]:
        """What looks like a name of which nothing is known, in a text that has Cyrillic letters, too."""
        if not _CYRILLIC_LETTER.search(text):
            return frozenset()
        names = forms_of(_LATIN_NAME.findall(text))
        return names.difference(*(self._common[code] for code in self._written_in_latin))

    def _without_long_names(self, words: list[str]) -> list[str]:
        begun = self._begin_long_names.intersection(words)
        # To look for every name at every place would take a tenth of understanding, and few texts hold any.
        for name in self._long_names if begun else ():
            if name[0] not in begun:
                continue
            for start in range(len(words) - len(name) + 1):
                if tuple(words[start : start + len(name)]) == name:
                    return self._without_long_names([*words[:start], *words[start + len(name) :]])
        return words

    def _sure(self, likeliest: Language, text: str, telling: Sequence[str]) -> float:
        """How far the likeliest must be ahead; an English word in Latin letters is hardly one of another language."""
        if self._model is None:
            return _LEAD
        least = _LEAD if _has_seen(self._model, telling) else _LEAD_OF_NEW
        few = {word for word in telling if len(word) > 1}
        if _CYRILLIC_LETTER.search(text):
            return max(least, _LEAD_OF_FEW.get(len(few), least))
        if likeliest in self._written_in_latin:
            return least
        # Of two words, one may be an ending that another language writes apart: "19 da" is no Russian "da".
        doubtful = sum(len(word) == 2 and word in self._common[likeliest] for word in few) if len(few) == 2 else 0
        return max(least, _LEAD_OF_FEW.get(len(few), least) + _COMMON_WORD_GAIN * doubtful)

    def _is_struck_at_random(self, text: str, telling: Iterable[str]) -> bool:
        """Whether a text in Latin letters holds what is no word anywhere, and no common word: "asdkjh qwe"."""
        if _CYRILLIC_LETTER.search(text) or any(self._common[c].intersection(telling) for c in self._written_in_latin):
            return False
        return any(map(_is_no_word, _LATIN_WORD.findall(text)))

    def _is_international(self, text: str, telling: Sequence[str], scores: Mapping[Language, float]) -> bool:
        """Whether a few Cyrillic words are likeliest English: «паспорт» and «видео» are words of any language here."""
        if len(telling) not in _LEAD_OF_FEW or not is_cyrillic(text):
            return False
        return any(scores[code] + _WRONG_SCRIPT > max(scores.values()) for code in self._written_in_latin)

    def _margins(self, telling: list[str]) -> dict[Language, float]:
        assert self._model is not None
        return dict(zip(self._model.labels, self._model.scores(bag_of(telling)), strict=True))


def _first(scores: Mapping[Language, float]) -> tuple[Language, float]:
    """The likeliest language, and how far it is ahead of the next."""
    first, *others = sorted(scores, key=scores.__getitem__, reverse=True)
    return first, scores[first] - scores[others[0]] if others else inf


def is_cyrillic(text: str) -> bool:
    return len(_CYRILLIC_LETTER.findall(text)) * 2 > sum(map(str.isalpha, text))


def _is_no_word(typed: str) -> bool:
    return bool(_STRUCK_AT_RANDOM.fullmatch(typed)) or (len(typed) > 2 and any(typed in row for row in _KEYBOARD_ROWS))


def _are_in_cyrillic(words: Iterable[str], text: str) -> bool:
    """Whether all of these words are typed in Cyrillic letters in a text."""
    return forms_of(word for word in text.split() if _CYRILLIC_LETTER.search(word)).issuperset(words)


def _has_seen(model: LinearModel, telling: Iterable[str]) -> bool:
    """Whether any of the words was learned; one of one or two letters says nothing."""
    return any(len(word) > 2 and model.rarity.look_up(word_feature(word))[0] >= 0 for word in telling)


def bag_of(words: Iterable[str]) -> Bag:
    """The features by which the language of words is learned and told."""
    return Bag([of_word(word) for word in words])
