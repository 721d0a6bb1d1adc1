"""Likeness to the nearest of many lines.

Of `bot/core/scoring/neighbours.py` and `bot/core/scoring/inverted.py`.
"""

from __future__ import annotations

import pytest

from bot.core.scoring.features import raw_features
from bot.core.scoring.inverted import telling
from bot.core.scoring.lexicon import Lexicon
from bot.core.scoring.neighbours import Neighbours
from bot.core.scoring.rarity import Rarity

LEXICON = Lexicon({}, {})
LINES = [
    "what time is it in tokyo",
    "what time is it in london",
    "what time is it in paris",
    "how do i bake bread",
    "how do i boil an egg",
]
RARITY = Rarity.of_texts([raw_features(LEXICON.read(line)) for line in LINES * 2])


def likeness_to(lines: list[str], text: str) -> float:
    neighbours = Neighbours.of([raw_features(LEXICON.read(line)) for line in lines], RARITY)
    return neighbours.likeness(telling(raw_features(LEXICON.read(text)), RARITY))


def test_a_text_with_three_lines_like_it_is_near() -> None:
    assert likeness_to(LINES, "what time is it in madrid") > 2 * likeness_to(LINES, "where do i bake it")


def test_a_single_line_counts_a_third() -> None:
    assert likeness_to(LINES[3:4], LINES[3]) == pytest.approx(1 / 3, abs=0.01)
    assert likeness_to(LINES[3:4] * 3, LINES[3]) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("text", ["", "zebra crossing", "!?"])
def test_a_text_that_shares_no_word_is_not_near(text: str) -> None:
    assert likeness_to(LINES, text) == 0


def test_words_that_too_many_lines_have_tell_nothing() -> None:
    many = [f"bread number{number}" for number in range(1_001)]

    assert likeness_to(many, "bread") == 0
    assert likeness_to(many[:1_000], "bread") > 0


def test_without_lines_nothing_is_near() -> None:
    assert Neighbours().likeness(()) == 0
    assert likeness_to([], "what time is it") == 0
