"""Phrases that the languages of a knowledge list for one purpose, and what of a message they make up."""

from __future__ import annotations

from collections.abc import Container, Iterable
from functools import cached_property

from bot.core.scoring.reading import Reader
from bot.core.understanding.message import Words


class ListedPhrases:
    """In the words in which `reader` reads a message, too."""

    def __init__(self, reader: Reader, listed: Iterable[str]) -> None:
        self._reader, self._listed = reader, tuple(listed)

    @cached_property
    def _phrases(self) -> list[Words]:
        """Read when they are first needed: the tables in which their words are looked up are made after the start."""
        return [tuple(self._reader.words_of(phrase)) for phrase in self._listed]

    def make_up(self, words: Words, others: Container[str] = ()) -> bool:
        """Whether the words are nothing but some of the phrases, or of other single words, one after the other.

        Phrases overlap ("bye", "bye bye"), so each place is reached once: to try each way would double with every word.
        """
        reached = {0}
        for start, word in enumerate(words):
            if start in reached:
                lengths = (len(phrase) for phrase in self._phrases if words[start : start + len(phrase)] == phrase)
                reached |= {start + length for length in lengths}
                reached |= {start + 1} if word in others else set()
        return len(words) in reached

    def behind(self, words: Words) -> Words | None:
        """What stands behind the phrase with which the words begin; None where they begin with none."""
        return next((words[len(phrase) :] for phrase in self._phrases if words[: len(phrase)] == phrase), None)
