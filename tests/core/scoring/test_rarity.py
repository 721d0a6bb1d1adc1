from __future__ import annotations

from array import array

import pytest

from bot.core.scoring.rarity import Rarity, Table, checksum_of

RARITY = Rarity.of_texts([{"w:film": 1.0, "w:who": 1.0}, {"w:film": 1.0, "w:who": 1.0}])


def test_a_feature_of_one_text_only_is_as_rare_as_a_new_one() -> None:
    made = Rarity.of_texts([{"w:a": 1.0, "w:b": 1.0}, {"w:a": 1.0}])

    assert made.of("w:b") == made.of("w:never seen") == made.rarest
    assert made.of("w:a") < made.rarest


@pytest.mark.parametrize("lines", [2, 3, 40, 900])
def test_it_is_known_in_how_many_lines_a_feature_stands(lines: int) -> None:
    rarity = Rarity.of_texts([{"w:a": 1.0}] * lines + [{"w:b": 1.0}] * (1000 - lines))

    assert rarity.lines("w:a") == pytest.approx(lines, rel=0.01)


def test_of_a_feature_of_one_line_or_none_no_line_is_known() -> None:
    rarity = Rarity.of_texts([{"w:a": 1.0}, {"w:b": 1.0}])

    assert (rarity.lines("w:a"), rarity.lines("w:never seen")) == (0, 0)


def test_a_rarity_survives_its_file() -> None:
    stored = Rarity.from_data(RARITY.to_data())

    assert [stored.look_up(f) for f in ("w:film", "w:xyzzy")] == [RARITY.look_up("w:film"), (-1, stored.rarest)]


@pytest.mark.parametrize("broken", [{}, {"idf": ""}, {"idf": array("H", [1])}])
def test_other_data_is_no_rarity(broken: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        Rarity.from_data({**RARITY.to_data(), **broken} if broken else broken)


def test_features_have_the_same_numbers_together_as_one_by_one() -> None:
    features = [f"w:{number}" for number in range(0, 3_000, 3)]
    table, asked = Table.of(features), [f"w:{number}" for number in range(3_000)]

    assert list(table.numbers(map(checksum_of, asked))) == [table.number(feature) for feature in asked]
    assert [table.number(feature) >= 0 for feature in asked] == [number % 3 == 0 for number in range(3_000)]


@pytest.mark.parametrize("features", [0, 1, 7, 40_000])
def test_a_table_takes_three_bytes_a_feature_and_survives_its_file(features: int) -> None:
    asked = [f"w:{number}" for number in range(features)]
    data = Table.of(asked).to_data()
    table = Table.from_data(data)

    assert len(data["features"].tobytes() + data["lasts"].tobytes()) == 3 * len(table)
    assert set(map(table.number, asked)) == set(range(len(table)))


def test_checksums_that_differ_in_their_first_or_last_bit_alone_are_told_apart() -> None:
    table = Table.of_checksums([0b0, 0b1, 1 << 31])

    assert list(table.numbers([0b0, 0b1, 1 << 31, 0b10, 1 << 30])) == [0, 1, 2, -1, -1]


@pytest.mark.parametrize("name", ["features", "lasts", "buckets"])
def test_a_table_that_lacks_an_end_is_refused(name: str) -> None:
    data = Table.of(["w:a", "w:b"]).to_data()

    with pytest.raises(ValueError, match="the arrays of a table"):
        Table.from_data({**data, name: data[name][:-1]})


def test_buckets_that_are_not_in_order_are_refused() -> None:
    data = Table.of(["w:a", "w:b"]).to_data()

    with pytest.raises(ValueError, match="are not in order"):
        Table.from_data({**data, "buckets": array("H", [3, *data["buckets"][1:]])})
