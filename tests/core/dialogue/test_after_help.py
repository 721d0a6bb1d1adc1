"""S5: what is said after help came first: it is read as more of the same, not as a question about films.

Of `bot/core/understanding/help_talk.py`, `heeding.py` and `follow_up.py`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from asking import HELPED, NOON, STRANGE, button_for, question

from bot.core.crisis_classes import GRAVE
from bot.core.dialogue import Dialogue
from bot.core.model import Exchange, Memory
from bot.core.understanding.crisis import Recogniser
from bot.core.understanding.matching import Match, NoMatch, is_word_for_word
from bot.measuring.questions import read_questions

QUESTIONS = Path(__file__).parents[2] / "questions"


def is_likely_event(dialogue: Dialogue, text: str) -> bool:
    outcome = dialogue.understanding.decide(question(text), Memory()).outcome
    if not isinstance(outcome, Match) or dialogue.knowledge.entries[outcome.entry].sensitive:
        return False
    return outcome.ranking.probability < 0.9 and not outcome.ranking.evidence.names


def is_surely_about_help(dialogue: Dialogue, text: str) -> bool:
    outcome = dialogue.understanding.decide(question(text), Memory()).outcome
    if not isinstance(outcome, Match) or not dialogue.knowledge.entries[outcome.entry].sensitive:
        return False
    return outcome.ranking.probability >= 0.85 and not is_word_for_word(outcome)


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


@pytest.mark.parametrize("text", ["а кто режиссер", "who is the director"])
def test_whoever_turns_to_the_films_after_help_is_answered(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text), HELPED).entry in ("speaker.eszhanova", "film.gulmira.director")


def test_a_faint_alarm_is_heard_after_help_where_talk_of_films_would_suppress_it(dialogue: Dialogue) -> None:
    text, calm = "I feel disgusting", Memory(last_language="en", shown="event.when", shown_at=NOON)

    assert dialogue.reply_to(question(text), calm).kind != "crisis"
    assert dialogue.reply_to(question(text), HELPED).kind == "crisis"


def test_what_is_not_understood_after_help_leads_to_help_and_not_to_the_films(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question(STRANGE), HELPED)
    offered = [dialogue.codes.decode(row[0].data) for row in reply.buttons[:-1]]

    assert reply.kind == "fallback"
    assert offered
    assert all(action and dialogue.knowledge.entries[action.target].sensitive for action in offered)


TOLD_OF_CHILDREN = replace(HELPED, shown="support.children")
"""After help, and a question about children."""


@pytest.mark.parametrize(("minutes", "is_told_the_numbers"), [(0, True), (15, True), (15.1, False)])
def test_in_a_talk_about_help_what_is_not_understood_brings_the_numbers(
    dialogue: Dialogue, minutes: float, *, is_told_the_numbers: bool
) -> None:
    memory = replace(TOLD_OF_CHILDREN, shown_at=NOON + timedelta(minutes=minutes))
    reply = dialogue.reply_to(question(STRANGE, minutes=minutes), memory)

    assert (reply.kind, reply.soft_help) == ("fallback", is_told_the_numbers)


def test_who_asked_of_the_program_after_help_is_still_in_a_talk_about_help(dialogue: Dialogue) -> None:
    asked_of_privacy = replace(HELPED, shown="bot.privacy")

    assert dialogue.reply_to(question(STRANGE), asked_of_privacy).soft_help


def test_a_talk_that_went_on_to_the_event_is_no_more_about_help(dialogue: Dialogue) -> None:
    went_on = replace(TOLD_OF_CHILDREN, shown="film.gulmira")

    assert not dialogue.reply_to(question(STRANGE), went_on).soft_help


@pytest.mark.parametrize("text", ["yes", "да", "иә", "bye", "пока", "сау бол"])
def test_a_yes_or_a_goodbye_after_help_brings_the_numbers(dialogue: Dialogue, text: str) -> None:
    """It may be somebody's last word."""
    reply = dialogue.reply_to(question(text), HELPED)

    assert (reply.entry, "102" in reply.text) == (None, True)


@pytest.mark.parametrize("text", ["ok, will call tomorrow", "хорошо, завтра позвоню", "жарайды, ертең қоңырау шаламын"])
def test_who_says_that_it_is_understood_is_answered(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text), HELPED).entry == "chat.ok"


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("ok thanks", "chat.ok"),
        ("thank you so much", "chat.thanks"),
        ("спасибо вам", "chat.thanks"),
        ("жақсы рахмет", "chat.ok"),
        ("до свидания", "chat.goodbye"),
        ("сәлем", "chat.greeting"),
    ],
)
def test_once_something_was_asked_after_help_courtesies_are_returned(dialogue: Dialogue, text: str, entry: str) -> None:
    assert dialogue.reply_to(question(text), TOLD_OF_CHILDREN).entry == entry


@pytest.mark.parametrize("text", ["спасибо, он меня бьет", "ok thanks i want to die"])
def test_thanks_hide_no_cry_in_a_talk_about_help(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text), TOLD_OF_CHILDREN).kind == "crisis"


@pytest.mark.parametrize("text", ["how long do I have", "сколько у меня времени", "қанша уақытым бар"])
def test_in_a_talk_about_help_nothing_is_taken_for_a_question_about_the_event(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text), TOLD_OF_CHILDREN)
    named = [reply.entry, *reply.choices]

    assert not [entry for entry in named if entry and not dialogue.knowledge.entries[entry].goes_with_help]


def test_whoever_has_the_numbers_and_asks_for_something_gets_that(dialogue: Dialogue) -> None:
    text = "My ex keeps following me to work"
    first, again = dialogue.reply_to(question(text)), dialogue.reply_to(question(text), HELPED)

    assert (first.kind, first.crisis) == ("crisis", "stalking")
    assert (again.kind, again.entry) == ("answer", "support.stalking")


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


def test_no_question_suppresses_grave_danger_after_help(dialogue: Dialogue) -> None:
    assert dialogue.reply_to(question("он ломает дверь, где ближайший приют"), HELPED).kind == "crisis"


def test_no_event_stands_below_an_alarm_that_did_not_ask_for_it(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("открывать им дверь?"))

    assert (reply.kind, reply.then) == ("crisis", ())


def test_not_about_me_offers_what_helps_to_help_somebody_else(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("my husband hits me"))
    pressed = dialogue.press(button_for(dialogue, reply, "not_me").data, question(""))
    first = dialogue.codes.decode(pressed.buttons[0][0].data)

    assert first is not None
    assert first.target == "support.friend"


def test_a_soft_sign_just_after_help_is_no_longer_soft(dialogue: Dialogue) -> None:
    texts = [q.text for q in read_questions([QUESTIONS / "crisis.jsonl"]) if q.style == "hint"][:150]
    soft = [text for text in texts if (reply := dialogue.reply_to(question(text))).soft_help and not reply.entry]
    after = [dialogue.reply_to(question(text), HELPED) for text in soft]

    assert soft
    assert all(r.kind == "crisis" or (r.entry and dialogue.knowledge.entries[r.entry].goes_with_help) for r in after)


@pytest.mark.parametrize(
    ("disclosure", "said"),
    [
        ("my husband beats me", "it is a bit quiet now"),
        ("муж меня бьет", "сейчас уже полегче"),
        ("мені күйеуім ұрады", "қазір тыныш сияқты"),
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
        ("my husband beats me", "he is sitting next to me"),
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


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_numbers_in_one_line_are_not_said_twice_running_in_the_same_words(
    dialogue: Dialogue, language: str
) -> None:
    first = dialogue.reply_to(question(STRANGE), replace(HELPED, last_language=language))
    second = dialogue.reply_to(question(STRANGE), first.memory)

    assert first.text != second.text
    assert all(number in second.text for number in ("102", "112", "111", "103"))
    assert dialogue.reply_to(question(STRANGE), second.memory).text == first.text


def test_what_is_asked_beside_a_faint_alarm_after_help_is_answered_below_the_numbers(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("можно с детьми? муж злой"), replace(HELPED, last_language="ru"))
    answer = dialogue.show(dialogue.knowledge.entries["support.with_children"], Exchange(question(""), "ru"))

    assert (reply.kind, reply.entry) == ("crisis", "support.with_children")
    assert reply.then == answer.paragraphs


def test_thanks_after_help_are_returned_and_help_stays_what_was_spoken_of(dialogue: Dialogue) -> None:
    thanks = dialogue.reply_to(question("thank you"), HELPED)

    assert (thanks.kind, thanks.entry) == ("answer", "chat.thanks")
    assert (thanks.memory.shown, thanks.memory.shown_at) == (HELPED.shown, HELPED.shown_at)


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        ("thanks i feel better", "chat.thanks"),
        ("спасибо дочка", "chat.thanks"),
        ("спасибо вам большое, стало легче", "chat.thanks"),
        ("рахмет балам жеңілдедім", "chat.thanks"),
        ("ok calling now", "chat.ok"),
        ("хорошо, сейчас позвоню", "chat.ok"),
        ("жақсы, қазір қоңырау шаламын", "chat.ok"),
        ("ok", "chat.ok"),
    ],
)
def test_thanks_after_help_are_returned_with_what_is_said_with_them(dialogue: Dialogue, said: str, entry: str) -> None:
    assert dialogue.reply_to(question(said), HELPED).entry == entry


@pytest.mark.parametrize(
    "said",
    ["yes tonight", "ok goodbye", "thanks, it's too late", "спасибо, уже поздно", "ок я готова", "да, он военный"],
)
def test_whoever_says_more_than_thanks_after_help_gets_the_numbers(dialogue: Dialogue, said: str) -> None:
    assert "111" in dialogue.reply_to(question(said), HELPED).text


@pytest.mark.parametrize(
    "said",
    [
        "it's not about me anymore, i'm done",
        "not about me, i have no one",
        "it's not me who is to blame",
        "не обо мне. я боюсь идти домой",
        "не про меня, сколько стоит",
        "бұл мен емес, маған бәрібір",
    ],
)
def test_whoever_speaks_of_themselves_or_asks_does_not_correct(dialogue: Dialogue, said: str) -> None:
    decided = dialogue.understanding.decide(question(said), HELPED)

    assert decided.zone != "not me"
    assert decided.sign is None or decided.sign.found_by != "correction"


@pytest.mark.parametrize(
    "said", ["thank you but he is back", "спасибо, но он вернулся", "да он дома", "рахмет бірақ ол келді"]
)
def test_thanks_suppress_no_danger_that_stands_beside_them(dialogue: Dialogue, said: str) -> None:
    assert dialogue.reply_to(question(said), HELPED).crisis == "danger"


@pytest.mark.parametrize("said", ["thanks, i need a lawyer", "спасибо. нужен адвокат", "рахмет, заңгер керек"])
def test_what_of_help_stands_beside_thanks_is_answered(dialogue: Dialogue, said: str) -> None:
    assert dialogue.reply_to(question(said), HELPED).entry == "support.legal"


@pytest.mark.parametrize("said", ["спасибо, но я боюсь", "ok what now", "жақсы, не істеймін"])
def test_thanks_beside_fear_or_a_question_are_not_all_that_was_said(dialogue: Dialogue, said: str) -> None:
    assert dialogue.reply_to(question(said), HELPED).entry not in ("chat.thanks", "chat.ok")


@pytest.mark.parametrize(
    "said", ["it is not about me, it's my sister", "это не про меня, про сестру", "мен емес, әпкем туралы"]
)
def test_whoever_says_after_help_whom_it_is_about_gets_the_words_for_a_witness(dialogue: Dialogue, said: str) -> None:
    reply = dialogue.reply_to(question(said), HELPED)

    assert (reply.kind, reply.crisis) == ("crisis", "other")


@pytest.mark.parametrize("said", ["it's not about me", "это не про меня", "бұл мен туралы емес"])
def test_not_about_me_may_be_typed_after_help(dialogue: Dialogue, said: str) -> None:
    reply = dialogue.reply_to(question(said), HELPED)
    first = dialogue.codes.decode(reply.buttons[0][0].data)

    assert (reply.kind, first and first.target) == ("answer", "support.friend")


def test_not_about_me_takes_back_no_danger(dialogue: Dialogue) -> None:
    assert dialogue.reply_to(question("not me, he is killing her right now"), HELPED).crisis == "danger"


def test_before_help_nothing_is_taken_for_its_correction(dialogue: Dialogue) -> None:
    assert dialogue.reply_to(question("это не про меня, про сестру")).kind != "crisis"


@pytest.mark.parametrize("text", ["is it a crime", "это уголовка?", "бұл қылмыс па"])
def test_after_help_the_law_is_answered(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text), HELPED)

    assert {e.split(".")[0] for e in (reply.entry, *reply.choices) if e} & {"law"}


def test_the_other_one_after_help_is_no_film(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("and the other one?"), HELPED)

    assert all(dialogue.knowledge.entries[entry].goes_with_help for entry in (reply.entry, *reply.choices) if entry)


def test_a_long_line_after_help_tells_more_than_a_correction_or_thanks(dialogue: Dialogue) -> None:
    sister = "it's not about me it's my sister and her two small kids at home"
    thanks = "thanks he took all my money papers and phone today"
    decided = [dialogue.understanding.decide(question(said), HELPED) for said in (sister, thanks)]

    assert decided[0].sign is None or decided[0].sign.found_by != "correction"
    assert dialogue.reply_to(question(thanks), HELPED).entry != "chat.thanks"


@pytest.mark.parametrize(("cry", "age"), [("mom beats me", "i'm 10"), ("мама меня бьет", "мне 11 лет")])
def test_a_child_who_tells_its_age_after_help_gets_the_words_for_a_child(
    dialogue: Dialogue, cry: str, age: str
) -> None:
    memory = dialogue.reply_to(question(cry)).memory

    assert dialogue.reply_to(question(age), memory).crisis == "child"


@pytest.mark.parametrize("text", ["how long", "i'm on the 3rd floor", "я на третьем этаже"])
def test_the_place_and_the_time_in_danger_are_not_taken_for_those_of_the_event(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text), dialogue.reply_to(question("he is beating the door")).memory)

    assert "102" in reply.text
    assert not [e for e in (reply.entry, *reply.choices) if e and e.startswith("event.")]
