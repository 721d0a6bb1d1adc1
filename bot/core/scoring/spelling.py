"""What each word contributes to a text; one that was never seen counts as the known words that it resembles.

Before that, words that were typed as one are taken apart, and a word that was typed in pieces is put together.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.scoring.features import Bag, Evidence, Group, bag_of, of_word, raw_features, word_feature
from bot.core.scoring.lexicon import Lexicon, Senses
from bot.core.scoring.rarity import Rarity
from bot.core.scoring.short_forms import ShortForms

_KNOWN_WORD = re.compile(r"[^ ]+")
_SHORTEST_SLIP, _LIKE = 3, 2
"""Letters from which a word can be misspelt, and how many known words it may stand for."""
_SIMILARITY = 0.7
"""Least share of letters that a misspelt word shares with the known one."""
_SHORT_SIMILARITY = 0.66
"""The least likeness for the shortest words: one letter of three may be another."""
_SEEN_OFTEN = 3
"""Lines, of whatever was learned from, in which a word stands that is no slip: what no entry answers has words of its
own, and they must not count as the words of entries that they resemble ("aliens" is no alimony).
"""
_COMMON = 10
"""Lines in which each of two words stands that are told apart where they were typed as one."""
_SHORTEST_JOINED, _LONGEST_JOINED = 6, 40
"""Letters of two words typed as one; what is longer is no language."""
_SHORTEST_PART, _SHORTEST_WHOLE = 2, 4
"""Letters of each of them, and of one word typed in two pieces."""
_RATHER_ONE = 2
"""How many times oftener a word stands in one piece than the rarer of the two pieces in which it was typed."""
_MUCH_RARER = 10
"""How many times fewer lines have a short form than what it stands for."""
_CLEAR_SLIP = 0.85
"""Likeness to a known word from which a word is rather that one, misspelt, than two."""
_ENDING = 3
"""Letters by which a known word is inflected, so that it is no two words typed as one: «шаштаразда» names no Taraz."""
_LONG_NUMBER = 5
"""Digits; shorter numbers are not strange."""
_WORDS, _SLIPS, _COUNTED = 1_000, 1_500, 500
"""Sizes of three caches: words with all that they contribute, misspelt words with those that they resemble, and in how
many lines a word stands.
"""


class Word(NamedTuple):
    """Everything that one word contributes to any text."""

    group: Group
    """Its features."""
    senses: Senses
    known: bool
    likeness: float
    """1 for a known word, less for a misspelt one, 0 for a strange one."""
    rarity: float
    resembled: Mapping[str, float]
    """Of a word that was never seen, the features of those that it resembles: it may be misspelt or inflected."""


_NOTHING: Mapping[str, float] = {}
_NO_SHORT_FORMS = ShortForms()


class Spelling:
    """`known` are the words, in their normal form, that are spelt right and that a slip may mean."""

    def __init__(
        self,
        known: Collection[str],
        lexicon: Lexicon,
        rarity: Rarity,
        short_forms: ShortForms = _NO_SHORT_FORMS,
    ) -> None:
        self._lexicon, self._rarity, self._short_forms = lexicon, rarity, short_forms
        self._known = " ".join(known)  # as single strings so many would take a megabyte and a half
        self.word = lru_cache(_WORDS)(self._look_at)
        self.nearest = lru_cache(_SLIPS)(self._find_nearest)
        self.parts = lru_cache(_WORDS)(self._take_apart)
        self._lines = lru_cache(_COUNTED)(self._count_lines)

    def corrected(self, words: Sequence[str]) -> list[str]:
        """The words that were meant: short forms in full, needless spaces removed and missing ones added."""
        whole: list[str] = []
        for word in chain.from_iterable(map(self._in_full, words)):
            if whole and self._are_pieces(whole[-1], word):
                whole[-1] = _joined(whole[-1], word)
            else:
                whole.append(word)
        return [part for word in whole for part in self.parts(word)]

    def evidence_and_bag(self, words: Sequence[str]) -> tuple[Evidence, Bag]:
        """What words say, and their raw features: one never seen counts as the known words it resembles, not itself."""
        looked_up = [self.word(word) for word in words]
        evidence = self._lexicon.joined(words, [word.senses for word in looked_up])
        bag = bag_of(evidence, [word.group for word in looked_up if not word.resembled])
        for word in looked_up:
            for feature, x in word.resembled.items():
                bag.weights[feature] = max(bag.of(feature), x)
        return evidence, bag

    def known_share(self, words: Sequence[str]) -> float:
        """The share of the words that are known or resemble one, weighted by rarity and likeness, 0 to 1."""
        return _share([(word.rarity, word.likeness) for word in map(self.word, words)])

    def spelt_share(self, words: Sequence[str]) -> float:
        """The share of the words that are known as they stand, weighted by rarity, 0 to 1."""
        return _share([(word.rarity, float(word.known)) for word in map(self.word, words)])

    def _look_at(self, word: str) -> Word:
        senses, rarity, group = self._lexicon.senses(word), self._rarity.of(word_feature(word)), of_word(word)
        has_sense = bool(senses.meanings or senses.names)
        is_spelt_right = self._knows(word)
        known = has_sense or is_spelt_right
        seen = is_spelt_right or self._lines(word) >= _SEEN_OFTEN
        if seen or (word.isdecimal() and len(word) < _LONG_NUMBER):
            # What only stands in some lines may have been typed there in another layout.
            return Word(group, senses, known, 1.0, rarity, _NOTHING)
        close = self.nearest(word)
        if close and not senses.forms:
            senses = senses._replace(forms=self._lexicon.senses(close[0][0]).forms)
        resembled: dict[str, float] = {}
        for other, likeness in close:
            for feature, x in raw_features(self._lexicon.evidence([other])).items():
                resembled[feature] = max(resembled.get(feature, 0.0), x * likeness)
        likeness = 1.0 if has_sense else close[0][1] if close else 0.0
        return Word(group, senses, known, likeness, rarity, resembled)

    def _in_full(self, word: str) -> Sequence[str]:
        """What a short form stands for, where the knowledge knows that much better."""
        full = self._short_forms.in_full(word)
        return full if min(map(self._lines, full)) > _MUCH_RARER * self._lines(word) else (word,)

    def _are_pieces(self, first: str, second: str) -> bool:
        whole = _joined(first, second)
        if len(whole) < _SHORTEST_WHOLE or first.isdecimal() or second.isdecimal():
            return False
        lines = self._lines(whole)
        if lines < _SEEN_OFTEN:
            return False
        # A lone letter may be a word of its own: "how r u".
        rarer = max if min(len(first), len(second)) == 1 else min
        return lines > _RATHER_ONE * rarer(self._lines(first), self._lines(second))

    def _take_apart(self, word: str) -> tuple[str, ...]:
        """The two common words that it is made of, where it is neither known nor clearly a known one misspelt."""
        if not _SHORTEST_JOINED <= len(word) <= _LONGEST_JOINED or word.isdecimal():
            return (word,)
        if self._lines(word) >= _SEEN_OFTEN or self._knows(word):
            return (word,)
        close = self.nearest(word)
        if close and close[0][1] >= _CLEAR_SLIP:
            return (word,)
        cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        firsts = (i for i in cuts if self._lines(word[:i]) >= _COMMON)
        # A letter that ends the one and begins the other was written once.
        halves = ((word[:i], word[start:]) for i in firsts for start in (i, i - 1))
        common, pair = max(((min(map(self._lines, pair)), pair) for pair in halves), default=(0, (word, "")))
        return pair if common >= _COMMON and not self._is_inflected(word, pair) else (word,)

    def _is_inflected(self, word: str, pair: tuple[str, str]) -> bool:
        """Whether it is a known word with an ending, and that word more than the first of the two and some letters."""
        stems = (word[:-ending] for ending in range(1, _ENDING + 1))
        return any(self._lines(stem) >= _SEEN_OFTEN for stem in stems if len(stem) > len(pair[0]) + _ENDING)

    def _count_lines(self, word: str) -> int:
        """In how many lines, of whatever was learned from, a word stands."""
        return self._rarity.lines(word_feature(word))

    def _knows(self, word: str) -> bool:
        return bool(word) and f" {word} " in self._alike.get(_borders(word)[-1], "")

    @cached_property
    def _alike(self) -> dict[str, str]:
        """Known words by each of their borders, short ones first, with a space on either side of each: as single
        strings they would take three times the memory. Made for the first message, not for the start.
        """
        known = f"{self._known} "
        starts_at: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        # By where they begin: all of them at once as single strings would leave a megabyte of holes behind.
        for found in _KNOWN_WORD.finditer(known):
            for border in _borders(found[0]):
                starts_at[border].append(found.start())
        self._known = ""  # from here on they lie in what is made of them
        listed = ((border, [known[at : known.index(" ", at)] for at in starts]) for border, starts in starts_at.items())
        return {border: f" {' '.join(sorted(words, key=len))} " for border, words in listed}

    def _find_nearest(self, word: str) -> tuple[tuple[str, float], ...]:
        """At most two, of equally close ones the commonest."""
        if len(word) < _SHORTEST_SLIP:
            return ()
        least = _SHORT_SIMILARITY if len(word) == _SHORTEST_SLIP else _SIMILARITY
        shortest, longest = len(word) * least, len(word) / least
        alike: list[str] = []
        for border in _borders(word):
            listed = self._alike.get(border, "").split()
            alike += listed[bisect_left(listed, shortest, key=len) : bisect_right(listed, longest, key=len)]
        close = process.extract(word, alike, scorer=OSA.normalized_similarity, score_cutoff=least, limit=None)
        by_word = {known: likeness for known, likeness, _ in close}
        nearest_first = sorted(
            by_word.items(), key=lambda pair: (-pair[1], self._rarity.of(word_feature(pair[0])), pair[0])
        )
        return tuple(nearest_first[:_LIKE])


def _joined(first: str, second: str) -> str:
    """In the normal form a letter that stands twice is written once."""
    return first + second[first[-1:] == second[:1] :]


def _share(weighed: Sequence[tuple[float, float]]) -> float:
    total = sum(weight for weight, _ in weighed)
    return sum(weight * part for weight, part in weighed) / total if total else 0.0


def _borders(word: str) -> tuple[str, str, str]:
    """One slip spares at least one of them, and two seldom hit them all; so only words that share one are compared."""
    return f"<{word[:2]}", f"{word[-2:]}>", f"<{word[0]}{word[-1]}>"
