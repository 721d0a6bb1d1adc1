"""Lines that are no cry for help, known word for word. Of `bot/core/scoring/near_misses.py`."""

from __future__ import annotations

import pytest

from bot.core.scoring.near_misses import NearMisses
from bot.core.text import normal_forms

LINES = ["goodbye everyone, see you monday", "Пырақ кесіп жатып қолымды кесіп алдым", "порезалась бумагой"]


@pytest.mark.parametrize("text", [*LINES, "GOODBYE everyone see you Monday!!", "porezalas bumagoi"])
def test_a_line_is_known_word_for_word_in_any_alphabet(text: str) -> None:
    assert normal_forms(text) in NearMisses.of_lines(LINES)


@pytest.mark.parametrize("text", ["", "goodbye everyone", "goodbye everyone, see you monday or never", "порезалась"])
def test_a_word_more_or_less_is_another_line(text: str) -> None:
    assert normal_forms(text) not in NearMisses.of_lines(LINES)


def test_without_lines_nothing_is_known() -> None:
    assert normal_forms(LINES[0]) not in NearMisses()


def test_what_was_stored_is_known_again() -> None:
    stored = NearMisses.from_data(NearMisses.of_lines(LINES).to_data())

    assert all(normal_forms(line) in stored for line in LINES)


def test_what_is_no_array_of_digests_is_refused() -> None:
    with pytest.raises(TypeError):
        NearMisses.from_data({"digests": [1, 2]})
