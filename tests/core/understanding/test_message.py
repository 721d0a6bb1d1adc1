"""Where a message is cut, and that each part of it is read once.

Of `bot/core/understanding/message.py` and `bot/core/understanding/borders.py`.
"""

from __future__ import annotations

import pytest

from bot.core.text import normal_forms
from bot.core.understanding.distress.recogniser import Recogniser
from bot.core.understanding.message import MessageReader, runs_of


@pytest.fixture
def messages(recogniser: Recogniser) -> MessageReader:
    return recogniser.messages


def said(*texts: str) -> list[tuple[str, ...]]:
    return [tuple(normal_forms(text)) for text in texts]


@pytest.mark.parametrize("stop", [". ", "? ", "... ", "… ", "\n", " !! "])
def test_a_full_stop_of_any_kind_ends_a_question(messages: MessageReader, stop: str) -> None:
    message = messages.of(f"when was it{stop}where was it")

    assert message.questions() == said("when was it", "where was it")


@pytest.mark.parametrize("stop", ["\n", ";", "? ", ". ", ".", "!\n"])
def test_a_sentence_may_begin_with_a_number(messages: MessageReader, stop: str) -> None:
    assert messages.of(f"who spoke there{stop}10 years he beats me").questions() == said(
        "who spoke there", "10 years he beats me"
    )


@pytest.mark.parametrize("text", ["it was on 27.11.2024 at noon", "from 9.30 to 18.00 every day"])
def test_a_point_between_digits_ends_nothing(messages: MessageReader, text: str) -> None:
    assert len(messages.of(text).questions()) == 1


@pytest.mark.parametrize("joint", [" and ", ", ", " - ", ": ", ", and ", ". "])
def test_full_stops_commas_dashes_and_joining_words_part_clauses(messages: MessageReader, joint: str) -> None:
    assert messages.of(f"he came home{joint}i ran away").parts == said("he came home", "i ran away")


def test_clauses_in_a_row_are_parts_and_the_whole_is_none(messages: MessageReader) -> None:
    message = messages.of("he came home, i ran away. the door is open")

    assert message.parts == said(
        "he came home", "i ran away", "the door is open", "he came home, i ran away", "i ran away. the door is open"
    )


@pytest.mark.parametrize("text", ["he is here?", "he is here!!!", "he is here..."])
def test_a_message_of_one_clause_is_no_part_of_itself(messages: MessageReader, text: str) -> None:
    assert messages.of(text).parts == []


def test_a_story_of_many_clauses_has_few_parts_and_each_clause_is_one(messages: MessageReader) -> None:
    clauses = [f"day{number} was long" for number in range(60)]
    parts = messages.of(", ".join(clauses)).parts

    assert len(parts) == 100
    assert {*said(*clauses)} <= {*parts}


def test_no_word_of_a_long_clause_is_lost_beside_another(messages: MessageReader) -> None:
    message = messages.of("we went to the shop and bought bread " * 40 + "he locks me in. thank you so much")

    assert any(normal_forms("he locks me in")[-1] in part for part in message.parts if len(part) < 30)


def test_runs_of_a_long_clause_without_borders_are_parts(messages: MessageReader) -> None:
    words = [f"word{number}" for number in range(12)]

    assert messages.of(" ".join(words)).parts == runs_of([*said(" ".join(words))[0]])


def test_a_message_may_be_two_questions_wherever_it_is_joined(messages: MessageReader) -> None:
    halves = messages.of("who made it and was it free, where was it").halves

    assert [(half.joint, half.second) for half in halves] == list(
        zip(["word", "comma"], said("was it free, where was it", "where was it"), strict=True)
    )


def test_two_joining_words_part_questions_like_a_full_stop(messages: MessageReader) -> None:
    assert messages.of("who made it and also where was it").questions() == said("who made it", "where was it")


def test_a_part_is_read_once(messages: MessageReader) -> None:
    message = messages.of("who made gulmira. he beats me")
    part = message.questions()[1]

    assert message.read(part) is message.read(part) is message.read_if_loud(part, -5.0)
    assert message.read(message.words) is message.whole


@pytest.mark.parametrize(("before", "is_read"), [(199, True), (200, False)])
def test_of_a_part_two_hundred_words_are_read(messages: MessageReader, before: int, is_read: bool) -> None:
    said = (*normal_forms("film") * before, *normal_forms("knife"))
    message = messages.of("who made gulmira")

    assert (said[-1] in message.read(said).evidence.words) is is_read
    assert message.read_if_loud(said, -99.0) is message.read(said)


@pytest.mark.parametrize("length", [12, 60, 1_500])
def test_a_clause_is_read_in_few_runs_that_leave_no_word_out(length: int) -> None:
    said = [f"word{i}" for i in range(length)]
    runs = runs_of(said)

    assert len(runs) < 100
    assert {word for run in runs for word in run} == set(said)


def test_a_short_clause_has_no_runs() -> None:
    assert runs_of(["word"] * 11) == []
