from __future__ import annotations

import pytest

from bot.core.scoring.features import Bag
from bot.core.scoring.rarity import Rarity
from bot.core.scoring.rows import LARGEST
from bot.core.scoring.weights import LinearModel

TEXTS = [{"w:film": 1.0, "w:who": 1.0}, {"w:film": 1.0, "w:where": 1.0}, {"w:who": 1.0, "w:where": 1.0}]


def model() -> LinearModel:
    weights = {"w:film": {"film": 2.0}, "w:where": {"place": 1.0, "film": -1.0}}
    return LinearModel.of(Rarity.of_texts(TEXTS), ["film", "place"], [-0.5, 0.25], weights)


def test_learned_weights_decide_the_order() -> None:
    film, place = model().scores(Bag(weights={"w:film": 1.0}))

    assert film > place


def test_without_a_feature_the_bias_is_the_margin() -> None:
    assert model().scores(Bag()) == [-0.5, 0.25]


def test_a_feature_adds_its_weight_to_each_label() -> None:
    film, place = model().scores(Bag(weights={"w:where": 1.0}))

    assert (film, place) == pytest.approx((-1.5, 1.25), abs=0.02)


def test_a_longer_text_gives_no_larger_margin() -> None:
    assert model().scores(Bag(weights={"w:film": 5.0})) == pytest.approx(
        model().scores(Bag(weights={"w:film": 1.0})), rel=0.01
    )


def test_strange_words_weaken_every_margin() -> None:
    sure, unsure = (
        model().scores(Bag(weights={"w:film": 1.0}))[0],
        model().scores(Bag(weights={"w:film": 1.0, "w:xyzzy": 1.0}))[0],
    )

    assert unsure < sure


def test_a_thousand_features_overflow_no_lane() -> None:
    texts = [{f"w:{n}": 1.0 for n in range(1000)}] * 2
    weights = {f"w:{n}": {"a": 9.0, "b": -9.0} for n in range(1000)}
    made = LinearModel.of(Rarity.of_texts(texts), ["a", "b"], [0.0, 0.0], weights)

    # A thousand equal features of length one in all.
    assert made.scores(Bag(weights=texts[0])) == pytest.approx([9 * 1000**0.5, -9 * 1000**0.5], rel=0.01)


def test_a_model_survives_its_file() -> None:
    stored = LinearModel.from_data(model().to_data(), model().rarity)

    assert stored.labels == ["film", "place"]
    assert stored.scores(Bag(weights={"w:film": 1.0, "w:where": 0.5})) == model().scores(
        Bag(weights={"w:film": 1.0, "w:where": 0.5})
    )


def test_the_largest_weight_sets_the_scale() -> None:
    weights = {"w:film": {"film": 1000.0}, "w:where": {"film": -500.0}}
    made = LinearModel.of(Rarity.of_texts(TEXTS), ["film"], [0.0], weights)

    assert made.scale == pytest.approx(LARGEST / 1000)
    assert dict(made.parts({"w:film": 1.0}, "film")) == pytest.approx({"w:film": 1000.0}, rel=0.01)


def test_parts_add_up_to_the_margin() -> None:
    raw = {"w:film": 1.0, "w:where": 1.0}
    parts = model().parts(raw, "film")

    assert sum(weight for _, weight in parts) - 0.5 == pytest.approx(model().scores(Bag(weights=raw))[0], abs=0.01)


def test_parts_come_strongest_first() -> None:
    strengths = [abs(weight) for _, weight in model().parts({"w:film": 1.0, "w:where": 1.0}, "film")]

    assert strengths == sorted(strengths, reverse=True)


@pytest.mark.parametrize("broken", [{}, {"rows": "a"}, {**model().to_data(), "starts": ""}])
def test_other_data_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        LinearModel.from_data(broken, model().rarity)
