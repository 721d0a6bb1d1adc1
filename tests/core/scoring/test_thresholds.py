from __future__ import annotations

import pytest

from bot.core.scoring.thresholds import SIGNALS, Confidence, Correction, Level, PartCurve, PartFigures, Thresholds


def test_a_probability_stays_a_probability() -> None:
    confidence = Confidence()

    assert 0 < confidence.probability((-1e9,) * SIGNALS) < confidence.probability((1e9,) * SIGNALS) <= 1


@pytest.mark.parametrize(
    ("crisis", "alarm", "level"),
    [("danger", 0.0, "first"), ("stalking", 0.0, "soft"), ("stalking", 1.0, "first"), ("danger", -2.5, None)],
)
def test_grave_classes_and_others_have_their_own_thresholds(crisis: str, alarm: float, level: Level | None) -> None:
    assert Thresholds(grave=-0.5, first=0.5, soft=-2.0).level(crisis, alarm) == level


def test_zones_and_thresholds_survive_their_file() -> None:
    correction, parts = Correction(1.0, 2.0, -0.5), PartCurve(1.0, PartFigures(0.5, 0.4, 0.3), 0.7, -0.1)
    confidence, thresholds = Confidence(answer=0.7), Thresholds(grave=-3.0, correction=correction, parts=parts)

    assert Confidence.from_data(confidence.to_data()) == confidence
    assert Thresholds.from_data(thresholds.to_data()) == thresholds


def test_near_cries_for_help_add_to_an_alarm_and_near_calm_lines_take_off() -> None:
    correction = Correction(cries=2.0, unanswered=3.0, offset=0.5)

    assert correction.of(cries=0.5, unanswered=0.0) == 1.5
    assert correction.of(cries=0.0, unanswered=0.5) == -1.0
    assert Correction().of(cries=1.0, unanswered=1.0) == 0


def test_a_curve_for_other_signals_is_refused() -> None:
    with pytest.raises(ValueError, match="another number of weights"):
        Confidence.from_data(Confidence()._replace(weights=(1.0,)).to_data())


def test_the_least_alarm_of_a_part_is_that_from_which_it_leaves_a_line() -> None:
    curve, around = PartCurve(), PartFigures(own=0.0, whole=-3.0, share=-1.0)
    least = curve.least_own(around)

    assert curve.level(curve.alarm(around._replace(own=least + 0.01))) == "soft"
    assert curve.level(curve.alarm(around._replace(own=least - 0.01))) is None


def test_a_curve_by_which_a_louder_part_counts_less_is_refused() -> None:
    with pytest.raises(ValueError, match="the less, the more it alarms"):
        PartCurve.from_data(PartCurve(weights=PartFigures(-0.1, 0.5, 0.5)).to_data())
