from __future__ import annotations

import pytest

from bot.core.model import Reply, ReplyKind
from bot.measuring.evaluation import (
    FIGURES,
    MARGIN,
    Result,
    Share,
    by_style,
    confusions,
    floors_of,
    missed_floors,
    raised_floors,
    unmeasured,
)
from bot.measuring.questions import Expected, Labelled


def result(
    expected: str, kind: ReplyKind, entry: str | None = None, style: str = "plain", support: bool = False
) -> Result:
    crisis = "danger" if kind == "crisis" else None
    return Result(
        Labelled("?", Expected.of(expected), "en", style),
        Reply(kind, "en", (), entry=entry, crisis=crisis),
        0.0,
        support,
    )


def figure(name: str, *results: Result) -> Share:
    return next(f for f in FIGURES if f.name == name).of(results)


RIGHT, WRONG, NONE = result("a", "answer", "a"), result("a", "answer", "b"), result("a", "fallback")


@pytest.mark.parametrize(
    ("entry", "support", "right"), [("a", True, True), ("b", True, False), (None, True, False), ("a", False, False)]
)
def test_help_first_is_right_for_support_when_its_entry_stands_behind_more(
    entry: str | None, support: bool, right: bool
) -> None:
    assert result("a", "crisis", entry, support=support).right == right


@pytest.mark.parametrize(
    ("name", "asked", "share"),
    [
        ("right", [RIGHT, WRONG, NONE], Share(1, 3)),
        ("wrong", [RIGHT, WRONG, NONE], Share(1, 3)),
        ("far", [result("none", "answer", "a", "far_out"), result("none", "fallback", None, "far_out")], Share(1, 2)),
        ("near", [result("none", "answer", "a", "far_out"), result("none", "fallback", None, "near_out")], Share(0, 1)),
        ("follow_up", [RIGHT, result("a", "answer", "a", "follow-up")], Share(1, 1)),
        ("crisis", [result("crisis.danger", "crisis"), result("crisis.danger", "fallback")], Share(1, 2)),
        ("calm_alarms", [result("none", "crisis", None, "calm"), result("a", "answer", "a", "calm")], Share(1, 2)),
        ("event_alarms", [RIGHT, result("a", "crisis"), result("a", "crisis", "a", support=True)], Share(1, 2)),
    ],
)
def test_a_figure_counts_only_what_it_concerns(name: str, asked: list[Result], share: Share) -> None:
    assert figure(name, *asked) == share


def test_what_was_measured_keeps_its_own_floors() -> None:
    measured = [*[RIGHT] * 61, *[WRONG] * 7, *[NONE] * 3]

    assert missed_floors(measured, floors_of(measured)) == []


def test_one_question_more_or_less_is_no_fall_however_few_there_are() -> None:
    assert missed_floors([RIGHT, RIGHT, WRONG], floors_of([RIGHT, RIGHT, RIGHT])) == []


def test_a_fall_by_more_than_the_margin_is_told() -> None:
    floors = floors_of([RIGHT] * 100)
    lost = round(100 * MARGIN) + 1

    assert missed_floors([*[RIGHT] * (100 - lost), *[NONE] * lost], floors) == [
        "en: Right at once: 0.960 (96 of 100), 0.010 below its floor of 0.970",
        "en: Right, or within the choices: 0.960 (96 of 100), 0.010 below its floor of 0.970",
    ]


def test_a_floor_without_questions_is_unmeasured_and_not_fallen() -> None:
    floors = floors_of([RIGHT])

    assert (unmeasured([], floors), missed_floors([], floors)) == (len(floors["en"]), [])


def test_a_floor_rises_with_its_figure_and_otherwise_stays() -> None:
    floors = {"en": {"right": 0.5, "wrong": 0.0}}
    raised = raised_floors([RIGHT] * 100, floors)["en"]

    assert (raised["right"], raised["wrong"]) == (0.97, 0.0)


def test_a_floor_whose_figure_was_not_measured_stays() -> None:
    assert raised_floors([RIGHT], {"xx": {"right": 0.5}})["xx"] == {"right": 0.5}


def test_only_floors_that_their_figures_miss_are_lowered() -> None:
    results = [*[RIGHT] * 90, *[NONE] * 10]
    floors = {"en": {"right": 0.95, "within_choices": 0.89, "crisis": 0.9}}
    lowered = raised_floors(results, floors, lower=True)["en"]

    assert (lowered["right"], lowered["within_choices"], lowered["crisis"]) == (0.87, 0.89, 0.9)


def test_a_fall_is_told_with_how_much_it_is() -> None:
    results = [*[RIGHT] * 90, *[WRONG] * 10]
    floors = {"en": {"right": 0.95, "wrong": 0.08, "crisis": 0.9}}

    assert missed_floors(results, floors) == [
        "en: Right at once: 0.900 (90 of 100), 0.050 below its floor of 0.950",
        "en: Answered wrongly: 0.100 (10 of 100), 0.020 above its bound of 0.080",
    ]


def test_a_figure_that_concerns_nothing_has_no_floor() -> None:
    assert set(floors_of([RIGHT])["en"]) == {"right", "within_choices", "wrong", "event_alarms"}


def test_mistakes_are_counted_by_what_was_expected_and_what_was_answered() -> None:
    counts = confusions([WRONG, WRONG, RIGHT, NONE, result("none", "crisis"), result("crisis.danger", "answer", "a")])

    assert counts == {("a", "b"): 2, ("none", "crisis.danger"): 1, ("crisis.danger", "a"): 1}


def test_all_in_scope_comes_before_the_styles() -> None:
    rows = by_style([RIGHT, result("crisis.danger", "crisis"), result("a", "answer", "a", "a style")])

    assert [(style, len(group)) for _, style, group in rows] == [
        ("all in scope", 2),
        ("a style", 1),
        ("crisis.danger", 1),
        ("plain", 1),
    ]
