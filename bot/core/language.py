"""Which language a message is in.

General detectors fail on short Cyrillic, so this knows only the knowledge's own languages: by their letters, by their
commonest words, and by a linear model over words and pieces of words of the knowledge's own phrases. The model reads
the normal form, which Latin letters and missing Kazakh letters do not disturb.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.core.features import of_word, word_feature
from bot.core.learned import Learned
from bot.core.model import Knowledge, Language
from bot.core.text import clean, words
from bot.core.weights import Bag, LinearModel

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_SURE, _SURE_OF_NEW = 0.8, 2.0
"""How far the best margin must be ahead of the next; the latter where no word stands in two lines of the knowledge."""
_LETTER_GAIN = 2.0
_MOST_LETTERS = 3
_COMMON_WORD_GAIN = 3.0
_WRONG_SCRIPT = 10.0
_SAME_EVERYWHERE = ("person", "film", "city", "place")
"""Kinds of topic whose names tell no language; an organisation has a name in each."""


class LanguageGuess:
    """`of` tells the language of a text."""

    def __init__(self, knowledge: Knowledge, learned: Learned | None = None) -> None:
        self._languages = knowledge.languages
        named = (t for t in knowledge.topics.values() if t.kind in _SAME_EVERYWHERE)
        self._names = frozenset(w for topic in named for name in topic.names for w in words(name))
        self._common = {
            code: frozenset(form for word in info.common_words for form in words(word))
            for code, info in knowledge.languages.items()
        }
        # Where the model was learned for other languages, letters and common words must do.
        fits = learned is not None and set(learned.languages.labels) == knowledge.languages.keys()
        self._model = learned.languages if learned and fits else None

    def of(self, text: str, found: Sequence[str] | None = None) -> Language | None:
        """None where the text does not show it: a bare name, a number, an emoji, a strange word.

        `found` are its words, if known.
        """
        text = clean(text)
        found = [w for w in (words(text) if found is None else found) if not w.isdigit()]
        # A proper name is the same in every language.
        telling = [w for w in found if w not in self._names or any(w in common for common in self._common.values())]
        margins = self._margins(telling) if self._model and telling else {}
        scores = {code: margins.get(code, 0.0) for code in self._languages}
        cyrillic = len(_CYRILLIC.findall(text)) * 2 > sum(map(str.isalpha, text))
        for code, info in self._languages.items():
            scores[code] += _LETTER_GAIN * min(_MOST_LETTERS, sum(map(text.count, info.letters)))
            scores[code] += _COMMON_WORD_GAIN * sum(w in self._common[code] for w in telling)
            scores[code] -= _WRONG_SCRIPT if cyrillic and info.script == "latin" else 0.0
        best, *others = sorted(scores.values(), reverse=True)
        sure = _SURE if self._model is None or _has_seen(self._model, telling) else _SURE_OF_NEW
        if others and best - others[0] < sure:
            return None
        return max(scores, key=scores.__getitem__) if telling or best > 0 else None

    def _margins(self, telling: list[str]) -> dict[Language, float]:
        assert self._model is not None
        return dict(zip(self._model.labels, self._model.scores(_bag(telling)), strict=True))


def _has_seen(model: LinearModel, telling: Iterable[str]) -> bool:
    """Whether any of the words was learned; one of one or two letters says nothing."""
    return any(len(word) > 2 and model.rarity.place(word_feature(word))[0] >= 0 for word in telling)


def language_features(found: Iterable[str]) -> dict[str, float]:
    return _bag(found).raw


def _bag(found: Iterable[str]) -> Bag:
    return Bag([of_word(word) for word in found])


def language_samples(knowledge: Knowledge) -> list[tuple[str, Language]]:
    """Every line that the knowledge is learned from, with its language."""
    listed = [entry.phrases for entry in knowledge.entries.values()]
    listed += [knowledge.out_of_scope, knowledge.follow_ups]
    for crisis in knowledge.crisis.values():
        listed += [crisis.examples, crisis.near_misses]
    return [(line, code) for by_language in listed for code, lines in by_language.items() for line in lines]
