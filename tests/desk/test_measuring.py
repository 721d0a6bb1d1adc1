from __future__ import annotations

from pathlib import Path
from threading import Event

from small_knowledge import change

from bot.desk.measuring import Measuring
from bot.desk.open_folder import OpenFolder

LONG = 60


def test_every_question_is_asked_once_for_each_state(small_folder: Path, questions: Path) -> None:
    measuring, opened = Measuring([questions]), OpenFolder(small_folder).now()
    run = measuring.start(opened)

    assert run.over.wait(LONG)
    assert (run.done, run.total, [r.right for r in run.results or ()]) == (3, 3, [True, True, False])
    assert measuring.start(opened) is run


def test_a_folder_of_questions_is_taken_too(small_folder: Path, questions: Path) -> None:
    assert Measuring([questions.parent]).has_questions
    assert not Measuring([small_folder, questions.parent / "gone"]).has_questions


def test_questions_that_cannot_be_read_are_told(small_folder: Path, questions: Path) -> None:
    questions.write_text("{\n", encoding="utf-8")
    run = Measuring([questions]).start(OpenFolder(small_folder).now())

    assert run.over.wait(LONG)
    assert "questions.jsonl:1: not JSON" in run.detail


def test_a_knowledge_that_cannot_answer_is_told(small_folder: Path, questions: Path) -> None:
    change(small_folder, "entries.yaml", "topic: fair", "topic: gone")
    run = Measuring([questions]).start(OpenFolder(small_folder).now())

    assert run.over.wait(LONG)
    assert run.error == "measure.faulty"


def test_a_second_measuring_waits_for_the_first(small_folder: Path, questions: Path) -> None:
    measuring, gate = Measuring([questions]), Event()
    measuring._worker.submit(gate.wait, LONG)
    run = measuring.start(OpenFolder(small_folder).now())
    waited = not run.has_begun
    gate.set()

    assert waited
    assert run.over.wait(LONG)
    assert run.has_begun
