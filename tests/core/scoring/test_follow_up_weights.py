from __future__ import annotations

from array import array

import pytest

from bot.core.scoring.follow_up_weights import FollowUpWeights, Transitions

TRANSITIONS = Transitions.of(["film", "film.director"], [[0.5, 2.25], [-1.0, -99.0]])


def test_each_entry_gains_what_it_is_asked_after_another() -> None:
    assert TRANSITIONS.after("film") == {"film": 0.5, "film.director": 2.25}


def test_no_gain_is_beyond_all_measure() -> None:
    assert TRANSITIONS.after("film.director") == {"film": -1.0, "film.director": -8.0}


def test_an_entry_that_came_since_lets_none_gain() -> None:
    assert TRANSITIONS.after("film.new") == {}


def test_all_weights_survive_their_file() -> None:
    weights = FollowUpWeights(transitions=TRANSITIONS)

    assert FollowUpWeights.from_data(weights.to_data()).to_data() == weights.to_data()


@pytest.mark.parametrize("name", ["ties", "goes_on", "goes_on_after_help"])
def test_another_number_of_weights_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="each figure"):
        FollowUpWeights.from_data({**FollowUpWeights().to_data(), name: [0.5]})


def test_gains_of_another_number_of_entries_are_refused() -> None:
    with pytest.raises(ValueError, match="each pair"):
        Transitions(["film", "film.director"], array("B", [128] * 3))
