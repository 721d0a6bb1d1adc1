"""The features of a text: words, pieces of words, meanings and names.

A feature is a string, and its beginning tells its kind:

- `w:` a word in its normal form;
- `=` a meaning: a group of synonyms over all languages;
- `@` a name: who or what the text is about;
- none of these: three letters of a word (`<gu`, `gul`, …), which survive case endings and typos. Words hold letters and
  digits alone (`text.normal_forms`), so no piece of one begins like another kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain
from math import log
from typing import Literal, NamedTuple

FeatureKind = Literal["word", "meaning", "name", "piece"]
Vector = Mapping[str, float]
Group = tuple[str, ...]
"""Features that always come together, as those of one word."""

_WORD_PREFIX, _MEANING_PREFIX, _NAME_PREFIX = "w:", "=", "@"
_PREFIXES: Mapping[FeatureKind, str] = {
    "word": _WORD_PREFIX,
    "meaning": _MEANING_PREFIX,
    "name": _NAME_PREFIX,
    "piece": "",
}
_WHOLE = (_WORD_PREFIX, _MEANING_PREFIX, _NAME_PREFIX)
MEANING_WEIGHT = 1.0
NAME_WEIGHT = 0.7


def word_feature(word: str) -> str:
    """`word` in its normal form."""
    return _WORD_PREFIX + word


def meaning_feature(meaning: str) -> str:
    """`meaning` is the name of a group of synonyms."""
    return _MEANING_PREFIX + meaning


def name_feature(topic: str) -> str:
    """`topic` is the id of the person or thing that is named."""
    return _NAME_PREFIX + topic


def kind_of(feature: str) -> FeatureKind:
    if feature.startswith(_WORD_PREFIX):
        return "word"
    if feature.startswith(_MEANING_PREFIX):
        return "meaning"
    return "name" if feature.startswith(_NAME_PREFIX) else "piece"


def bare(feature: str) -> str:
    """The word, meaning, topic or piece that it stands for."""
    return feature.removeprefix(_PREFIXES[kind_of(feature)])


class Bag:
    """The features of a text: each of a group weighs 1 where it occurs, unless `weights` says what it does in all."""

    def __init__(self, groups: Sequence[Group] = (), weights: Vector | None = None) -> None:
        self.groups = groups
        self.counts = Counter(chain.from_iterable(groups))
        self.weights = {feature: 1 + log(count) for feature, count in self.counts.items() if count > 1}
        self.weights |= weights or {}

    def __contains__(self, feature: str) -> bool:
        return feature in self.counts or feature in self.weights

    def of(self, feature: str) -> float:
        """The weight of a feature; 0 where the text lacks it."""
        return self.weights.get(feature) or float(feature in self.counts)

    @property
    def raw(self) -> dict[str, float]:
        return dict.fromkeys(self.counts, 1.0) | self.weights


class Evidence(NamedTuple):
    """What was found in a text, before any weighing."""

    words: tuple[str, ...]
    meanings: tuple[str, ...]
    names: tuple[str, ...]


def raw_features(evidence: Evidence) -> dict[str, float]:
    """Features with their raw weights, before the inverse document frequency."""
    return bag_of(evidence, [of_word(word) for word in evidence.words]).raw


def bag_of(evidence: Evidence, groups: Sequence[Group]) -> Bag:
    """The bag of a text, from the groups of features of its words and from its evidence."""
    others = dict.fromkeys(evidence.meanings, MEANING_WEIGHT) | dict.fromkeys(evidence.names, NAME_WEIGHT)
    return Bag(groups, others)


def whole_features(bag: Bag) -> dict[str, float]:
    """Its words, meanings and names, without the pieces of words."""
    words = dict.fromkeys((group[0] for group in bag.groups), 1.0)
    return words | {feature: x for feature, x in bag.weights.items() if feature.startswith(_WHOLE)}


@lru_cache(maxsize=600)
def of_word(word: str) -> Group:
    """A word with its pieces."""
    return (word_feature(word), *pieces(word))


def pieces(word: str) -> list[str]:
    """Three letters at a time, with the word's borders: `<gu`, `gul`, `uli`."""
    if word.isdecimal():
        return []
    padded = f"<{word}>"
    return [padded[i : i + 3] for i in range(len(padded) - 2)]
