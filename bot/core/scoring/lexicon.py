"""What words mean and name, alone or side by side: the synonyms and the names of one knowledge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import product
from typing import Any, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.knowledge import Topic
from bot.core.scoring.features import Evidence, kind_of, meaning_feature, name_feature
from bot.core.text import normal_forms

_LONGEST_ENDING = 6
"""Letters that a case ending may add to a name: Иванованың is Иванова + ның."""
_NAME_SIMILARITY = 0.8
"""Least share of letters that a misspelt name shares with the known one."""
_ANY_ENDING = "*"
"""Marks a stem, which may take any ending."""
_MOST_TOGETHER = 4
"""Words that side by side may have a meaning of their own."""


class Senses(NamedTuple):
    """What a single word may stand for."""

    meanings: tuple[str, ...]
    names: tuple[str, ...]
    forms: tuple[str, ...]
    """How it stands in meanings of several words: as itself, or as a stem that it begins with."""


_NO_SENSES = Senses((), (), ())
"""What most words have; one object for all of them."""


class Lexicon:
    """Knows which words mean the same, and every name."""

    def __init__(self, synonyms: Mapping[str, Iterable[str]], topics: Mapping[str, Topic]) -> None:
        self._exact: dict[str, list[str]] = {}
        self._stems: dict[str, list[str]] = {}
        self._several: dict[tuple[str, ...], list[str]] = {}
        self._names: dict[str, list[str]] = {}
        for meaning, listed in synonyms.items():
            for word in listed:
                self._add_word(word, meaning_feature(meaning))
        for topic in topics.values():
            for name in topic.names:
                self._add_name(tuple(normal_forms(name)), name_feature(topic.id))
        self.senses = lru_cache(maxsize=1_000)(self._senses)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Lexicon:
        """What `to_data` gave: to bring all synonyms into their normal form would take most of a start.

        Raises AttributeError, KeyError or TypeError where `data` is something else.
        """
        lexicon = cls({}, {})
        lexicon._exact, lexicon._stems, lexicon._names = (_table(data[name]) for name in ("exact", "stems", "names"))
        lexicon._several = {tuple(forms.split()): features for forms, features in _table(data["several"]).items()}
        return lexicon

    def to_data(self) -> dict[str, Any]:
        several = {" ".join(forms): meanings for forms, meanings in self._several.items()}
        return {"exact": self._exact, "stems": self._stems, "names": self._names, "several": several}

    def read(self, text: str) -> Evidence:
        return self.evidence(normal_forms(text))

    def evidence(self, words: Sequence[str]) -> Evidence:
        return self.joined(words, [self.senses(word) for word in words])

    def joined(self, words: Sequence[str], senses: Sequence[Senses]) -> Evidence:
        """The evidence of words that have these senses, side by side."""
        meanings = [meaning for one in senses for meaning in one.meanings]
        names = [name for one in senses for name in one.names]
        for feature in self._together(senses):
            (meanings if kind_of(feature) == "meaning" else names).append(feature)
        return Evidence(tuple(words), tuple(dict.fromkeys(meanings)), tuple(dict.fromkeys(names)))

    def _together(self, senses: Sequence[Senses]) -> Iterator[str]:
        """What words mean or name side by side."""
        for start, one in enumerate(senses):
            together = [one.forms]
            for other in senses[start + 1 : start + _MOST_TOGETHER] if one.forms else ():
                if not other.forms:
                    break
                together.append(other.forms)
                for forms in product(*together):
                    yield from self._several.get(forms, ())

    @property
    def vocabulary(self) -> set[str]:
        return {*self._exact, *self._names}

    def _add_word(self, word: str, meaning: str) -> None:
        forms = tuple(form for part in word.split("_") for form in _forms(part))
        if len(forms) > 1:
            self._several.setdefault(forms, []).append(meaning)
        elif forms:
            table = self._stems if _is_stem(forms[0]) else self._exact
            table.setdefault(forms[0].removesuffix(_ANY_ENDING), []).append(meaning)

    def _add_name(self, forms: tuple[str, ...], name: str) -> None:
        if len(forms) > 1:
            self._several.setdefault(forms, []).append(name)
        elif forms:
            self._names.setdefault(forms[0], []).append(name)

    def _senses(self, word: str) -> Senses:
        begun = [word[:end] for end in range(2, len(word) + 1)]
        senses = Senses(self._meanings_of(word, begun), self._names_of(word), self._forms_of(word, begun))
        return senses if any(senses) else _NO_SENSES

    def _meanings_of(self, word: str, begun: Sequence[str]) -> tuple[str, ...]:
        """`begun`: whatever the word begins with, from two letters on."""
        meanings = list(self._exact.get(word, ()))
        for stem in begun:
            meanings += self._stems.get(stem, ())
        return tuple(dict.fromkeys(meanings))

    def _names_of(self, word: str) -> tuple[str, ...]:
        for ending in range(min(_LONGEST_ENDING, len(word) - 3) + 1):
            known = self._names.get(word[: len(word) - ending])
            if known and (ending == 0 or len(word) - ending >= 4):
                return tuple(known)
        if len(word) < 5:
            return ()
        alike = self._names_by_letter.get(word[0], ())
        close = process.extractOne(word, alike, scorer=OSA.normalized_similarity, score_cutoff=_NAME_SIMILARITY)
        return tuple(self._names[close[0]]) if close else ()

    def _forms_of(self, word: str, begun: Sequence[str]) -> tuple[str, ...]:
        side_by_side = self._side_by_side
        forms = [stem + _ANY_ENDING for stem in begun if stem + _ANY_ENDING in side_by_side]
        return (word, *forms) if word in side_by_side else tuple(forms)

    @cached_property
    def _side_by_side(self) -> frozenset[str]:
        """Every form in what several words mean together."""
        return frozenset(form for forms in self._several for form in forms)

    @cached_property
    def _names_by_letter(self) -> dict[str, list[str]]:
        """A misspelt name is looked for among those that begin like it."""
        names: dict[str, list[str]] = {}
        for name in self._names:
            names.setdefault(name[0], []).append(name)
        return names


def _is_stem(form: str) -> bool:
    return form.endswith(_ANY_ENDING)


def _forms(part: str) -> list[str]:
    """The normal forms of a part of a synonym, the last of which may be a stem."""
    *others, last = normal_forms(part) or [""]
    return [*others, last + _ANY_ENDING * _is_stem(part)] if last else []


def _table(data: Mapping[str, list[str]]) -> dict[str, list[str]]:
    if not all(word.strip() and isinstance(features, list) for word, features in data.items()):
        raise TypeError("a word has a list of features")
    same: dict[tuple[str, ...], list[str]] = {}
    # Many words have the same features; to hold these once saves most of a megabyte.
    return {word: same.setdefault(tuple(features), features) for word, features in data.items()}
