"""Which words of a text point at one thing of several, and how surely; nothing was offered here."""

from __future__ import annotations

import pytest

from bot.core.knowledge import Knowledge
from bot.core.understanding.follow_ups.pointer import Pointer, Pointers, Strength
from bot.core.understanding.word_lists import WordLists


@pytest.fixture(scope="module")
def pointers(knowledge: Knowledge) -> Pointers:
    languages = knowledge.languages.values()
    return Pointers(WordLists(languages))


@pytest.mark.parametrize(
    ("text", "nth", "strength"),
    [
        ("2", 1, "figure"),
        ("№2.", 1, "figure"),
        ("➋", 1, "figure"),
        ("2-й", 1, "sure"),
        ("the second one", 1, "sure"),
        ("соңғысы", -1, "sure"),
        ("yes please", None, "sure"),
    ],
)
def test_what_only_points_leaves_no_rest(pointers: Pointers, text: str, nth: int | None, strength: Strength) -> None:
    assert pointers.pointer_in(text) == Pointer(nth, strength)


@pytest.mark.parametrize(
    ("text", "pointer"),
    [
        ("the second one, where is he?", Pointer(1, "set apart", "where is he")),
        ("1, who is he", Pointer(0, "set apart", "who is he")),
        ("and where was the second one", Pointer(1, "sure", "and where was")),
        ("who spoke first", Pointer(0, "weak", "who spoke")),
    ],
)
def test_what_stands_beside_the_words_that_point_is_the_rest(pointers: Pointers, text: str, pointer: Pointer) -> None:
    assert pointers.pointer_in(text) == pointer


@pytest.mark.parametrize(
    "text",
    ["who spoke", "first or second", "not the first one", "1 December", "2:10", "0", "12", "yes and who spoke", ""],
)
def test_what_names_no_single_place_does_not_point(pointers: Pointers, text: str) -> None:
    assert pointers.pointer_in(text) is None


@pytest.mark.parametrize(("words", "points"), [(12, True), (13, False)])
def test_a_longer_text_does_not_point(pointers: Pointers, words: int, *, points: bool) -> None:
    assert (pointers.pointer_in("second" + " well" * (words - 1)) is not None) is points
