"""Which entries take each other's questions, and what a change moved.

Of `bot/desk/confusion_map.py` and `bot/desk/moved.py`.
"""

from __future__ import annotations

import pytest

from bot.core.model import Reply, ReplyKind
from bot.desk.confusion_map import MOST, confusion_map, of_pair, worst
from bot.desk.moved import moved
from bot.measuring.evaluation import Result
from bot.measuring.questions import Expected, Labelled


def result(expected: str, entry: str | None, score: float = 0.5, kind: ReplyKind = "answer") -> Result:
    crisis = "danger" if kind == "crisis" else None
    reply = Reply(kind, "en", (), entry=entry, crisis=crisis, score=score)
    return Result(Labelled("?", Expected.of(expected), "en", "plain"), reply, 0.0)


A, B, NONE = result("a", "a"), result("a", "b"), result("a", None, kind="fallback")


def test_a_cell_counts_the_questions_that_one_entry_takes_from_another() -> None:
    found = confusion_map([A, B, B, result("c", "b")])

    assert [(cell.expected, cell.answered, cell.count) for cell in found.cells] == [("a", "b", 2), ("c", "b", 1)]
    assert (found.rows, found.columns, found.left_out) == (("a", "c"), ("b",), 0)


def test_the_most_frequent_pair_has_the_strongest_shade() -> None:
    assert [cell.shade for cell in confusion_map([B, B, result("c", "b")]).cells] == [1.0, 0.0]


def test_the_picture_is_bounded_and_says_what_it_leaves_out() -> None:
    found = confusion_map([result(f"e{n:02}", "x") for n in range(MOST + 5)])

    assert (len(found.rows), found.left_out) == (MOST, 5)


def test_without_a_mistake_there_is_no_cell() -> None:
    assert confusion_map([A, NONE]).cells == ()


@pytest.mark.parametrize(("expected", "answered", "count"), [("a", "b", 1), ("a", "", 1), ("", "b", 2), ("b", "a", 0)])
def test_the_questions_of_a_cell_a_row_or_a_column(expected: str, answered: str, count: int) -> None:
    assert len(of_pair([A, B, result("c", "b"), NONE], expected, answered)) == count


def test_a_missed_crisis_is_worse_than_any_wrong_answer_and_that_worse_than_a_false_alarm() -> None:
    missed, sure, alarm = (
        result("crisis.danger", None, 0.1, "fallback"),
        result("a", "b", 0.9),
        result("a", None, 1, "crisis"),
    )

    assert worst([A, alarm, B, sure, missed], 9) == [missed, sure, B, alarm]


@pytest.mark.parametrize(
    ("before", "after", "direction"), [(B, A, "better"), (A, B, "worse"), (B, NONE, "other"), (A, NONE, "worse")]
)
def test_a_question_that_moved_is_better_worse_or_neither(before: Result, after: Result, direction: str) -> None:
    assert [pair.direction for pair in moved([before], [after])] == [direction]


def test_what_got_worse_comes_first_and_what_stayed_is_left_out() -> None:
    assert [pair.direction for pair in moved([B, A, B, A], [A, A, NONE, B])] == ["worse", "other", "better"]
