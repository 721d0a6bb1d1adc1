"""A message and the parts into which it may be cut; each part is read only once.

The search for a cry for help and the search for a second question cut at different borders, but what a part says by
itself is the same for both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain, islice, zip_longest
from typing import NamedTuple

from bot.core.knowledge import Knowledge
from bot.core.scoring.reading import Begun, Reader, Reading
from bot.core.text import LONGEST, LONGEST_HEARD, normal_forms
from bot.core.understanding.borders import Borders, Joint

Words = tuple[str, ...]
"""In their normal form, as `Reader.words_of` gives them."""

_MOST_JOINTS, _LONGEST_HALVED = 5, 30
"""Joints at which a message is looked at as two, and the words of the longest one that is."""
_MOST_PARTS = 100
"""Parts of a message that are looked at, the shortest first: all of one with fourteen clauses."""
_RUN, _RUN_STEP, _MOST_RUNS = 9, 3, 60
"""Words of a run within a longer clause, how far apart runs begin, and about how many there are at most."""
_MOST_READ = 200
"""Words of a part that are read: a sentence without end must not take longer than a message may."""


class _Piece(NamedTuple):
    """A piece of a message without a border inside."""

    joint: Joint
    between: Words
    """What stands before it, in words: "and"."""
    words: Words


class Halves(NamedTuple):
    """The words of a message on both sides of a joint."""

    first: Words
    second: Words
    joint: Joint

    @property
    def by_word(self) -> bool:
        return self.joint in ("word", "also")


class Message:
    """One text, in the keyboard layout that was meant."""

    def __init__(
        self,
        text: str,
        reader: Reader,
        borders: Borders,
        whole: Reading | None,
        parts: Mapping[Words, Reading] | None,
    ) -> None:
        """`whole` and `parts` are the text, and what it is cut into, read already, where the caller has them."""
        self.text, self._reader, self._borders = text[:LONGEST_HEARD], reader, borders
        self._whole, self._parts = whole, parts or {}
        self._begun: dict[Words, Begun] = {}

    @cached_property
    def words(self) -> Words:
        """Of the part that is read as a whole."""
        return self._whole.evidence.words if self._whole else tuple(self._reader.words_of(self.text[:LONGEST]))

    @cached_property
    def whole(self) -> Reading:
        """Read when it is first needed: of a text that is held it seldom is."""
        return self._whole or self._reader.read_words(self.words)

    @cached_property
    def _readings(self) -> dict[Words, Reading]:
        return {**self._parts, self.words: self.whole}

    @cached_property
    def typed(self) -> list[str]:
        """All words as they are typed, in their normal form: spelling correction splits rare ones."""
        return normal_forms(self.text)

    @cached_property
    def all_words(self) -> Words:
        return tuple(chain.from_iterable((*piece.between, *piece.words) for piece in self._pieces))

    @cached_property
    def readings(self) -> tuple[Words, ...]:
        """All its words, as they are corrected and as they are typed: patterns are looked for in both, since correction
        splits "overdose" and finds the two words of "protectmyself".
        """
        corrected = self.words if len(self.text) <= LONGEST else self.all_words
        return tuple(dict.fromkeys((corrected, tuple(self.typed))))

    def read(self, words: Words) -> Reading:
        """What a part of it says by itself."""
        words = words[:_MOST_READ]
        if words not in self._readings:
            self._readings[words] = self._reader.finish(self._begin(words))
        return self._readings[words]

    def read_if_loud(self, words: Words, least: float) -> Reading | None:
        """What a part of the message says; None where its alarm is fainter than `least`."""
        words = words[:_MOST_READ]
        if words not in self._readings and self._reader.most_alarm(self._begin(words)) < least:
            return None
        reading = self.read(words)
        return reading if reading.alarm >= least else None

    def _begin(self, words: Words) -> Begun:
        if words not in self._begun:
            self._begun[words] = self._reader.begin(words)
        return self._begun[words]

    # ---- what it is cut into --------------------------------------------------------------------

    @cached_property
    def parts(self) -> list[Words]:
        """One clause or several in a row, but not all, and runs of words within long ones: a cry may begin and end in
        the middle of a story, and people who dictate or are in a hurry set no commas.
        """
        pieces = self._pieces
        starts = [index for index, piece in enumerate(pieces) if index == 0 or piece.joint != "none"]
        ends = [*starts[1:], len(pieces)]
        in_a_row = range(1, len(starts))
        spans = ((start, end) for n in in_a_row for start, end in zip(starts, ends[n - 1 :], strict=False))
        parts = [_one(pieces[start:end]) for start, end in islice(spans, _MOST_PARTS)]
        runs = (run for piece in pieces for run in runs_of(piece.words))
        return list(dict.fromkeys(part for part in chain(parts, runs) if part and part != self.all_words))

    def questions(self, *, at_commas: bool = False) -> list[Words]:
        """The parts in which it may ask one thing after the other."""
        borders: tuple[Joint, ...] = ("full stop", "also", "comma") if at_commas else ("full stop", "also")
        return [words for words in self._joined_at(*borders) if words]

    @cached_property
    def listed(self) -> list[Words]:
        """What stands between all its full stops, commas and joining words."""
        return [words for words in self._joined_at("full stop", "also", "word", "comma") if words]

    @cached_property
    def joined(self) -> list[Words]:
        """What stands between its joining words: "he said sorry" and "he locked me in"."""
        return [words for words in self._joined_at("also", "word") if words]

    @cached_property
    def halves(self) -> list[Halves]:
        """The pairs into which it may be cut."""
        if len(self.words) > _LONGEST_HALVED:
            return []
        pieces = self._pieces
        joints = [index for index, piece in enumerate(pieces) if piece.joint != "full stop"][:_MOST_JOINTS]
        cut = (Halves(_one(pieces[:index]), _one(pieces[index:]), pieces[index].joint) for index in joints)
        return [halves for halves in cut if halves.first and halves.second]

    @cached_property
    def _pieces(self) -> list[_Piece]:
        cut = list(self._borders.cut(self.text))
        if len(cut) == 1 and len(self.text) <= LONGEST:
            return [_Piece("full stop", (), self.words)]
        words_of = self._reader.words_of
        return [
            _Piece(joint, tuple(words_of(between)) if between else (), tuple(words_of(piece)))
            for joint, between, piece in cut
        ]

    def _joined_at(self, *borders: Joint) -> list[Words]:
        """The parts between borders of these kinds."""
        starts = [index for index, piece in enumerate(self._pieces) if index == 0 or piece.joint in borders]
        return [_one(self._pieces[start:end]) for start, end in zip_longest(starts, starts[1:])]


class _WordsAlone(Message):
    """Some of the words of a text, which nobody typed in this order: nothing but joining words tells where to cut."""

    def __init__(self, words: Words, reader: Reader, borders: Borders) -> None:
        super().__init__("", reader, borders, None, None)
        self._given = words

    @cached_property
    def words(self) -> Words:
        return tuple(self._reader.corrected(self._given[:_MOST_READ]))

    @cached_property
    def typed(self) -> list[str]:
        return [*self._given]

    @cached_property
    def _pieces(self) -> list[_Piece]:
        corrected = self._reader.corrected
        return [
            _Piece(joint, between, tuple(corrected(piece)))
            for joint, between, piece in self._borders.cut_words(self._given)
        ]


class MessageReader:
    """Makes messages of texts, by what the reader of words knows and the borders of the languages of one knowledge."""

    def __init__(self, knowledge: Knowledge, reader: Reader) -> None:
        self.reader, self._borders = reader, Borders(knowledge.languages.values())

    def of(self, text: str, whole: Reading | None = None, parts: Mapping[Words, Reading] | None = None) -> Message:
        """`whole` and `parts` are the text, and what it is cut into, read already, where the caller has them."""
        return Message(text, self.reader, self._borders, whole, parts)

    def of_words(self, words: Sequence[str]) -> Message:
        """A message of words in their normal form, some of a text: as a text they would be other words, «и» the English
        "I" and «считаю» a word that nobody knows.
        """
        return _WordsAlone(tuple(words), self.reader, self._borders)

    def in_intended_layout(self, text: str) -> Message:
        """The message in the keyboard layout in which most of its words are known."""
        return self.of(*self.reader.read_in_intended_layout(text))


def _one(pieces: Sequence[_Piece]) -> Words:
    """The words of some pieces, without the joint before the first of them."""
    first, *others = pieces
    return (*first.words, *chain.from_iterable((*piece.between, *piece.words) for piece in others))


def runs_of(clause: Sequence[str]) -> list[Words]:
    """Overlapping runs of the words of a long clause; a short one has none, a huge one has longer ones."""
    if len(clause) <= _RUN + 2:
        return []
    step = max(_RUN_STEP, len(clause) // _MOST_RUNS)
    run = max(_RUN, 2 * step)
    return [tuple(clause[i : i + run]) for i in range(0, len(clause) - step, step)]
