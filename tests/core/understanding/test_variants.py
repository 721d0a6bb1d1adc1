"""S28: a crisis class has other words for some of those whom it is for, such as somebody who has done it already."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.crisis_classes import DANGER
from bot.core.dialogue import Dialogue
from bot.core.model import NOTHING_REMEMBERED, Knowledge, Memory, Variant
from bot.core.understanding.recogniser import Recogniser
from tests.support.asking import NOON, question
from tests.support.heard import unlearned

JUST_AFTER_OTHERS_HELP = Memory(
    last_language="ru", shown="support.help", shown_at=NOON, helped_at=NOON, helped_with="suicide_other"
)


def with_variants(knowledge: Knowledge, *variants: Variant) -> Recogniser:
    """Of the class danger."""
    danger = knowledge.crisis[DANGER]._replace(variants=variants)
    return unlearned(replace(knowledge, crisis={**knowledge.crisis, DANGER: danger}))


def variant(*when: str, not_for: tuple[str, ...] = ()) -> Variant:
    return Variant(when, {"ru": "{number:112}", "en": "{number:112}"}, "help.numbers", not_for)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("this is a sign of danger", None),
        ("this is a sign of danger, a blue lamp", 0),
        ("a red lamp, a sign of danger", 1),
        ("a sign of danger and a red lamp beside a blue lamp", 0),
        ("a sign of danger, not blue lamp", None),
        ("a sign of danger, an old blue lamp", None),
    ],
)
def test_the_first_variant_that_is_meant_counts(small_knowledge: Knowledge, text: str, place: int | None) -> None:
    recogniser = with_variants(small_knowledge, variant("blue lamp", not_for=("old blue",)), variant("red lamp"))
    sign = recogniser.recognise(text)

    assert sign
    assert (sign.crisis, sign.variant) == (DANGER, place)


def test_what_asks_for_a_variant_is_no_cry_by_itself(small_knowledge: Knowledge) -> None:
    recogniser = with_variants(small_knowledge, variant("blue lamp"))
    other = recogniser.recognise("a sign of distress, a blue lamp")

    assert recogniser.recognise("a blue lamp") is None
    assert other
    assert other.variant is None


@pytest.mark.parametrize(
    ("text", "crisis"),
    [
        ("таблетки уже выпила", "suicide"),
        ("i took 30 pills", "suicide"),
        ("дәрі ішіп қойдым", "suicide"),
        ("дари ишип койдым", "suicide"),
        ("порезала вены", "suicide"),
        ("выпила уксус", "suicide"),
        ("подруга выпила таблетки", "suicide_other"),
        ("he swallowed pills", "suicide_other"),
        ("досым көп дәрі ішіп қойды", "suicide_other"),
        ("дядя трогал меня когда мне было 7", "sexual"),
        ("меня изнасиловали 10 лет назад", "sexual"),
        ("i was raped as a child", "sexual"),
        ("бала кезімде мені зорлаған", "sexual"),
        ("учительница бьет детей", "other"),
        ("мой ребенок рассказал что тренер трогал его", "other"),
        ("the neighbours beat their kids", "other"),
        ("тәрбиеші баланы сабайды", "other"),
        ("nf,ktnrb e;t dsgbkf", "suicide"),
        ("в котором часу начало и я выпила таблетки", "suicide"),
    ],
)
def test_the_shipped_variants_are_found(dialogue: Dialogue, text: str, crisis: str) -> None:
    sign = dialogue.understanding.decide(question(text), NOTHING_REMEMBERED).sign

    assert sign
    assert (sign.crisis, sign.variant) == (crisis, 0)


@pytest.mark.parametrize(
    ("text", "crisis"),
    [
        ("хочу умереть", "suicide"),
        ("хочу выпить таблетки и не проснуться", "suicide"),
        ("я не пила таблетки но хочу умереть", "suicide"),
        ("дәрі ішіп өлгім келеді", "suicide"),
        ("подруга хочет отравиться", "suicide_other"),
        ("a friend raped me last night", "sexual"),
        ("он изнасиловал меня на вечеринке", "sexual"),
        ("меня вчера изнасиловали, а в детстве трогал дядя", "sexual"),
        ("мені кеше зорлап кетті", "sexual"),
        ("подругу муж бьет", "other"),
        ("my friend's husband hits her", "other"),
        ("внук бьет бабушку", "other"),
    ],
)
def test_whoever_else_is_in_that_distress_gets_the_words_of_its_class(
    dialogue: Dialogue, text: str, crisis: str
) -> None:
    sign = dialogue.understanding.decide(question(text), NOTHING_REMEMBERED).sign

    assert sign
    assert (sign.crisis, sign.variant) == (crisis, None)


def test_it_is_a_variant_of_the_class_as_which_the_sign_counts_after_help(dialogue: Dialogue) -> None:
    sign = dialogue.understanding.decide(question("выпила все таблетки", minutes=1), JUST_AFTER_OTHERS_HELP).sign

    assert sign
    assert (sign.crisis, sign.variant) == ("suicide_other", 0)


@pytest.mark.parametrize(
    "text",
    [
        "он сказал что убьет себя если я уйду",
        "он грозится повеситься если я подам на развод",
        "he says he'll kill himself if I leave",
        "my ex threatens to hang himself if i break up with him",
        "кетсем өзімді өлтірем дейді",
        "ажырассам асыламын дейді",
    ],
)
def test_who_hears_a_threat_for_wanting_to_leave_is_not_asked_to_care(dialogue: Dialogue, text: str) -> None:
    before = Memory(shown="support.help", shown_at=NOON, helped_at=NOON, helped_with="disclosure")
    replies = [dialogue.reply_to(question(text)), dialogue.reply_to(question(text, minutes=1), before)]
    pressure = {"ru": "это давление", "en": "a form of pressure", "kk": "бұл — қысым"}

    assert [reply.crisis for reply in replies] == ["suicide_other"] * 2
    assert [pressure[reply.language] in reply.text for reply in replies] == [True, True]


@pytest.mark.parametrize("text", ["хочу умереть если он уйдет", "i will kill myself if i leave him"])
def test_who_would_die_themselves_gets_the_words_for_that(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).crisis == "suicide"


@pytest.mark.parametrize(
    "text",
    [
        "дочка 14 лет молчит и режет себе руки",
        "сын хочет умереть",
        "my daughter cuts herself",
        "my son wants to kill himself",
        "қызым қолын кеседі",
        "дочка говорит убью себя если ты уйдешь",
    ],
)
def test_a_parent_is_told_how_to_stay_near_a_child(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text))
    not_blamed = {
        "ru": "ни вы, ни ваш ребёнок",
        "en": "Neither you nor your child",
        "kk": "сіз де, балаңыз да кінәлі емес",
    }

    assert reply.crisis == "suicide_other"
    assert not_blamed[reply.language] in reply.text


@pytest.mark.parametrize("text", ["подруга хочет отравиться", "муж хочет повеситься, дочка плачет"])
def test_who_fears_for_somebody_else_is_not_taken_for_a_parent(dialogue: Dialogue, text: str) -> None:
    assert "ребёнок" not in dialogue.reply_to(question(text)).text
