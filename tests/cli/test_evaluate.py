from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.core.dialogue import Dialogue
from bot.measuring.evaluation import evaluate
from bot.measuring.questions import Expected, Labelled
from tests.support.questions import NOON
from tests.support.senim_program import Ended, senim


def evaluated(folder: Path, *lines: object, least: str = "0") -> Ended:
    path = folder.parent / "q.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return senim("eval", path, "--min", least, "--knowledge", folder)


@pytest.mark.parametrize(
    ("text", "expected", "right", "wrong"),
    [
        ("where is the fair", "fair.where", True, False),
        ("where is the fair", "help.numbers", False, True),
        ("where is the fair", "none", False, True),
        ("qwrtpsdfg", "none", True, False),
        ("qwrtpsdfg", "fair.where", False, False),
        ("help", "crisis.distress", True, False),
        ("help", "fair.where", False, True),
        ("where is the fair", "crisis.danger", False, False),
    ],
)
def test_right_and_wrong_are_as_a_person_would_judge(
    small_dialogue: Dialogue, text: str, expected: str, right: bool, wrong: bool
) -> None:
    (result,) = evaluate(small_dialogue, [Labelled(text, Expected.of(expected), "en", "?")], NOON)

    assert (result.right, result.wrong) == (right, wrong)


def test_a_follow_up_is_asked_after_what_came_before(dialogue: Dialogue) -> None:
    asked = Labelled("and who made it?", Expected.of("film.gulmira.director"), "en", "follow-up", ("what is gulmira",))
    (result,) = evaluate(dialogue, [asked], NOON)

    assert result.right


def test_the_table_has_accuracy_and_time(small_folder: Path) -> None:
    ended = evaluated(small_folder, {"text": "where is the fair", "expect": "fair.where", "lang": "en", "style": "x"})

    assert (ended.code, ended.is_plain) == (0, True)
    assert "1 questions, 1.000 right, median" in ended.out


def test_the_table_shows_brackets_as_they_stand(small_folder: Path) -> None:
    ended = evaluated(small_folder, {"text": "where [/b]", "expect": "none", "lang": "[/b]", "style": "a\\[/i]"})

    assert (ended.code, ended.is_plain) == (0, True)
    assert ended.out.splitlines()[1].split()[:2] == ["[/b]", "a\\[/i]"]


def test_below_the_least_accuracy_the_exit_code_is_1(small_folder: Path) -> None:
    good, bad = ({"text": "where is the fair", "expect": e} for e in ("fair.where", "help.numbers"))
    ended = evaluated(small_folder, good, bad, least="0.6")

    assert ended.code == 1
    assert "Accuracy 0.500 is below 0.600." in ended.err


def test_at_the_least_accuracy_the_exit_code_is_0(small_folder: Path) -> None:
    good, bad = ({"text": "where is the fair", "expect": e} for e in ("fair.where", "help.numbers"))

    assert evaluated(small_folder, good, bad, least="0.5").code == 0


@pytest.mark.parametrize(("line", "reason"), [([], '"text" is missing'), ({"text": "a", "expect": 5}, '"expect" must')])
def test_a_wrong_line_is_one_clear_sentence(small_folder: Path, line: object, reason: str) -> None:
    ended = evaluated(small_folder, line)

    assert (ended.code, ended.out, len(ended.err.splitlines())) == (1, "", 1)
    assert f"q.jsonl:1: {reason}" in ended.err


def test_a_file_that_is_gone_is_one_clear_sentence(small_folder: Path) -> None:
    ended = senim("eval", "nowhere.jsonl", "--knowledge", small_folder)

    assert (ended.code, ended.is_plain, ended.err.splitlines()) == (
        1,
        True,
        ["nowhere.jsonl: does not exist; check the path."],
    )


def test_a_report_is_written_beside_the_table(small_folder: Path) -> None:
    path = small_folder.parent / "report.html"
    questions = small_folder.parent / "q.jsonl"
    questions.write_text(json.dumps({"text": "where is the fair", "expect": "help.numbers"}), encoding="utf-8")
    ended = senim("eval", questions, "--html", path, "--knowledge", small_folder)

    assert (ended.code, ended.is_plain) == (0, True)
    assert "where is the fair" in path.read_text(encoding="utf-8")


def test_a_report_that_cannot_be_written_is_one_clear_sentence_before_anything_is_asked(small_folder: Path) -> None:
    questions = small_folder.parent / "q.jsonl"
    questions.write_text(json.dumps({"text": "where is the fair", "expect": "fair.where"}), encoding="utf-8")
    ended = senim("eval", questions, "--html", small_folder / "nowhere" / "r.html", "--knowledge", small_folder)

    assert (ended.code, ended.out, len(ended.err.splitlines())) == (1, "", 1)
    assert "r.html cannot be written (No such file or directory): check the path" in ended.err


def test_an_id_that_the_knowledge_lacks_is_named(small_folder: Path) -> None:
    ended = evaluated(small_folder, {"text": "where is the fair", "expect": "fair.wher"})

    assert "Expected, but not in this knowledge: fair.wher." in ended.err
