"""S5a: the words of a class are said only to those for whom they are meant.

Of `bot/core/understanding/distress/addressing.py` and `bot/core/understanding/distress/speaker.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import log
from pathlib import Path

import pytest

from bot.core.crisis_classes import (
    CHILD,
    DANGER,
    DISCLOSURE,
    DISTRESS,
    OTHER,
    PERPETRATOR,
    SEXUAL,
    STALKING,
    SUICIDE,
    SUICIDE_OTHER,
)
from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.scoring.reading import Reader
from bot.core.scoring.thresholds import Thresholds
from bot.core.text import normal_forms
from bot.core.understanding.distress.learned_signs import LearnedSigns
from bot.core.understanding.distress.recogniser import Recogniser
from bot.core.understanding.distress.sign import Sign
from bot.core.understanding.vocabulary import Vocabulary
from bot.measuring.questions import read_questions
from tests.support.recognisers import heard, unlearned

QUESTIONS = Path(__file__).parents[3] / "questions"
GIVING_WAY_TO_DANGER = (DISCLOSURE, STALKING, OTHER, SUICIDE, SUICIDE_OTHER, DISTRESS, PERPETRATOR)


def test_words_that_may_hurt_are_sent_only_where_they_are_surely_meant(dialogue: Dialogue) -> None:
    texts = [q.text for q in read_questions([QUESTIONS / "crisis.jsonl"])]
    recogniser = dialogue.by_itself.recogniser
    loudest = {text: recogniser.learned_signs.whole_of(recogniser.messages.of(text)) for text in texts}
    says_child = Vocabulary.of(dialogue.knowledge).speaker.says_to_be_a_child
    unsure = [text for text, read in loudest.items() if read.crisis and read.share < 0.5]
    doubted = [text for text in unsure if not says_child(normal_forms(text))]
    sent = {sign.crisis for text in doubted if (sign := recogniser.recognise(text)) and sign.found_by == "learned"}

    assert doubted
    assert not sent & {"perpetrator", "child", "sexual"}


@pytest.mark.parametrize(
    ("text", "crisis"),
    [
        ("i am scared of her", "distress"),
        ("я сам ее боюсь", "distress"),
        ("ол мені ұрғасын мен де ұрып жібердім", "disclosure"),
        ("жена врет что я ее бью", "distress"),
    ],
)
def test_who_did_nothing_is_not_told_to_answer_for_it(recogniser: Recogniser, text: str, crisis: str) -> None:
    loudest = recogniser.learned_signs.whole_of(recogniser.messages.of(text))
    sign = recogniser.recognise(text)

    assert loudest.crisis == "perpetrator"
    assert (sign and sign.level, sign and sign.crisis) == ("first", crisis)


@pytest.mark.parametrize(
    "text",
    [
        "i lost my baby because of him",
        "because of my husband i lost my child",
        "я потеряла ребенка из-за него",
        "из-за мужа потеряла ребенка",
        "күйеуімнің кесірінен баламнан айырылдым",
    ],
)
def test_nobody_is_told_to_answer_for_what_they_lost(recogniser: Recogniser, text: str) -> None:
    sign = recogniser.recognise(text)

    assert sign is not None
    assert sign.crisis != PERPETRATOR


@pytest.mark.parametrize(
    ("text", "crisis"),
    [
        ("hit my wife, it scares me", "perpetrator"),
        ("ударил жену. меня это пугает", "perpetrator"),
        ("я боюсь что ударю ее", "perpetrator"),
        ("i'm afraid of what i'll do to her", "perpetrator"),
        ("жена меня ударила, толкнула сына", "disclosure"),
        ("она меня толкнула, ударила сына", "disclosure"),
    ],
)
def test_who_did_it_is_told_where_nothing_was_done_to_them(recogniser: Recogniser, text: str, crisis: str) -> None:
    sign = recogniser.recognise(text)

    assert sign is not None
    assert sign.crisis == crisis


@pytest.mark.parametrize(
    "text", ["жасым 28, әкем ұрады", "28 жастамын, әкем ұрады", "маған 28, әкем ұрады", "мне уже 28 а папа бьет"]
)
def test_ones_age_in_another_clause_keeps_the_words_for_a_child_away(recogniser: Recogniser, text: str) -> None:
    loudest = recogniser.learned_signs.whole_of(recogniser.messages.of(text))
    sign = recogniser.recognise(text)

    assert loudest.crisis == "child"
    assert (sign and sign.level, sign and sign.crisis == "child") == ("first", False)


@pytest.mark.parametrize(
    ("text", "crisis"),
    [
        ('he told me "i raped you"', "distress"),
        ("i was drunk and i raped my girlfriend", "distress"),
        ("он написал: я изнасиловал тебя, и что ты сделаешь", "distress"),
        ("they accuse me that i raped her", "distress"),
        ("i raped a guy", "distress"),
        ("i raped someone what do i do", "perpetrator"),
    ],
)
def test_a_confession_that_is_quoted_or_unclear_gets_the_neutral_words(
    recogniser: Recogniser, text: str, crisis: str
) -> None:
    sign = recogniser.recognise(text)

    assert (sign and sign.found_by, sign and sign.crisis) == ("rule", crisis)


def test_a_rule_spares_whom_the_words_of_its_class_are_not_for(recogniser: Recogniser) -> None:
    sign = recogniser.recognise("мені зорлап күйеуге беріп жатыр")

    assert sign is not None
    assert sign.found_by == "rule"
    assert sign.crisis != "sexual"


def test_the_age_of_who_hits_keeps_the_words_for_a_child_where_they_are(recogniser: Recogniser) -> None:
    sign = recogniser.recognise("мне тринадцать, папа бьет, ему 45")

    assert sign is not None
    assert sign.crisis == "child"


@pytest.mark.parametrize(
    "text",
    ["мне 30, отчим подглядывает за мной", "маған 30 жас, өгей әкем мені аңдиды", "i am 30, my stepdad spies on me"],
)
def test_a_rule_for_children_spares_whoever_says_that_they_are_grown_up(recogniser: Recogniser, text: str) -> None:
    sign = recogniser.recognise(text)

    assert (sign and sign.level, sign and sign.crisis == "child") == ("first", False)


@pytest.mark.parametrize(("share", "above", "is_meant"), [(0.5, 0.2, False), (0.7, 0.2, True), (0.5, 0.8, True)])
@pytest.mark.parametrize("crisis", ["suicide", "suicide_other"])
def test_a_faint_alarm_that_may_mean_something_else_gets_neutral_words(
    reader: Reader,
    with_thresholds: Callable[[Thresholds], Recogniser],
    share: float,
    above: float,
    is_meant: bool,
    crisis: str,
) -> None:
    text, recogniser = "сіңлім мен неге туылдым екен дейді", with_thresholds(Thresholds(grave=0.0))
    read = replace(reader.read(text), crisis=crisis, share=share, alarm=above)
    sign = recogniser.sign_of(recogniser.messages.of(text, read))

    assert sign is not None
    assert (sign.crisis, sign.level) == (crisis if is_meant else "distress", "first")


@pytest.mark.parametrize(
    ("text", "crisis"),
    [
        ("я на крыше", SUICIDE),
        ("в ванной с лезвием", SUICIDE),
        ("on the roof of our 12 floor. wind is nice", SUICIDE),
        ("қолымда ұстара, ваннадамын", SUICIDE),
        ("сестра в ванной с лезвием", SUICIDE_OTHER),
        ("он стоит на крыше", SUICIDE_OTHER),
        ("my friend took a lot of pills", SUICIDE_OTHER),
        ("сіңлім шатырда тұр", SUICIDE_OTHER),
    ],
)
def test_who_names_nobody_else_is_not_taken_for_a_carer(recogniser: Recogniser, text: str, crisis: str) -> None:
    sign = recogniser.recognise(text)

    assert sign is not None
    assert sign.crisis == crisis


@pytest.mark.parametrize(
    ("share", "alarm", "crisis"), [(0.8, 0.4, DISTRESS), (0.9, 0.4, PERPETRATOR), (0.8, 0.6, PERPETRATOR)]
)
def test_a_faint_alarm_tells_nobody_to_answer_for_it_unless_that_is_nearly_certain(
    reader: Reader, with_thresholds: Callable[[Thresholds], Recogniser], share: float, alarm: float, crisis: str
) -> None:
    text, recogniser = "i pushed her", with_thresholds(Thresholds(first=0.0))
    read = replace(reader.read(text), crisis=PERPETRATOR, share=share, alarm=alarm)
    sign = recogniser.sign_of(recogniser.messages.of(text, read))

    assert sign is not None
    assert sign.crisis == crisis


@pytest.mark.parametrize(("share", "crisis"), [(0.45, "distress"), (0.55, "disclosure")])
def test_where_the_likeliest_class_is_not_meant_the_next_must_speak_for_half_of_the_rest(
    reader: Reader, with_thresholds: Callable[[Thresholds], Recogniser], share: float, crisis: str
) -> None:
    text, recogniser = "i am 45 years old and it is hard", with_thresholds(Thresholds(0.0, 0.0, 0.0))
    others = {"disclosure": share, "sexual": 0.5 * (1 - share), "stalking": 0.5 * (1 - share)}
    margins = {"crisis.child": 9.0, **{f"crisis.{name}": log(part) for name, part in others.items()}}
    read = replace(reader.read(text), margins=margins, crisis="child", share=1.0, alarm=9.0)
    sign = recogniser.sign_of(recogniser.messages.of(text, read))

    assert sign is not None
    assert sign.crisis == crisis


@pytest.mark.parametrize(
    ("text", "crisis"),
    [("покончить с собой", "suicide_other"), ("он давил мне на шею", "danger"), ("муж разбил мне губу", "other")],
)
def test_what_is_said_outright_is_said_of_another_where_the_message_fears_for_one_but_danger_stays_danger(
    recogniser: Recogniser, monkeypatch: pytest.MonkeyPatch, text: str, crisis: str
) -> None:
    monkeypatch.setattr(LearnedSigns, "sign_in", lambda *_: Sign("other", "first", "learned", 2.0))
    sign = recogniser.recognise(text)

    assert (sign and sign.found_by, sign and sign.crisis) == ("rule", crisis)


@pytest.mark.parametrize(
    "text", ["мне 12 лет папа пьет и бьет", "мне 14 отчим орет и бьет", "я в 7 классе отчим орет и бьет"]
)
def test_a_child_who_says_so_gets_the_words_for_a_child(recogniser: Recogniser, text: str) -> None:
    sign = recogniser.recognise(text)

    assert (sign and sign.crisis) == "child"


@pytest.mark.parametrize(
    ("ruled", "learned", "alarm", "answered"),
    [
        *((DANGER, less, 2.0, DANGER) for less in GIVING_WAY_TO_DANGER),
        (DANGER, CHILD, 2.0, DANGER),
        (DANGER, SEXUAL, 2.0, SEXUAL),
        (DANGER, SEXUAL, -0.8, DANGER),
        *((SUICIDE_OTHER, less, 2.0, SUICIDE_OTHER) for less in (SUICIDE, OTHER, DISCLOSURE)),
        (SUICIDE_OTHER, STALKING, 2.0, STALKING),
        (SUICIDE, OTHER, 2.0, SUICIDE_OTHER),
        (SUICIDE, STALKING, 2.0, SUICIDE),
        (SUICIDE, DISCLOSURE, 2.0, DISCLOSURE),
        (PERPETRATOR, SEXUAL, 2.0, DISTRESS),
        (PERPETRATOR, SEXUAL, -0.8, PERPETRATOR),
        (PERPETRATOR, DISCLOSURE, 2.0, DISCLOSURE),
        *((PERPETRATOR, less, 2.0, PERPETRATOR) for less in (DANGER, OTHER, CHILD, STALKING, SUICIDE)),
        *((CHILD, less, 2.0, CHILD) for less in (SEXUAL, DISCLOSURE, STALKING, OTHER)),
        *((CHILD, more, 2.0, more) for more in (DANGER, SUICIDE)),
        *((SEXUAL, less, 2.0, SEXUAL) for less in (DISCLOSURE, STALKING)),
        *((SEXUAL, more, 2.0, more) for more in (DANGER, CHILD, OTHER)),
        (SEXUAL, PERPETRATOR, 2.0, DISTRESS),
    ],
)
def test_what_was_learned_tells_to_whom_it_happens_unless_the_rule_tells_of_more(
    small_knowledge: Knowledge, ruled: str, learned: str, alarm: float, answered: str
) -> None:
    text, crisis = "the door is open", small_knowledge.crisis[ruled]
    recogniser = unlearned(replace(small_knowledge, crisis={ruled: crisis._replace(rules=(text,))}))
    sign = recogniser.sign_of(heard(recogniser, text, (text, alarm), crisis=learned))

    assert sign is not None
    assert (sign.found_by, sign.crisis) == ("rule", answered)


@pytest.mark.parametrize(
    ("did", "beside", "answered"),
    [(PERPETRATOR, 1.9, PERPETRATOR), (PERPETRATOR, 2.0, DISTRESS), (DISCLOSURE, 1.9, DISTRESS)],
)
def test_who_tells_what_they_did_is_told_so_unless_another_part_may_cry_for_them(
    small_knowledge: Knowledge, did: str, beside: float, answered: str
) -> None:
    recogniser, text = unlearned(small_knowledge), "hit a wife. it hurts me"
    parts = ((text, 5.0), ("hit a wife", 1.0), ("it hurts me", beside))
    sign = recogniser.learned_signs.sign_in(heard(recogniser, text, *parts, crisis=PERPETRATOR, of_parts=did))

    assert sign is not None
    assert sign.crisis == answered


@pytest.mark.parametrize(("text", "crisis"), [("i hurt her", PERPETRATOR), ("she hurts me", DISTRESS)])
def test_where_it_is_unclear_who_did_it_the_words_for_a_victim_are_not_meant_either(
    small_knowledge: Knowledge, text: str, crisis: str
) -> None:
    recogniser = unlearned(small_knowledge)
    margins = {"crisis.perpetrator": 9.0, "crisis.disclosure": 8.0}
    read = replace(recogniser.messages.reader.read(text), margins=margins, crisis=PERPETRATOR, share=0.8, alarm=9.0)
    sign = recogniser.learned_signs.sign_in(recogniser.messages.of(text, read))

    assert sign is not None
    assert sign.crisis == crisis


@pytest.mark.parametrize(("lamp", "crisis"), [("blue lamp", DISTRESS), ("blue old lamp", PERPETRATOR)])
def test_the_words_for_which_a_class_is_not_meant_must_stand_side_by_side(
    small_knowledge: Knowledge, lamp: str, crisis: str
) -> None:
    hits = small_knowledge.crisis[PERPETRATOR]._replace(not_for=("blue lamp",))
    known = replace(small_knowledge, crisis={**small_knowledge.crisis, PERPETRATOR: hits})
    sign = unlearned(known).recognise(f"sign of perpetrator, {lamp}")

    assert sign is not None
    assert sign.crisis == crisis


@pytest.mark.parametrize(
    ("text", "crisis"),
    [
        ("my professor asks for sex for a grade", DISTRESS),
        ("преподаватель просит секс за зачёт", DISTRESS),
        ("бывший требует прислать голые фотки", STALKING),
        ("меня изнасиловал и заставляет слать фото", SEXUAL),
        ("he raped me and wants nudes", SEXUAL),
    ],
)
def test_only_after_a_touch_the_words_speak_of_a_doctor(dialogue: Dialogue, text: str, crisis: str) -> None:
    sign = dialogue.by_itself.recogniser.recognise(text)

    assert (sign and sign.crisis) == crisis
