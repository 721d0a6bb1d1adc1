"""S5d: after help came first, questions are read as being about help, not about films.

Of `talk.py`, `after_help/help_talk.py` and `follow_ups/follow_up.py` of `bot/core/understanding`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.crisis_classes import PERPETRATOR
from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.model import Memory
from bot.core.scoring.learned import Learned
from bot.core.understanding.matching import Match
from bot.core.understanding.zone import Fixed
from bot.measuring.questions import read_questions
from tests.support.questions import HELPED, NOON, STRANGE, TOLD_OF_CHILDREN, question

QUESTIONS = Path(__file__).parents[2] / "questions"


def is_likely_event(dialogue: Dialogue, text: str) -> bool:
    outcome = dialogue.understanding.decide(question(text), Memory()).outcome
    if not isinstance(outcome, Match) or dialogue.knowledge.entries[outcome.entry].sensitive:
        return False
    names_a_story = dialogue.knowledge.languages["en"].people.story_words.intersection(text.split())
    return outcome.ranking.probability < 0.9 and not outcome.ranking.evidence.names and not names_a_story


@pytest.mark.parametrize("text", ["how long do I have", "сколько у меня времени", "қанша уақытым бар"])
def test_what_may_be_about_help_is_not_answered_with_the_event(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text), HELPED)
    named = [reply.entry, *reply.choices]

    assert not [entry for entry in named if entry and not dialogue.knowledge.entries[entry].sensitive]


def test_the_event_is_not_answered_where_it_is_only_likely_meant(dialogue: Dialogue) -> None:
    asked = [q.text for q in read_questions([QUESTIONS / "en.jsonl"]) if q.in_scope][:400]
    likely = [text for text in asked if is_likely_event(dialogue, text)]
    after = {text: dialogue.reply_to(question(text), HELPED).entry for text in likely}

    assert likely
    assert not [entry for entry in after.values() if entry and entry.split(".")[0] in ("event", "film", "films")]


def test_the_event_is_still_answered_where_it_is_plainly_asked(dialogue: Dialogue) -> None:
    assert dialogue.reply_to(question("Who directed Gulmira?"), HELPED).entry == "film.gulmira.director"


@pytest.mark.parametrize("text", ["а кто режиссер", "кто снял «Гульмиру»"])
def test_whoever_turns_to_the_films_after_help_is_answered(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text), HELPED).entry in ("speaker.eszhanova", "film.gulmira.director")


def test_what_is_not_understood_after_help_leads_to_help_and_not_to_the_films(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question(STRANGE), HELPED)
    offered = [dialogue.codes.decode(row[0].data) for row in reply.buttons[:-1]]

    assert reply.kind == "fallback"
    assert offered
    assert all(action and dialogue.knowledge.entries[action.target].sensitive for action in offered)


def test_whoever_hurts_somebody_is_offered_no_shelter(dialogue: Dialogue) -> None:
    hit = HELPED._replace(helped_with=PERPETRATOR)
    reply = dialogue.reply_to(question(STRANGE), hit)
    offered = [dialogue.codes.decode(button.data) for row in reply.buttons for button in row]

    assert [action.target for action in offered if action and action.target] == ["support.perpetrator"]


def test_a_choice_after_help_holds_numbers(knowledge: Knowledge, learned: Learned) -> None:
    # No question is sure enough for an answer here, and any for a choice.
    unsure = Dialogue(knowledge, replace(learned, confidence=learned.confidence._replace(answer=1.1, suggest=0.0)))
    reply = unsure.reply_to(question("free lawyer"), HELPED)

    assert (reply.kind, reply.soft_help, "111" in reply.text) == ("choices", True, True)


@pytest.mark.parametrize(("minutes", "is_told_the_numbers"), [(0, True), (15, True), (15.1, False)])
def test_in_a_talk_about_help_what_is_not_understood_brings_the_numbers(
    dialogue: Dialogue, minutes: float, *, is_told_the_numbers: bool
) -> None:
    memory = TOLD_OF_CHILDREN._replace(shown_at=NOON + timedelta(minutes=minutes))
    reply = dialogue.reply_to(question(STRANGE, minutes=minutes), memory)

    assert (reply.kind, reply.soft_help) == ("fallback", is_told_the_numbers)


def test_who_asked_of_the_program_after_help_is_still_in_a_talk_about_help(dialogue: Dialogue) -> None:
    asked_of_privacy = HELPED._replace(shown="bot.privacy")

    assert dialogue.reply_to(question(STRANGE), asked_of_privacy).soft_help


def test_a_talk_that_went_on_to_the_event_is_no_more_about_help(dialogue: Dialogue) -> None:
    went_on = TOLD_OF_CHILDREN._replace(shown="film.gulmira")

    assert not dialogue.reply_to(question(STRANGE), went_on).soft_help


@pytest.mark.parametrize("text", ["how long do I have", "сколько у меня времени", "қанша уақытым бар"])
def test_in_a_talk_about_help_nothing_is_taken_for_a_question_about_the_event(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text), TOLD_OF_CHILDREN)
    named = [reply.entry, *reply.choices]

    assert not [entry for entry in named if entry and not dialogue.knowledge.entries[entry].goes_with_help]


@pytest.mark.parametrize("text", ["is it a crime", "это уголовка?", "бұл қылмыс па"])
def test_after_help_the_law_is_answered(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text), HELPED)

    assert {e.split(".")[0] for e in (reply.entry, *reply.choices) if e} & {"law"}


def test_the_other_one_after_help_is_no_film(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("and the other one?"), HELPED)

    assert all(dialogue.knowledge.entries[entry].goes_with_help for entry in (reply.entry, *reply.choices) if entry)


@pytest.mark.parametrize("text", ["how long", "i'm on the 3rd floor", "я на третьем этаже"])
def test_the_place_and_the_time_in_danger_are_not_taken_for_those_of_the_event(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text), dialogue.reply_to(question("he is beating the door")).memory)

    assert "102" in reply.text
    assert not [e for e in (reply.entry, *reply.choices) if e and e.startswith("event.")]


@pytest.mark.parametrize("memory", [HELPED, TOLD_OF_CHILDREN])
def test_in_the_whole_of_a_talk_about_help_its_own_curve_tells_whether_a_text_asks(
    knowledge: Knowledge, learned: Learned, memory: Memory
) -> None:
    def kind(goes_on: float, after_help: float) -> str:
        curves = [(constant, *[0.0] * 6) for constant in (goes_on, after_help)]
        weights = replace(learned.follow_ups, goes_on=curves[0], goes_on_after_help=curves[1])
        return Dialogue(knowledge, replace(learned, follow_ups=weights)).reply_to(question("how long"), memory).kind

    assert (kind(-9.0, 9.0), kind(9.0, -9.0)) == ("answer", "fallback")


@pytest.mark.parametrize(
    ("text", "language"), [("меня зовут айгуль", "ru"), ("my name is Aigul", "en"), ("менің атым Айгүл", "kk")]
)
def test_whoever_tells_a_name_then_gets_the_numbers_in_one_line(dialogue: Dialogue, text: str, language: str) -> None:
    reply = dialogue.reply_to(question(text), HELPED._replace(last_language=language))

    assert (reply.kind, reply.language, reply.entry, reply.choices) == ("fallback", language, None, ())
    assert reply.memory.short_card


@pytest.mark.parametrize(
    ("cry", "thanks", "asked"),
    [
        ("my husband hits me", "ok thanks", "what is the address of the university"),
        ("муж бьёт меня", "спасибо", "а где находится ваш университет"),
    ],
)
def test_a_clear_question_is_answered_after_thanks_for_help(
    dialogue: Dialogue, cry: str, thanks: str, asked: str
) -> None:
    memory = Memory()
    for text in (cry, thanks):
        memory = dialogue.reply_to(question(text), memory).memory

    assert dialogue.reply_to(question(asked), memory).entry == "event.address"


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("муж бьёт меня", "отмените вызов"),
        ("муж бьёт меня", "почему не вызвали?"),
        ("my husband beats me", "cancel the call"),
        ("my husband beats me", "why didn't you call them?"),
        ("күйеуім ұрады", "шақыруды тоқтатыңыз"),
        ("күйеуім ұрады", "неге шақырмадыңыз"),
    ],
)
def test_whoever_believes_that_somebody_was_called_reads_that_nobody_was(
    dialogue: Dialogue, first: str, then: str
) -> None:
    memory = dialogue.reply_to(question(first)).memory

    assert dialogue.reply_to(question(then), memory).entry == "bot.emergency"


@pytest.mark.parametrize("text", ["адрес Абая 15", "my address is Abay 10"])
def test_an_address_without_the_word_street_is_one_too(dialogue: Dialogue, text: str) -> None:
    assert dialogue.understanding.decide(question(text), HELPED).zone == Fixed.ADDRESS_GIVEN
