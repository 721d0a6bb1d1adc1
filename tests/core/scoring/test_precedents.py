"""What was meant when somebody said the like before."""

from __future__ import annotations

from array import array

import pytest

from bot.core.scoring.features import Vector, word_feature
from bot.core.scoring.inverted import telling
from bot.core.scoring.precedents import Nearness, Precedent, Precedents, analogue
from bot.core.scoring.rarity import Rarity

LONG, PAID = "how long is it", "is it paid"


def features(text: str) -> Vector:
    return {word_feature(word): 1.0 for word in text.split()}


RARITY = Rarity.of_texts([features(LONG), features(PAID), features("is it open")])
PRECEDENTS = Precedents.of(
    [
        Precedent("film.river", "film.river.length", features(LONG)),
        Precedent("help.doctor", "help.doctor", features(PAID)),
    ],
    RARITY,
)


def near(text: str, shown: str, precedents: Precedents = PRECEDENTS) -> dict[str, Nearness]:
    return precedents.near(shown, telling(features(text), RARITY))


def test_the_same_words_after_the_same_answer_mean_the_same() -> None:
    assert near(LONG, "film.river")["film.river.length"].after_the_same == pytest.approx(1, abs=0.01)


def test_after_another_answer_they_count_for_less() -> None:
    length = near(LONG, "help.doctor")["film.river.length"]

    assert length.after_the_same == 0 < length.after_any


def test_what_was_meant_of_one_film_is_meant_of_another() -> None:
    assert near(LONG, "film.lake")["film.lake.length"].by_analogy == pytest.approx(1, abs=0.01)


def test_where_the_answer_was_asked_for_again_the_one_shown_now_is_meant() -> None:
    assert near(PAID, "help.lawyer")["help.lawyer"].by_analogy == pytest.approx(1, abs=0.01)


def test_words_that_nobody_said_have_no_precedent() -> None:
    assert near("grow tomatoes", "film.river") == {}


@pytest.mark.parametrize(
    ("before", "meant", "shown"),
    [
        ("film.river", "event.where", "film.lake"),
        ("film.river", "film.lake", "film.river"),
        ("films.all", "film.river", "film.lake"),
    ],
)
def test_there_is_no_analogy_between_things_of_other_kinds(before: str, meant: str, shown: str) -> None:
    assert analogue(before, meant, shown) is None


def test_precedents_survive_their_file() -> None:
    again = Precedents.from_data(PRECEDENTS.to_data())

    assert near(LONG, "film.river", again) == near(LONG, "film.river")


@pytest.mark.parametrize("turns", [array("H", [0]), array("H", [0, 1, 2, 99])])
def test_turns_that_do_not_fit_their_entries_are_refused(turns: array[int]) -> None:
    with pytest.raises(ValueError, match="two entries"):
        Precedents.from_data({**PRECEDENTS.to_data(), "turns": turns})
