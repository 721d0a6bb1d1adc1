from __future__ import annotations

import pytest

from bot.core.sampling import spread


@pytest.mark.parametrize(("count", "taken"), [(0, []), (3, [0, 1, 2]), (5, [0, 2, 4]), (10, [0, 3, 6, 9])])
def test_samples_are_taken_evenly_from_the_first_to_the_last(count: int, taken: list[int]) -> None:
    assert list(spread(range(count), 4)) == taken
