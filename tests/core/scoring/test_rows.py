from __future__ import annotations

from array import array

import pytest

from bot.core.scoring.rows import LANE, Rows

WIDTH = 12
SHORT, LONG = {3: -5, 11: 127}, {label: label - 6 for label in range(WIDTH)}


@pytest.fixture
def rows() -> Rows:
    return Rows.of(WIDTH, [SHORT, {}, LONG])


def lanes_of(total: int) -> list[int]:
    """The lanes of a sum, each made positive by a thousand first, as whoever reads one does."""
    positive = total + 1000 * Rows.of(WIDTH, []).ones
    data = positive.to_bytes(LANE * WIDTH, "little")
    return [int.from_bytes(data[index : index + LANE], "little") - 1000 for index in range(0, len(data), LANE)]


def test_a_row_gives_each_label_its_weight(rows: Rows) -> None:
    assert [rows.weight(0, label) for label in range(WIDTH)] == [SHORT.get(label, 0) for label in range(WIDTH)]
    assert [rows.weight(2, label) for label in range(WIDTH)] == list(LONG.values())
    assert rows.weight(1, 0) == 0


def test_rows_are_added_each_times_its_strength(rows: Rows) -> None:
    total = lanes_of(rows.sum([(0, 2), (1, 9), (2, 3)]))

    assert total == [2 * SHORT.get(label, 0) + 3 * LONG[label] for label in range(WIDTH)]


def test_rows_survive_their_file(rows: Rows) -> None:
    stored = Rows.from_data(WIDTH, rows.to_data())

    assert stored.fits(3)
    assert stored.sum([(0, 1), (2, 1)]) == rows.sum([(0, 1), (2, 1)])


@pytest.mark.parametrize(("labels", "size"), [(200, 2), (256, 2), (257, 3), (900, 3)])
def test_a_row_with_few_weights_takes_two_or_three_bytes_for_each(labels: int, size: int) -> None:
    row = {**SHORT, labels - 1: 9}
    made = Rows.of(labels, [row])

    assert len(made.to_data()["rows"]) == size * len(row)
    assert {label: made.weight(0, label) for label in range(labels) if made.weight(0, label)} == row


@pytest.fixture
def few_rows() -> Rows:
    return Rows.of(WIDTH, [{}, {}, SHORT, {}, {}, LONG, {}])


def test_where_few_features_have_a_row_only_these_are_listed(rows: Rows, few_rows: Rows) -> None:
    assert list(few_rows.to_data()["listed"]) == [2, 5]
    assert len(few_rows.to_data()["starts"]) == 2 + 1
    assert "listed" not in rows.to_data()


def test_a_feature_without_a_row_adds_nothing(rows: Rows, few_rows: Rows) -> None:
    stored = Rows.from_data(WIDTH, few_rows.to_data())

    assert stored.sum([(number, 1) for number in range(7)]) == rows.sum([(0, 1), (2, 1)])
    assert [stored.weight(number, 3) for number in range(7)] == [0, 0, SHORT[3], 0, 0, LONG[3], 0]


def test_rows_fit_so_many_features_as_they_number(rows: Rows, few_rows: Rows) -> None:
    assert [rows.fits(features) for features in (2, 3, 4)] == [False, True, False]
    assert [few_rows.fits(features) for features in (5, 6, 7)] == [False, True, True]


def test_a_list_of_rows_that_lacks_its_end_is_refused(few_rows: Rows) -> None:
    data = few_rows.to_data()

    with pytest.raises(ValueError, match="do not fit together"):
        Rows.from_data(WIDTH, {**data, "listed": data["listed"][:-1]})


def test_rows_that_lack_bytes_are_refused(rows: Rows) -> None:
    with pytest.raises(ValueError, match="do not fit together"):
        Rows.from_data(WIDTH, {**rows.to_data(), "rows": array("B")})
