from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from threading import Event

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.model import NOTHING_REMEMBERED, Memory, Question, Reply
from bot.desk.measuring import Measuring
from bot.desk.open_folder import OpenFolder
from tests.desk.conftest import Visitor
from tests.support.small_knowledge import change

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


class Failing(Dialogue):
    """Cannot answer, until a test mends it."""

    is_mended = False

    def reply_to(self, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        if not self.is_mended:
            raise KeyError("CANARY")
        return super().reply_to(question, memory)


def test_a_measuring_that_failed_says_so_and_can_be_tried_again(
    small_folder: Path, questions: Path, small_knowledge: Knowledge
) -> None:
    failing = Failing(small_knowledge)
    measuring, opened = Measuring([questions]), replace(OpenFolder(small_folder).now(), dialogue=failing)
    run = measuring.start(opened)
    assert run.over.wait(LONG)
    failing.is_mended = True
    again = measuring.start(opened)

    assert (run.error, run.detail.partition(" at ")[0], run.done, run.total) == ("measure.failed", "KeyError", 0, 3)
    assert again.over.wait(LONG)
    assert len(again.results or ()) == 3


async def test_the_page_says_why_nothing_was_measured_and_offers_to_measure_again(
    visitor: Visitor, questions: Path
) -> None:
    questions.write_text("{\n", encoding="utf-8")
    await visitor.send("/confusions")
    while "data-poll" in (page := await visitor.see("/confusions")):
        await asyncio.sleep(0.05)
    questions.write_text('{"text": "where is the fair", "expect": "fair.where", "lang": "en"}\n', encoding="utf-8")
    await visitor.send("/confusions")
    while "data-poll" in (again := await visitor.see("/confusions")):
        await asyncio.sleep(0.05)

    assert "The labelled questions cannot be read" in page
    assert "Measure again" in page
    assert "cannot be read" not in again


class Slow(Dialogue):
    """Answers when a test lets it."""

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__(knowledge)
        self.was_asked, self.may_answer = Event(), Event()

    def reply_to(self, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        self.was_asked.set()
        self.may_answer.wait(LONG)
        return super().reply_to(question, memory)


def test_a_second_measuring_waits_for_the_first(
    small_folder: Path, questions: Path, small_knowledge: Knowledge
) -> None:
    measuring, opened = Measuring([questions]), OpenFolder(small_folder).now()
    slow = Slow(small_knowledge)
    measuring.start(replace(opened, dialogue=slow))
    run = measuring.start(replace(opened, version=opened.version + 1))
    assert slow.was_asked.wait(LONG)
    waited = not run.has_begun
    slow.may_answer.set()

    assert waited
    assert run.over.wait(LONG)
    assert run.has_begun


async def test_figures_of_an_older_state_are_shown_as_such(visitor: Visitor) -> None:
    await visitor.send("/confusions")
    while "data-poll" in await visitor.see("/confusions"):
        await asyncio.sleep(0.05)
    change(visitor.folder, "entries.yaml", "en: Where the fair is", "en: Where")

    assert "Measure again" in await visitor.see("/confusions")
