from __future__ import annotations

from math import exp, inf, log

import pytest

from bot.core.scoring.margins import crisis_odds, largest_share, log_odds_of, most_alarm, probability_of, whole_of

CRISES = range(1, 3)


def test_the_alarm_is_the_logarithm_of_the_odds_of_a_crisis() -> None:
    found = crisis_odds([0.0, log(2), log(3), 0.0], CRISES, ())

    assert exp(found.alarm) == pytest.approx((2 + 3) / (1 + 1))


def test_the_likeliest_class_has_its_share_of_what_speaks_for_any() -> None:
    found = crisis_odds([5.0, log(2), log(3)], CRISES, ())

    assert found.crisis == 2
    assert found.share == pytest.approx(3 / 5)


def test_what_is_quiet_speaks_for_calm_but_is_no_part_of_the_whole() -> None:
    found = crisis_odds([0.0, log(2), log(3), log(4)], CRISES, (3,))

    assert exp(found.alarm) == pytest.approx(5 / 5)
    assert exp(found.whole) == pytest.approx(1 + 2 + 3)


@pytest.mark.parametrize("margins", [[], [0.0, 3.0]])
def test_where_no_class_was_learned_nothing_speaks_for_a_crisis(margins: list[float]) -> None:
    found = crisis_odds(margins, range(0), ())

    assert (found.crisis, found.share) == (None, 0.0)
    assert -inf < found.alarm < -20


def test_no_margin_is_too_large() -> None:
    assert crisis_odds([-2000.0, 2000.0, 1000.0], CRISES, ()).share == pytest.approx(1)


@pytest.mark.parametrize(("other", "rest"), [(1.0, ()), (1.0, (0.5, 0.0))])
def test_a_glance_never_hears_less_than_there_is(other: float, rest: tuple[float, ...]) -> None:
    crises = [2.0, 0.3]

    assert most_alarm(crises, other) >= crisis_odds([other, *crises, *rest], CRISES, ()).alarm - 1e-9


def test_the_whole_of_nothing_is_one() -> None:
    assert whole_of([]) == 0.0
    assert whole_of([log(2), log(3)]) == pytest.approx(log(5))


def test_the_largest_share_is_that_of_the_largest_margin() -> None:
    assert largest_share([log(1), log(3)]) == pytest.approx(0.75)


@pytest.mark.parametrize(("log_odds", "probability"), [(-inf, 0), (-2000.0, 0), (0.0, 0.5), (2000.0, 1), (inf, 1)])
def test_no_log_odds_are_too_large(log_odds: float, probability: float) -> None:
    assert probability_of(log_odds) == pytest.approx(probability)


def test_what_is_certain_has_no_endless_log_odds() -> None:
    assert [probability_of(log_odds_of(p)) for p in (0.0, 0.3, 1.0)] == pytest.approx([0, 0.3, 1], abs=2e-4)
