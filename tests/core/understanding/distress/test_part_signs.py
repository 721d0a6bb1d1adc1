"""S5: a cry for help joined to something else, or in the middle of a story, is heard in its part of the message.

Of `bot/core/understanding/distress/part_signs.py` and `bot/core/understanding/message.py`.
"""

from __future__ import annotations

from math import log

import pytest

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.scoring.thresholds import PartCurve, PartFigures
from bot.core.understanding.distress.recogniser import Recogniser
from tests.support.questions import question
from tests.support.recognisers import heard, unlearned

BESIDE_A_QUESTION = "who made gulmira and he hides my phone"
"""Half of it cries for help."""
DOOR = "the door is open"


def test_a_cry_beside_a_question_about_the_event_is_heard_by_whoever_asks(
    dialogue: Dialogue, recogniser: Recogniser
) -> None:
    sign = recogniser.recognise(BESIDE_A_QUESTION)

    assert (sign and sign.level, sign and sign.found_by) == ("first", "part")
    assert dialogue.alarms(BESIDE_A_QUESTION) is dialogue.alone.alarms(BESIDE_A_QUESTION) is True
    assert dialogue.alone.reply_to(question(BESIDE_A_QUESTION)).kind == "crisis"


@pytest.mark.parametrize(
    ("text", "crisis"),
    [
        ("где афиша форума, у него пистолет", "danger"),
        ("здравствуйте, у него пистолет", "danger"),
        ("где справка о доходах, i am standing on the roof", "suicide"),
        ("где справка о доходах, soon it wont hurt", "suicide"),
    ],
)
def test_a_grave_part_is_heard_whatever_stands_beside_it(recogniser: Recogniser, text: str, crisis: str) -> None:
    sign = recogniser.recognise(text)

    assert sign is not None
    assert (sign.crisis, sign.level) == (crisis, "first")


def test_a_loud_part_that_is_not_grave_is_heard_whatever_stands_beside_it(recogniser: Recogniser) -> None:
    sign = recogniser.recognise("где афиша форума, кеше тағы ұрды")

    assert sign is not None
    assert (sign.crisis, sign.level, sign.found_by) == ("disclosure", "first", "part")


@pytest.mark.parametrize(
    "text",
    [
        "Сын говорит, ходил 27 ноября в вуз на какую-то встречу с фильмами. Хочу понять, про что им там рассказывали.",
        "я бы спросила, где показ",
        "спасибо, стало легче",
    ],
)
def test_a_few_words_that_a_cry_may_begin_with_are_none(recogniser: Recogniser, text: str) -> None:
    sign = recogniser.recognise(text)

    assert sign is None or sign.level == "soft"


@pytest.mark.parametrize("disclosure", ["меня изнасиловали", "муж меня бьёт", "меня хотят убить", "я хочу умереть"])
@pytest.mark.parametrize(
    "question", ["где можно посмотреть фильм гульмира", "кто открыл встречу и сколько было человек"]
)
def test_a_cry_in_the_same_breath_as_a_question_is_heard(
    recogniser: Recogniser, question: str, disclosure: str
) -> None:
    levels = {
        sign and sign.level
        for text in (f"{question} {disclosure}", f"{disclosure} {question}")
        for sign in [recogniser.recognise(text)]
    }

    assert levels == {"first"}


@pytest.mark.parametrize(
    ("disclosure", "crisis"),
    [
        ("мені бывший изнасиловал бір апта бұрын", "sexual"),
        ("күйеуім бьёт когда пьяный", "disclosure"),
        ("мені избил жігітім", "disclosure"),
        ("муж ұрады каждый раз", "disclosure"),
        ("мені преследует бывший", "stalking"),
        ("мені душит күйеуім", "danger"),
    ],
)
def test_a_cry_in_two_languages_beside_a_question_is_heard(
    recogniser: Recogniser, disclosure: str, crisis: str
) -> None:
    sign = recogniser.recognise(f"Скажите, осы шараңызда заң туралы айтылды ғой, {disclosure}, қай күні болды")

    assert (sign and sign.level, sign and sign.crisis) == ("first", crisis)


CURVE = PartCurve(intercept=0.0, weights=PartFigures(own=1.0, whole=0.5, share=2.0), first=1.0, soft=0.0)


@pytest.mark.parametrize(
    ("own", "whole", "level"), [(4.0, -2.0, "first"), (3.9, -4.0, "soft"), (2.9, -2.0, "soft"), (1.5, -6.0, None)]
)
def test_a_part_counts_the_more_the_nearer_the_whole_comes_to_an_alarm(
    small_knowledge: Knowledge, own: float, whole: float, level: str | None
) -> None:
    text = f"trees grow green, {DOOR}"  # three words and four: the part is four sevenths
    recogniser = unlearned(small_knowledge, parts=CURVE._replace(intercept=-1.0 - 2 * log(4 / 7)))
    sign = recogniser.sign_of(heard(recogniser, text, (DOOR, own), (text, whole)))

    assert (sign and sign.level) == level


@pytest.mark.parametrize(
    ("around", "is_heard"), [("trees", True), ("trees grow", True), ("trees grow so green", False)]
)
def test_a_part_counts_the_more_of_the_message_it_is(
    small_knowledge: Knowledge, around: str, *, is_heard: bool
) -> None:
    curve = CURVE._replace(weights=PartFigures(own=1.0, whole=0.0, share=3.0), soft=1.0)
    recogniser = unlearned(small_knowledge, parts=curve)
    sign = recogniser.sign_of(heard(recogniser, f"{around}, {DOOR}", (DOOR, 3.0)))

    assert (sign is not None) is is_heard


def test_of_a_huge_message_a_part_counts_as_of_one_of_forty_words(small_knowledge: Knowledge) -> None:
    recogniser = unlearned(small_knowledge, parts=CURVE._replace(intercept=3.0))
    signs = [
        recogniser.sign_of(heard(recogniser, ". ".join(["trees grow"] * times) + f". {DOOR}", (DOOR, 6.0)))
        for times in (18, 40)
    ]

    assert [sign and sign.alarm for sign in signs] == [pytest.approx(3.0 + 6.0 - 3.0 + 2 * log(4 / 40))] * 2


@pytest.mark.parametrize(("own", "is_heard"), [(-1.4, True), (-1.6, False)])
def test_a_part_that_is_calm_by_itself_is_not_heard_however_the_whole_alarms(
    small_knowledge: Knowledge, own: float, *, is_heard: bool
) -> None:
    recogniser = unlearned(small_knowledge, parts=CURVE._replace(intercept=9.0))

    assert (recogniser.sign_of(heard(recogniser, f"trees grow, {DOOR}", (DOOR, own))) is not None) is is_heard


@pytest.mark.parametrize(("alarm", "is_heard"), [(2.5, True), (2.4, False)])
def test_a_part_that_is_fainter_than_lines_can_raise_is_not_heard(
    small_knowledge: Knowledge, alarm: float, *, is_heard: bool
) -> None:
    curve = CURVE._replace(weights=PartFigures(own=1.0, whole=0.0, share=0.0), soft=4.0)
    recogniser = unlearned(small_knowledge, offset=2.0, parts=curve)
    sign = recogniser.sign_of(heard(recogniser, f"where is the park, {DOOR}", (DOOR, alarm)))

    assert (sign is not None) is is_heard


@pytest.mark.parametrize(
    ("whole", "part", "crisis"),
    [
        ("other", "disclosure", "other"),
        ("distress", "disclosure", "disclosure"),
        ("other", "danger", "danger"),
    ],
)
def test_where_the_whole_brings_help_it_tells_the_class_unless_a_part_is_grave(
    small_knowledge: Knowledge, whole: str, part: str, crisis: str
) -> None:
    recogniser, text = unlearned(small_knowledge, parts=CURVE._replace(intercept=9.0)), f"trees grow, {DOOR}"
    sign = recogniser.sign_of(heard(recogniser, text, (text, 0.5), (DOOR, 2.0), crisis=whole, of_parts=part))

    assert sign is not None
    assert (sign.crisis, sign.level) == (crisis, "first")


def test_a_part_takes_no_help_back(small_knowledge: Knowledge) -> None:
    recogniser, text = unlearned(small_knowledge, parts=CURVE._replace(first=99.0)), f"trees grow, {DOOR}"
    sign = recogniser.sign_of(heard(recogniser, text, (text, 0.5), (DOOR, 9.0)))

    assert sign is not None
    assert sign.level == "first"


def test_a_part_that_is_known_to_be_calm_is_not_heard(small_knowledge: Knowledge) -> None:
    recogniser = unlearned(small_knowledge, DOOR)

    assert recogniser.sign_of(heard(recogniser, f"where is the park, {DOOR}", (DOOR, 3.0))) is None


@pytest.mark.parametrize(
    "text",
    [
        "since my divorce i get up go to the office come back and cut my arms in the shower so that i feel anything "
        "and lately i dont see why i should go on",
        "Мне сорок шесть лет, сын уехал в Польшу, жена ушла два года назад, пью не много, на работе уважают, а по "
        "ночам лежу и считаю таблетки в коробке, сколько нужно чтобы наверняка, и не знаю зачем я это вам пишу",
        "өткен жазда көштік, күйеуім тамағымнан алды, жаңа мектеп қыркүйекте басталады",
    ],
)
def test_a_cry_in_the_middle_of_a_story_is_heard(recogniser: Recogniser, text: str) -> None:
    sign = recogniser.recognise(text)

    assert sign is not None
    assert sign.comes_first
