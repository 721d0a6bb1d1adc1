"""What of a message listed phrases make up."""

from __future__ import annotations

import pytest

from bot.core.knowledge import Knowledge
from bot.core.scoring.reading import Reader
from bot.core.understanding.after_help.listed_phrases import ListedPhrases
from bot.core.understanding.matching import Matcher


@pytest.fixture(scope="module")
def reader(small_knowledge: Knowledge) -> Reader:
    return Matcher.of(small_knowledge).reader


@pytest.mark.parametrize(
    ("words", "is_so"),
    [("bye", True), ("bye bye now", True), ("bye now bye", True), ("bye park", False), ("now", False), ("", True)],
)
def test_words_may_be_nothing_but_listed_phrases_one_after_the_other(
    reader: Reader, words: str, *, is_so: bool
) -> None:
    phrases = ListedPhrases(reader, ["bye", "bye now"])

    assert phrases.make_up(tuple(reader.words_of(words))) is is_so


def test_single_words_may_stand_between_them(reader: Reader) -> None:
    words = tuple(reader.words_of("thanks bye thanks"))

    assert ListedPhrases(reader, ["bye"]).make_up(words, others=words[:1])


@pytest.mark.parametrize(("words", "rest"), [("my name is park", ("park",)), ("my name is", ()), ("is my name", None)])
def test_what_stands_behind_a_phrase_is_told_from_what_begins_with_none(
    reader: Reader, words: str, rest: tuple[str, ...] | None
) -> None:
    assert ListedPhrases(reader, ["my name is"]).behind(tuple(reader.words_of(words))) == rest
