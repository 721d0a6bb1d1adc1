"""What was learned is read whole, or it is said which part is damaged."""

from __future__ import annotations

from array import array
from typing import Any

import pytest

from bot.core.scoring.learned import DamagedError, Learned

PARTS = [
    *("lexicon", "rarity", "model", "phrases", "cries", "unanswered", "near_misses", "vocabulary"),
    *("zones", "alarm", "languages", "follow_ups", "made_from"),
]
INDEX = ["norms", "features", "lasts", "buckets", "blocks", "starts", "numbers"]
INSIDE = {
    "lexicon": ["exact", "stems", "names", "several"],
    "rarity": ["rarest", "features", "lasts", "buckets", "idf"],
    "model": ["labels", "bias", "scale", "blocks", "starts", "rows"],
    "languages": ["labels", "bias", "scale", "blocks", "starts", "rows", "listed"],
    "phrases": ["entries", "places", "phrases", "digests", "indexes", "texts", "owners"],
    "cries": INDEX,
    "unanswered": INDEX,
    "near_misses": ["digests"],
    "zones": ["intercept", "weights", "answer", "suggest"],
    "alarm": ["grave", "first", "soft", "correction"],
    "follow_ups": ["ties", "goes_on", "goes_on_after_help", "transitions"],
}
PLACES = [(part, name) for part, names in INSIDE.items() for name in names]


@pytest.fixture(scope="module")
def data(learned: Learned) -> dict[str, Any]:
    return learned.to_data()


def test_what_was_learned_survives_its_file(data: dict[str, Any]) -> None:
    assert Learned.from_data(data).to_data() == data


def test_both_models_share_how_rare_each_feature_is(data: dict[str, Any], learned: Learned) -> None:
    assert "idf" not in {**data["model"], **data["languages"]}
    assert learned.model.rarity is learned.languages.rarity


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("damage", [None, 5, [1], {}])
def test_a_part_that_holds_something_else_is_named(data: dict[str, Any], part: str, damage: object) -> None:
    with pytest.raises(DamagedError) as raised:
        Learned.from_data({**data, part: damage})

    assert raised.value.part == part


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_is_gone_is_named(data: dict[str, Any], part: str) -> None:
    with pytest.raises(DamagedError) as raised:
        Learned.from_data({name: value for name, value in data.items() if name != part})

    assert raised.value.part == part


@pytest.mark.parametrize(("part", "name"), PLACES)
@pytest.mark.parametrize("damage", [None, "AAAA", [None], {"a": 5}, array("d", [1.5])])
def test_damage_within_a_part_is_found_when_it_is_read(
    data: dict[str, Any], part: str, name: str, damage: object
) -> None:
    with pytest.raises(DamagedError) as raised:
        Learned.from_data({**data, part: {**data[part], name: damage}})

    assert raised.value.part == part


@pytest.mark.parametrize(("part", "name"), [(part, name) for part in ("cries", "unanswered") for name in INDEX[1:]])
def test_an_array_that_lacks_its_end_is_found(data: dict[str, Any], part: str, name: str) -> None:
    with pytest.raises(DamagedError):
        Learned.from_data({**data, part: {**data[part], name: data[part][name][:-1]}})


@pytest.mark.parametrize("data", [None, 5, "text", [], {}])
def test_what_is_no_such_file_at_all_is_the_same_error(data: object) -> None:
    with pytest.raises(DamagedError):
        Learned.from_data(data)
