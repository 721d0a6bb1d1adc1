from __future__ import annotations

from array import array
from itertools import pairwise

import pytest

from bot.core.scoring.starts import Starts

LONG = list(range(0, 3_000_000, 1_000))


@pytest.mark.parametrize("listed", [[0], [0, 0, 7], LONG, [0, *LONG[1:31], 500_000, *LONG[501:]]])
def test_each_stretch_ends_where_the_next_begins(listed: list[int]) -> None:
    starts = Starts.from_data(Starts.of(listed).to_data())

    assert list(starts.spans(range(len(starts)))) == list(pairwise(listed))
    assert starts.end == listed[-1]


def test_a_number_that_is_none_has_no_stretch() -> None:
    assert list(Starts.of([0, 4, 9]).spans([1, -1, 0])) == [(4, 9), None, (0, 4)]


def test_a_start_takes_little_more_than_two_bytes() -> None:
    data = Starts.of(LONG).to_data()

    assert sum(numbers.itemsize * len(numbers) for numbers in data.values()) < 2.2 * len(LONG)


@pytest.mark.parametrize("broken", [{"starts": array("H")}, {"blocks": array("I", [0] * 9)}])
def test_arrays_that_do_not_fit_are_refused(broken: dict[str, array[int]]) -> None:
    with pytest.raises(ValueError, match="so many stretches"):
        Starts.from_data({**Starts.of(LONG).to_data(), **broken})
