"""With what a text begins before it says what it is about: "hello, i am a lawyer, what about the police"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from bot.core.scoring.reading import Reader
from bot.core.understanding.message import Words
from bot.core.understanding.word_lists import WordLists, longest_first

Kind = Literal["greeting", "courtesy", "turn", "role", "further"]
"""`courtesy`: a word that thanks or agrees and is no whole greeting; `further`: "what about"."""

_LONGEST_GREETING = 4
"""Words of a greeting with which something else may begin."""
_LATEST_TURN = 3
"""The first words, among which a turn to something else begins: "and so by the way"."""


class Opened(NamedTuple):
    """A text whose openers were taken off, one after the other."""

    kinds: tuple[Kind, ...]
    """Of the openers, in the order in which they stand."""
    courteous: Words
    """The words that greet or thank."""
    rest: Words
    """What stands behind all openers; empty where nothing does."""

    @property
    def says(self) -> Words:
        """What it comes to: where it asks nothing, no more than its greeting or thanks."""
        return self.rest or self.courteous


class Openers:
    """Takes them off, by what a reader of words knows and the lists of one knowledge's languages."""

    def __init__(self, reader: Reader, lists: WordLists) -> None:
        self._reader, self._lists = reader, lists

    def of(self, words: Sequence[str]) -> Opened:
        """What a text of these words begins with, and what stands behind it."""
        rest, kinds, courteous = tuple(words), list[Kind](), Words()
        while found := self._next(rest):
            kind, length = found
            kinds.append(kind)
            courteous += rest[:length] if kind in ("greeting", "courtesy") else ()
            rest = rest[length:]
        return Opened(tuple(kinds), courteous, rest)

    def behind_greeting(self, words: Words) -> Words:
        """Empty where a text begins with no greeting, or holds nothing else."""
        behind = words
        while length := self._greeting(behind):
            behind = behind[length:]
        return behind if len(behind) < len(words) else ()

    def _next(self, words: Words) -> tuple[Kind, int] | None:
        """The opener with which these words begin, and how many of them belong to it."""
        lengths: tuple[tuple[Kind, int], ...] = (
            ("greeting", self._greeting(words)),
            ("courtesy", int(words[:1] != () and words[0] in self._lists.after_help.courtesy_words)),
            ("role", _begun(words, self._roles)),
            ("further", self._further_asked(words)),
            ("turn", self._turn(words)),
        )
        return next((found for found in lengths if found[1]), None)

    def _greeting(self, words: Words) -> int:
        """The words of the longest greeting with which they begin; 0 where they begin with none."""
        lengths = range(min(_LONGEST_GREETING, len(words)), 0, -1)
        return next((length for length in lengths if self._is_greeting(words[:length])), 0)

    def _is_greeting(self, words: Words) -> bool:
        return self._reader.is_courtesy(words) and self._never_greet.isdisjoint(words)

    def _turn(self, words: Words) -> int:
        """Those up to the end of "by the way", which need not come first."""
        starts = range(min(len(words), _LATEST_TURN))
        ends = ((start, _begun(words[start:], self._turns)) for start in starts)
        return next((start + length for start, length in ends if length), 0)

    def _further_asked(self, words: Words) -> int:
        """Those of "what about", whose "about" would ask what a film is about, or of "no, what about"."""
        denied = int(self._lists.choosing.denying_words.issuperset(words[:1]) and bool(words))
        begun = _begun(words, self._further)
        behind = _begun(words[denied:], self._further) if denied else 0
        return begun or (denied + behind if behind else 0)

    # ---- the words, made when they are first needed ----------------------------------------------

    @cached_property
    def _never_greet(self) -> frozenset[str]:
        """«я» sounds as "yeah" does, and "no, not her" is said to an answer."""
        return self._lists.myself | self._lists.choosing.denying_words

    @cached_property
    def _roles(self) -> Sequence[Words]:
        return longest_first(self._lists.after_answer.role_phrases)

    @cached_property
    def _turns(self) -> Sequence[Words]:
        return longest_first(self._lists.after_answer.turning_phrases)

    @cached_property
    def _further(self) -> Sequence[Words]:
        return longest_first(self._lists.after_answer.further_phrases)


def _begun(words: Words, phrases: Sequence[Words]) -> int:
    """The words of the phrase with which they begin; 0 where they begin with none."""
    return next((len(phrase) for phrase in phrases if words[: len(phrase)] == phrase), 0)
