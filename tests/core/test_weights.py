from __future__ import annotations

import json

import pytest

from bot.core.weights import LARGEST, SCALE, LinearModel

TEXTS = [{"w:film": 1.0, "w:who": 1.0}, {"w:film": 1.0, "w:where": 1.0}, {"w:who": 1.0, "w:where": 1.0}]


def model() -> LinearModel:
    made = LinearModel.of_texts(TEXTS)
    made.set_weights(
        ["film", "place"], [-0.5, 0.25], {"w:film": {"film": 2.0}, "w:where": {"place": 1.0, "film": -1.0}}
    )
    return made


def test_learned_weights_decide_the_order() -> None:
    film, place = model().scores({"w:film": 1.0})

    assert film > place


def test_without_a_feature_the_bias_is_the_margin() -> None:
    assert model().scores({}) == [-0.5, 0.25]


def test_a_longer_text_gives_no_larger_margin() -> None:
    assert model().scores({"w:film": 5.0}) == pytest.approx(model().scores({"w:film": 1.0}))


def test_strange_words_weaken_every_margin() -> None:
    sure, unsure = model().scores({"w:film": 1.0})[0], model().scores({"w:film": 1.0, "w:xyzzy": 1.0})[0]

    assert unsure < sure


def test_a_new_pair_of_words_says_nothing() -> None:
    assert model().scores({"w:film": 1.0, "2:new pair": 1.0}) == model().scores({"w:film": 1.0})


def test_a_feature_of_one_text_only_is_as_rare_as_a_new_one() -> None:
    made = LinearModel.of_texts([{"w:a": 1.0, "w:b": 1.0}, {"w:a": 1.0}])

    assert not made.knows("w:b")
    assert made.rarity("w:a") < made.rarest


def test_a_model_survives_its_file() -> None:
    stored = LinearModel.from_data(json.loads(json.dumps(model().to_data())))

    assert stored.labels == ["film", "place"]
    assert stored.scores({"w:film": 1.0, "w:where": 0.5}) == pytest.approx(
        model().scores({"w:film": 1.0, "w:where": 0.5}), abs=0.01
    )


def test_weights_are_stored_within_their_bounds() -> None:
    made = LinearModel.of_texts(TEXTS)
    made.set_weights(["film"], [0.0], {"w:film": {"film": 1000.0}})

    assert made.parts({"w:film": 1.0}, "film") == [("w:film", LARGEST)]


def test_small_weights_are_rounded_to_the_scale() -> None:
    made = LinearModel.of_texts(TEXTS)
    made.set_weights(["film"], [0.0], {"w:film": {"film": 1.4 / SCALE}})

    assert made.parts({"w:film": 1.0}, "film") == [("w:film", 1 / SCALE)]


def test_a_label_that_came_later_is_matched_by_its_samples() -> None:
    made = model()
    made.add_centroids({"new": [{"w:orange": 1.0, "w:colour": 1.0}, {"w:orange": 1.0}]})
    *_, new = made.scores({"w:orange": 1.0})

    assert made.labels == ["film", "place", "new"]
    assert new > 0 > made.scores({"w:film": 1.0})[-1]


def test_parts_add_up_to_the_margin() -> None:
    raw = {"w:film": 1.0, "w:where": 1.0}
    parts = model().parts(raw, "film")

    assert sum(weight for _, weight in parts) - 0.5 == pytest.approx(model().scores(raw)[0])


def test_parts_come_strongest_first() -> None:
    strengths = [abs(weight) for _, weight in model().parts({"w:film": 1.0, "w:where": 1.0}, "film")]

    assert strengths == sorted(strengths, reverse=True)


@pytest.mark.parametrize("broken", [{}, {"features": "a"}, {**model().to_data(), "idf": ""}])
def test_other_data_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        LinearModel.from_data(broken)
