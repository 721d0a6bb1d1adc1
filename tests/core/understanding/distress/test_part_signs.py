"""S5: a cry for help joined to something else, or in the middle of a story, is heard in its part of the message.

Of `bot/core/understanding/distress/part_signs.py` and `bot/core/understanding/message.py`.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.scoring.learned import Learned
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


def test_half_of_a_message_is_heard_only_beside_the_event(knowledge: Knowledge, learned: Learned) -> None:
    without = Recogniser.of(replace(knowledge, entries={}), learned)
    sign = without.recognise(BESIDE_A_QUESTION)

    assert sign is None or sign.found_by != "part"


@pytest.mark.parametrize(
    ("text", "crisis"),
    [
        ("где афиша форума, у него пистолет", "danger"),
        ("здравствуйте, у него пистолет", "danger"),
        ("где справка о доходах, i am standing on the roof", "suicide"),
        ("где справка о доходах, soon it wont hurt", "suicide"),
    ],
)
def test_a_grave_half_is_heard_whatever_stands_beside_it(recogniser: Recogniser, text: str, crisis: str) -> None:
    sign = recogniser.recognise(text)

    assert sign is not None
    assert (sign.crisis, sign.level) == (crisis, "first")


@pytest.mark.parametrize(("half", "is_heard"), [("он дома", False), ("он рядом", False), ("i am afraid", True)])
def test_a_half_of_two_words_must_alarm_more_than_a_longer_one(
    recogniser: Recogniser, half: str, *, is_heard: bool
) -> None:
    sign = recogniser.recognise(f"кто снял гульмиру, {half}")

    assert (sign is not None) is is_heard


def test_a_loud_half_that_is_not_grave_is_heard_whatever_stands_beside_it(recogniser: Recogniser) -> None:
    sign = recogniser.recognise("где афиша форума, кеше тағы ұрды")

    assert sign is not None
    assert (sign.crisis, sign.level, sign.found_by) == ("disclosure", "first", "part")


def test_a_half_that_only_may_tell_of_distress_leaves_the_soft_line(recogniser: Recogniser) -> None:
    sign = recogniser.recognise("Хотим отправить официальное письмо тем, кто это устроил, но не знаем, кому.")

    assert sign is not None
    assert (sign.crisis, sign.level, sign.found_by) == ("distress", "soft", "part")


def test_a_faint_half_is_not_heard_beside_thanks(recogniser: Recogniser) -> None:
    sign = recogniser.recognise("спасибо, стало легче")

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


@pytest.mark.parametrize(
    ("crisis", "alarm", "level"),
    [
        ("disclosure", -0.5, "first"),
        ("disclosure", -0.6, "soft"),
        ("disclosure", -1.3, "soft"),
        ("disclosure", -1.4, None),
        *((vague, 0.0, "first") for vague in ("distress", "other", "suicide_other")),
        *((vague, -0.1, "soft") for vague in ("distress", "other", "suicide_other")),
    ],
)
def test_beside_the_event_a_half_brings_help_first_from_a_low_alarm_unless_its_class_says_little(
    small_knowledge: Knowledge, crisis: str, alarm: float, level: str | None
) -> None:
    recogniser = unlearned(small_knowledge)
    message = heard(recogniser, f"where is the park, {DOOR}", (DOOR, alarm), crisis=crisis)
    sign = recogniser.sign_of(message)

    assert (sign and sign.level) == level


@pytest.mark.parametrize(
    ("half", "crisis", "alarm", "is_heard"),
    [
        (DOOR, "danger", 0.5, True),
        (DOOR, "danger", 0.4, False),
        (DOOR, "suicide", 0.5, True),
        (DOOR, "disclosure", 1.5, True),
        (DOOR, "disclosure", 1.4, False),
        ("door stands open", "disclosure", 2.0, True),
        ("door stands open", "disclosure", 1.9, False),
        ("door open", "danger", 1.2, True),
        ("door open", "danger", 1.1, False),
        ("door open", "suicide", 1.9, False),
        ("door open", "suicide", 2.0, True),
    ],
)
@pytest.mark.parametrize("beside", ["unicorns sleep", "whom to call"])
def test_beside_anything_else_a_half_must_alarm_more(
    small_knowledge: Knowledge, beside: str, half: str, crisis: str, alarm: float, *, is_heard: bool
) -> None:
    recogniser = unlearned(small_knowledge)
    sign = recogniser.sign_of(heard(recogniser, f"{beside}, {half}", (half, alarm), crisis=crisis))

    assert (sign is not None) is is_heard


def test_beside_a_courtesy_a_half_must_alarm_more(small_knowledge: Knowledge) -> None:
    where = small_knowledge.entries["fair.where"]
    courtesy = replace(small_knowledge, entries={"chat.where": where._replace(id="chat.where")})
    signs = [
        recogniser.sign_of(heard(recogniser, f"where is the park, {DOOR}", (DOOR, 1.0)))
        for recogniser in (unlearned(small_knowledge), unlearned(courtesy))
    ]

    assert [sign is not None for sign in signs] == [True, False]


@pytest.mark.parametrize(("alarm", "is_heard"), [(-2.8, True), (-2.9, False)])
def test_a_half_that_is_fainter_than_lines_can_raise_is_not_heard(
    small_knowledge: Knowledge, alarm: float, *, is_heard: bool
) -> None:
    recogniser = unlearned(small_knowledge, offset=2.0)
    sign = recogniser.sign_of(heard(recogniser, f"where is the park, {DOOR}", (DOOR, alarm)))

    assert (sign is not None) is is_heard


def test_a_half_that_is_known_to_be_calm_is_not_heard(small_knowledge: Knowledge) -> None:
    recogniser = unlearned(small_knowledge, DOOR)

    assert recogniser.sign_of(heard(recogniser, f"where is the park, {DOOR}", (DOOR, 3.0))) is None


@pytest.mark.parametrize(
    ("text", "is_heard"), [("door, where is the park", False), ("open door, where is the park", True)]
)
def test_one_word_before_a_question_is_no_half(small_knowledge: Knowledge, text: str, *, is_heard: bool) -> None:
    recogniser, half = unlearned(small_knowledge), text.partition(",")[0]

    assert (recogniser.sign_of(heard(recogniser, text, (half, 3.0))) is not None) is is_heard


def test_a_word_that_asks_parts_no_halves(small_knowledge: Knowledge) -> None:
    recogniser = unlearned(small_knowledge)

    assert recogniser.sign_of(heard(recogniser, f"{DOOR} where is the park", (DOOR, 3.0))) is None


@pytest.mark.parametrize(
    ("part", "crisis", "alarm", "is_heard"),
    [
        (DOOR, "danger", 1.0, True),
        (DOOR, "danger", 0.9, False),
        (DOOR, "disclosure", 1.5, True),
        (DOOR, "disclosure", 1.4, False),
        ("door stands open", "danger", 1.9, False),
    ],
)
def test_in_the_middle_of_a_story_a_part_must_alarm_more(
    small_knowledge: Knowledge, part: str, crisis: str, alarm: float, *, is_heard: bool
) -> None:
    recogniser = unlearned(small_knowledge)
    sign = recogniser.sign_of(heard(recogniser, f"trees grow, {part}. birds sing", (part, alarm), crisis=crisis))

    assert (sign is not None) is is_heard


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
