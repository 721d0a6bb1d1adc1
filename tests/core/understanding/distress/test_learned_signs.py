"""S5: what sign a whole message shows by what was learned."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from math import inf
from pathlib import Path

import pytest

from bot.core.knowledge import Knowledge
from bot.core.scoring.reading import Reader
from bot.core.scoring.thresholds import Correction, Thresholds
from bot.core.text import normal_forms
from bot.core.understanding.distress import learned_signs, part_signs
from bot.core.understanding.distress.learned_signs import LearnedSigns
from bot.core.understanding.distress.recogniser import Recogniser
from tests.support.recognisers import heard, unlearned

QUESTIONS = Path(__file__).parents[3] / "questions"
LONG_QUESTION = (
    "Я журналист, пишу заметку о кампании. Подскажите, пожалуйста, где проходило мероприятие, кто его открывал, какие "
    "фильмы показали, сколько было участников, кто модератор панели и кто режиссёр фильма Гульмира. "
)


@pytest.mark.parametrize(
    ("text", "level"), [("blood", "soft"), ("қазір", "soft"), ("ломится", "first"), ("қорқам", "first")]
)
def test_one_short_word_brings_help_first_only_where_it_says_enough(
    recogniser: Recogniser, text: str, level: str
) -> None:
    sign = recogniser.recognise(text)

    assert sign is not None
    assert sign.level == level


@pytest.mark.parametrize(
    ("word", "alarm", "level"), [("hospital", 1.1, "soft"), ("hospitals", 1.1, "first"), ("hospital", 1.2, "first")]
)
def test_one_word_of_eight_letters_must_alarm_more_than_a_longer_one(
    reader: Reader, with_thresholds: Callable[[Thresholds], Recogniser], word: str, alarm: float, level: str
) -> None:
    recogniser = with_thresholds(Thresholds(grave=1.0))
    evidence = reader.read(word).evidence._replace(words=(*normal_forms(word),))
    read = replace(reader.read(word), evidence=evidence, crisis="danger", share=1.0, alarm=alarm)
    sign = recogniser.sign_of(recogniser.messages.of(word, read))

    assert sign is not None
    assert sign.level == level


@pytest.mark.parametrize(
    ("typed", "crisis", "alarm", "level"),
    [
        ("the house", "distress", -0.1, "soft"),
        ("so lonely", "distress", 0.1, "first"),
        ("what a house", "distress", -0.6, "soft"),
        ("i feel lonely", "distress", -0.4, "first"),
        ("i feel so lonely", "distress", -1.2, "first"),
        ("he broke in", "danger", -1.2, "first"),
    ],
)
def test_two_or_three_words_must_alarm_more_than_many_unless_of_danger(
    reader: Reader,
    with_thresholds: Callable[[Thresholds], Recogniser],
    typed: str,
    crisis: str,
    alarm: float,
    level: str,
) -> None:
    recogniser = with_thresholds(Thresholds(grave=-1.3, first=-1.3, soft=-1.3))
    evidence = reader.read(typed).evidence._replace(words=(*normal_forms(typed),))
    read = replace(reader.read(typed), evidence=evidence, crisis=crisis, share=1.0, alarm=alarm)
    sign = recogniser.sign_of(recogniser.messages.of(typed, read))

    assert sign is not None
    assert sign.level == level


@pytest.mark.parametrize("times", [1, 3, 30])
@pytest.mark.parametrize("disclosure", ["Мой муж бьет меня.", "Меня изнасиловали."])
def test_a_disclosure_does_not_drown_in_a_long_question(recogniser: Recogniser, disclosure: str, times: int) -> None:
    sign = recogniser.recognise(LONG_QUESTION * times + disclosure)

    assert sign is not None
    assert sign.level == "first"


def test_a_clause_that_says_it_is_heard_beside_one_that_denies(recogniser: Recogniser) -> None:
    sign = recogniser.recognise("мужу не нравится моя работа, он меня бьёт, где взять справку о доходах")

    assert sign is not None
    assert sign.level == "first"


def test_what_is_not_looked_at_further_would_make_no_other_sign(
    recogniser: Recogniser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is too faint for the nearest lines to raise enough."""
    lines = (QUESTIONS / "crisis.jsonl").read_text(encoding="utf-8").splitlines()
    cries = [json.loads(line)["text"] for line in lines[::9]]
    texts = [*cries, *(f"где афиша форума, {cry}" for cry in cries)]
    signs = [recogniser.recognise(text) for text in texts]
    monkeypatch.setattr(learned_signs, "_MOST_RAISED", inf)
    monkeypatch.setattr(part_signs, "_PART_RAISED", inf)
    monkeypatch.setattr(LearnedSigns, "corrected_at_most", lambda *_: inf)

    assert [recogniser.recognise(text) for text in texts] == signs


@pytest.mark.parametrize(
    ("thresholds", "level"),
    [
        (Thresholds(grave=-99.0, first=-99.0, soft=-99.0), "first"),
        (Thresholds(grave=99.0, first=99.0, soft=-99.0), "soft"),
    ],
)
def test_two_thresholds_make_two_levels(
    with_thresholds: Callable[[Thresholds], Recogniser], thresholds: Thresholds, level: str
) -> None:
    sign = with_thresholds(thresholds).recognise("где же это всё было тогда")

    assert sign is not None
    assert (sign.level, sign.found_by) == (level, "learned")


def test_lines_that_are_no_cry_for_help_suppress_a_message_like_them(
    knowledge: Knowledge, reader: Reader, with_thresholds: Callable[[Thresholds], Recogniser]
) -> None:
    corrected = with_thresholds(Thresholds(correction=Correction(unanswered=5.0))).learned_signs.corrected
    calm = reader.read(knowledge.crisis["calm"].near_misses["en"][0])
    cry = reader.read("my husband beats me")

    assert corrected(calm) < calm.alarm - 2
    assert corrected(calm) - calm.alarm < corrected(cry) - cry.alarm


@pytest.mark.parametrize(("alarm", "is_heard"), [(-4.9, True), (-5.1, False)])
def test_what_is_fainter_than_any_lines_can_raise_is_no_sign(
    small_knowledge: Knowledge, alarm: float, *, is_heard: bool
) -> None:
    recogniser = unlearned(small_knowledge, offset=4.5)
    message = heard(recogniser, "the door is open", ("the door is open", alarm))

    assert (recogniser.learned_signs.sign_in(message) is not None) is is_heard


@pytest.mark.parametrize(("unanswered", "at_most"), [(1.5, 1.0), (-1.5, 2.5)])
def test_the_most_that_an_alarm_can_be_is_known_whichever_way_calm_lines_count(
    reader: Reader, with_thresholds: Callable[[Thresholds], Recogniser], unanswered: float, at_most: float
) -> None:
    learned_signs = with_thresholds(Thresholds(correction=Correction(unanswered=unanswered))).learned_signs

    assert learned_signs.corrected_at_most(replace(reader.read("where was it"), alarm=1.0)) == at_most


@pytest.mark.parametrize(("greeting", "level"), [("hello", "first"), ("good evening", "first"), ("trees", None)])
def test_behind_a_greeting_a_cry_is_heard_as_by_itself(
    recogniser: Recogniser, greeting: str, level: str | None
) -> None:
    cry = "the door is open"
    sign = recogniser.sign_of(heard(recogniser, f"{greeting} {cry}", (cry, 2.0)))

    assert (sign and sign.level) == level
