"""S5c: which alarms count after help came first, and what they bring.

Of `bot/core/understanding/after_help/heeding.py` and `bot/core/replying/crisis_reply.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.crisis_classes import GRAVE
from bot.core.dialogue import Dialogue
from bot.core.model import Exchange, Memory, to_plain
from bot.core.understanding.distress.recogniser import Recogniser
from bot.core.understanding.matching import Match, NoMatch, is_word_for_word
from bot.measuring.questions import read_questions
from tests.support.questions import HELPED, NOON, STRANGE, TOLD_OF_CHILDREN, question

QUESTIONS = Path(__file__).parents[2] / "questions"


def is_surely_about_help(dialogue: Dialogue, text: str) -> bool:
    outcome = dialogue.understanding.decide(question(text), Memory()).outcome
    if not isinstance(outcome, Match) or not dialogue.knowledge.entries[outcome.entry].sensitive:
        return False
    return outcome.ranking.probability >= 0.85 and not is_word_for_word(outcome)


def test_a_faint_alarm_is_heard_after_help_where_talk_of_films_would_suppress_it(dialogue: Dialogue) -> None:
    text, calm = "i'm tired of this", Memory(last_language="en", shown="event.when", shown_at=NOON)

    assert dialogue.reply_to(question(text), calm).kind != "crisis"
    assert dialogue.reply_to(question(text), HELPED).kind == "crisis"


def test_whoever_has_the_numbers_and_asks_for_something_gets_that(dialogue: Dialogue) -> None:
    text = "My ex keeps following me to work"
    first, again = dialogue.reply_to(question(text)), dialogue.reply_to(question(text), HELPED)

    assert (first.kind, first.crisis) == ("crisis", "stalking")
    assert (again.kind, again.entry) == ("answer", "support.stalking")


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        ("he left just now", "support.safety_plan"),
        ("i am ok now", "support.calmer"),
        ("он ушел но вернется", "support.safety_plan"),
        ("ол кетті, бірақ қайтып келеді", "support.safety_plan"),
    ],
)
def test_a_listed_phrase_that_sounds_like_danger_is_answered_once_the_numbers_were_shown(
    dialogue: Dialogue, said: str, entry: str
) -> None:
    reply = dialogue.reply_to(question(said), HELPED)

    assert (reply.kind, reply.entry) == ("answer", entry)


def test_a_grave_cry_that_names_a_place_to_go_still_brings_help_first_after_help(
    dialogue: Dialogue, recogniser: Recogniser
) -> None:
    """Were it none of life and death, its answer would come instead of the same numbers."""
    cries = [q.text for q in read_questions([QUESTIONS / "crisis.jsonl"]) if q.expected.crisis in GRAVE]
    signs = {text: recogniser.recognise(text) for text in cries}
    grave = [text for text, sign in signs.items() if sign and sign.level == "first" and sign.crisis in GRAVE]
    asking = [text for text in grave if is_surely_about_help(dialogue, text)]

    assert asking
    assert {dialogue.reply_to(question(text), HELPED).kind for text in asking} == {"crisis"}


def test_a_grave_cry_that_nothing_answers_is_not_suppressed_by_calm_talk(dialogue: Dialogue) -> None:
    calm = Memory(last_language="en", shown="event.when", shown_at=NOON)
    cries = [
        q.text for q in read_questions([QUESTIONS / "crisis.jsonl"]) if q.expected.crisis in GRAVE and q.style == "hint"
    ]
    decided = [dialogue.understanding.decide(question(text), calm) for text in cries]
    unanswered = [
        d for d in decided if isinstance(d.outcome, NoMatch) and (sign := d.understood.sign) and sign.level == "first"
    ]

    grave = [d for d in unanswered if d.understood.sign and d.understood.sign.crisis in GRAVE]

    assert grave
    assert all(d.sign and d.sign.level == "first" for d in grave)


def test_where_what_sounds_of_distress_is_not_understood_the_way_to_help_stands_first(dialogue: Dialogue) -> None:
    texts = [q.text for q in read_questions([QUESTIONS / "crisis.jsonl"]) if q.style == "hint"]
    replies = [reply for text in texts if (reply := dialogue.reply_to(question(text))).kind == "fallback"]
    unsure = [reply for reply in replies if reply.soft_help]

    assert unsure
    assert all("111" in to_plain(reply.paragraphs[:1]) for reply in unsure)


def test_no_question_suppresses_grave_danger_after_help(dialogue: Dialogue) -> None:
    assert dialogue.reply_to(question("он ломает дверь, где ближайший приют"), HELPED).kind == "crisis"


def test_a_soft_sign_just_after_help_is_no_longer_soft(dialogue: Dialogue) -> None:
    texts = [q.text for q in read_questions([QUESTIONS / "crisis.jsonl"]) if q.style == "hint"][:150]
    soft = [text for text in texts if (reply := dialogue.reply_to(question(text))).soft_help and not reply.entry]
    after = [dialogue.reply_to(question(text), HELPED) for text in soft]

    assert soft
    assert all(r.kind == "crisis" or (r.entry and dialogue.knowledge.entries[r.entry].goes_with_help) for r in after)


@pytest.mark.parametrize(
    ("disclosure", "said"),
    [
        ("my husband beats me", "my head is a mess"),
        ("муж меня бьет", "руки трясутся"),
        ("мені күйеуім ұрады", "шаршадым"),
    ],
)
def test_what_is_only_faintly_alarming_after_help_gets_the_numbers_in_one_line(
    dialogue: Dialogue, disclosure: str, said: str
) -> None:
    first = dialogue.reply_to(question(disclosure))
    again = dialogue.reply_to(question(said), first.memory)

    assert len(again.text) < len(first.text)
    assert all(number in again.text for number in ("102", "112", "111", "103"))
    assert again.crisis in (None, "distress")


@pytest.mark.parametrize(
    ("disclosure", "said"),
    [
        ("my husband beats me", "he is standing over me"),
        ("муж меня бьет", "он тут"),
        ("муж меня бьет", "он вернулся"),
        ("мені күйеуім ұрады", "жанымда отыр"),
        ("мені күйеуім ұрады", "ол осында"),
    ],
)
def test_whoever_tells_after_help_that_somebody_came_is_told_to_call_now(
    dialogue: Dialogue, disclosure: str, said: str
) -> None:
    first = dialogue.reply_to(question(disclosure))

    assert dialogue.reply_to(question(said), first.memory).crisis == "danger"


@pytest.mark.parametrize(("crisis", "entry"), [("perpetrator", "support.perpetrator"), (None, "support.first_steps")])
def test_what_now_asks_another_thing_of_somebody_who_hit(dialogue: Dialogue, crisis: str | None, entry: str) -> None:
    helped = HELPED._replace(last_language="en", helped_with=crisis)

    assert dialogue.reply_to(question("what now"), helped).entry == entry


def test_a_child_is_spoken_to_as_one_after_the_first_card_too(dialogue: Dialogue) -> None:
    child, grown_up = (HELPED._replace(last_language="ru", helped_with=crisis) for crisis in ("child", None))

    assert "вы пишете" in dialogue.reply_to(question(STRANGE), grown_up).text
    assert "ты пишешь" in dialogue.reply_to(question(STRANGE), child).text


@pytest.mark.parametrize("crisis", ["child", "disclosure"])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_numbers_in_one_line_are_not_said_twice_running_in_the_same_words(
    dialogue: Dialogue, language: str, crisis: str
) -> None:
    first = dialogue.reply_to(question(STRANGE), HELPED._replace(last_language=language, helped_with=crisis))
    second = dialogue.reply_to(question(STRANGE), first.memory)

    assert first.text != second.text
    assert all(number in second.text for number in ("102", "112", "111", "103"))
    assert dialogue.reply_to(question(STRANGE), second.memory).text == first.text


def test_what_is_asked_beside_a_faint_alarm_after_help_is_answered_below_the_numbers(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("can i come with kids? i can't breathe"), HELPED._replace(last_language="en"))
    answer = dialogue.show(dialogue.knowledge.entries["support.with_children"], Exchange(question(""), "en"))

    assert (reply.kind, reply.entry) == ("crisis", "support.with_children")
    assert reply.then == answer.paragraphs


@pytest.mark.parametrize(
    "said", ["thank you but he is back", "спасибо, но он вернулся", "да он вернулся", "рахмет бірақ ол келді"]
)
def test_thanks_suppress_no_danger_that_stands_beside_them(dialogue: Dialogue, said: str) -> None:
    assert dialogue.reply_to(question(said), HELPED).crisis == "danger"


def test_not_about_me_takes_back_no_danger(dialogue: Dialogue) -> None:
    assert dialogue.reply_to(question("not me, he is killing her right now"), HELPED).crisis == "danger"


@pytest.mark.parametrize("text", ["спасибо, он меня бьет", "ok thanks i want to die"])
def test_thanks_hide_no_cry_in_a_talk_about_help(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text), TOLD_OF_CHILDREN).kind == "crisis"
