"""S5: what sign of distress a text shows by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import pytest

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.model import Question
from bot.core.scoring.learned import Learned
from bot.core.scoring.near_misses import NearMisses
from bot.core.understanding.distress.recogniser import Recogniser
from tests.support.recognisers import heard, unlearned


def with_rules(knowledge: Knowledge, rules: Mapping[str, str]) -> Recogniser:
    crisis = {c: knowledge.crisis[c]._replace(rules=(rule,)) for c, rule in rules.items()}
    return Recogniser.of(replace(knowledge, crisis=crisis))


@pytest.mark.parametrize("before", ["не знаю, но", "не знаю, нет,", "ya ne znayu no", "не танысам, но"])
def test_a_but_or_an_answer_before_a_cry_denies_nothing(unfitted: Recogniser, before: str) -> None:
    sign = unfitted.recognise(f"кто организовал показ, {before} хочу умереть")

    assert sign is not None
    assert (sign.crisis, sign.rule) == ("suicide", "хочу умереть")


def test_a_rule_is_kept_at_the_end_of_the_longest_message(small_knowledge: Knowledge) -> None:
    sign = Recogniser.of(small_knowledge).recognise("quiet " * 680 + "sign of danger")

    assert sign is not None
    assert (sign.crisis, sign.found_by) == ("danger", "rule")


def test_a_rule_is_read_in_any_alphabet(small_knowledge: Knowledge) -> None:
    sign = with_rules(small_knowledge, {"danger": "ұрып жатыр*"}).recognise("uryp zhatyr")

    assert sign is not None
    assert (sign.crisis, sign.found_by) == ("danger", "rule")


@pytest.mark.parametrize(
    ("text", "is_child"),
    [
        ("я школьница, он душит меня", True),
        ("учусь в 7 классе, хочу умереть", True),
        ("am in 7th grade and i want to kill myself", True),
        ("мен 7 сыныпта оқимын, өлгім келеді", True),
        ("мне 13, хочу умереть", True),
        ("сын в 7 классе, хочу умереть", False),
        ("my son is in 7th grade and i want to kill myself", False),
    ],
)
def test_a_child_gets_the_words_for_one_in_every_class(unfitted: Recogniser, text: str, is_child: bool) -> None:
    sign = unfitted.recognise(text)

    assert sign is not None
    assert (sign.crisis in ("suicide", "danger"), sign.to_child) == (True, is_child)


@pytest.mark.parametrize(
    ("text", "crisis"),
    [
        ("мой муж бьет меня", "disclosure"),
        ("менің күйеуім ұрады", "disclosure"),
        ("my husband beats me", "disclosure"),
        ("меня изнасиловали", "sexual"),
        ("я хочу умереть", "suicide"),
        ("өмір сүргім келмейді", "suicide"),
        ("i want to die", "suicide"),
        ("тише, он рядом, как вызвать полицию без звонка", "danger"),
        ("балам 9 жаста, көршісі жаман жеріне тиіп жүр", "other"),
    ],
)
def test_a_plain_disclosure_is_heard(recogniser: Recogniser, text: str, crisis: str) -> None:
    sign = recogniser.recognise(text)

    assert sign is not None
    assert (sign.crisis, sign.level) == (crisis, "first")


@pytest.mark.parametrize(
    "text",
    [
        "муж меня изн*силовал",
        "my husband r#ped me",
        "он хочет меня у б и т ь",
        "мужменя бьёт",
        "күйеуім мені ұ р а д ы",
        "хочу умер*ть",
    ],
)
def test_a_cry_with_hidden_letters_or_wrong_spaces_is_heard(recogniser: Recogniser, text: str) -> None:
    sign = recogniser.recognise(text)

    assert sign is not None
    assert sign.level == "first"


@pytest.mark.parametrize("text", ["moi muzh bet menya", "moj muj bjet menja", "my husband beets me", "муж бьёт миня"])
def test_a_disclosure_is_heard_in_latin_letters_and_with_typos(recogniser: Recogniser, text: str) -> None:
    sign = recogniser.recognise(text)

    assert sign is not None
    assert sign.level == "first"


@pytest.mark.parametrize(
    ("text", "crisis"),
    [
        ("мне хоть в окно прыгай", "suicide"),
        ("хоть в петлю лезь", "suicide"),
        ("хоть с моста прыгай", "suicide"),
        ("хочу вскрыть вены", "suicide"),
        ("тамырымды кесіп тастағым келеді", "suicide"),
        ("асылып қалам", "suicide"),
        ("i will poison myself", "suicide"),
        ("сестра хочет отравиться", "suicide_other"),
        ("брат хочет утопиться", "suicide_other"),
        ("муж вскрыл вены", "suicide_other"),
        ("әпкем у ішпек", "suicide_other"),
        ("інім тамырын кесті", "suicide_other"),
        ("my sister wants to take poison", "suicide_other"),
        ("my sister wants to overdose", "suicide_other"),
        ("my mom slit her wrists", "suicide_other"),
        ("мама хочет покончить с собой", "suicide_other"),
        ("подруга пыталась покончить с собой", "suicide_other"),
        ("муж хочет умереть и я хочу умереть", "suicide"),
        ("хочу покончить с собой", "suicide"),
        ("подругу убивает муж прямо сейчас", "danger"),
        ("әкем шешемді сабап жатыр", "danger"),
        ("пытался поджечь меня", "danger"),
        ("пытался сбить меня машиной", "danger"),
        ("он связал меня и не отпускает", "danger"),
        ("маған қайнаған су шашты", "danger"),
        ("he poured boiling water on me", "danger"),
        ("he put a pillow on my face", "danger"),
        ("they tied me up and left", "danger"),
        ("муж разбил мне губу", "disclosure"),
        ("күйеуім тісімді сындырды", "disclosure"),
        ("он давил мне на шею", "danger"),
        ("муж держал меня за горло", "danger"),
        ("ол тамағымнан қысты, көзім қарауытты", "danger"),
        ("his hands around my throat", "danger"),
        ("couldn't breathe since he held my throat", "danger"),
    ],
)
def test_what_is_said_outright_is_heard_of_whom_it_is_said(recogniser: Recogniser, text: str, crisis: str) -> None:
    sign = recogniser.recognise(text)

    assert sign is not None
    assert (sign.found_by, sign.crisis) == ("rule", crisis)


@pytest.mark.parametrize(
    "text",
    [
        "in the film he pours boiling water on her",
        "в фильме он схватил её за горло",
        "какое наказание за поджог",
        "оператор меня связал с психологом",
        "how many people overdose in a year",
        "фильмде ол өзін өртей ме",
    ],
)
def test_what_a_film_or_a_law_tells_is_said_of_nobody(recogniser: Recogniser, text: str) -> None:
    assert not recogniser.is_outright(text)


def test_what_a_man_does_not_do_is_no_rule(recogniser: Recogniser) -> None:
    sign = recogniser.recognise("в фильме он её не бьёт, где посмотреть фильм гульмира")

    assert sign is None or sign.level == "soft"


@pytest.mark.parametrize(
    "text",
    [
        "когда было мероприятие",
        "кто снял гульмиру",
        "what is economic violence",
        "іс-шара қайда өтті",
        "сколько женщин обращается за помощью в казахстане",
    ],
)
def test_a_question_about_the_event_or_its_subject_is_no_crisis(recogniser: Recogniser, text: str) -> None:
    sign = recogniser.recognise(text)

    assert sign is None or sign.level == "soft"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("he hurt my arm yesterday", None),
        ("he hurt my arm yesterday, so slippery", "first"),
        ("i want to sleep and never wake up", "soft"),
        ("which ambassadors opened the event, it touched me", None),
        ("i overdosed today", "first"),
    ],
)
def test_what_is_known_to_be_calm_word_for_word_is_heard_softly_of_a_grave_class_and_by_a_rule(
    knowledge: Knowledge, learned: Learned, text: str, level: str | None
) -> None:
    calm = ["he hurt my arm yesterday", "it touched me", "i want to sleep and never wake up", "i overdosed today"]
    sign = Recogniser.of(knowledge, replace(learned, near_misses=NearMisses.of_lines(calm))).recognise(text)

    assert (sign and sign.level) == level


def test_a_knowledge_that_was_never_fitted_still_knows_its_examples(knowledge: Knowledge, unfitted: Recogniser) -> None:
    signs = [unfitted.recognise(c.examples[code][0]) for c in knowledge.crisis.values() for code in c.examples]

    assert signs
    assert all(signs)


@pytest.mark.parametrize("text", ["unicorns", "xyzzy qwrtp", "x" * 4096])
def test_where_nothing_was_learned_unknown_words_are_no_sign(small_knowledge: Knowledge, text: str) -> None:
    assert Recogniser.of(small_knowledge).recognise(text) is None


@pytest.mark.parametrize(
    "text", ["my husband beats me every day", "он меня бьёт", "ол мені ұрады", "i want to die", "он ломится в дверь"]
)
def test_what_was_shown_before_never_suppresses_a_cry_for_help(dialogue: Dialogue, text: str) -> None:
    at = datetime(2024, 11, 28, 12)
    shown = dialogue.reply_to(Question("tell me about Gulmira", at)).memory

    assert dialogue.reply_to(Question(text, at), shown).kind == "crisis"


@pytest.mark.parametrize("text", ["кто в фильме хочет утопиться", "who wants to drown herself in the film"])
def test_whoever_asks_of_a_film_in_which_somebody_wants_to_die_fears_for_nobody(
    recogniser: Recogniser, text: str
) -> None:
    sign = recogniser.recognise(text)

    assert sign is None or sign.level == "soft"


@pytest.mark.parametrize("text", ["әй", "мен", "i", "мне"])
def test_a_word_for_oneself_alone_tells_nothing(recogniser: Recogniser, text: str) -> None:
    assert recogniser.recognise(text) is None


@pytest.mark.parametrize(
    ("alarm", "half", "crisis"),
    [(0.5, "disclosure", "child"), (-0.8, "disclosure", "disclosure"), (0.5, "danger", "danger")],
)
def test_a_child_is_spoken_to_as_one_whatever_its_half_says_but_danger(
    small_knowledge: Knowledge, alarm: float, half: str, crisis: str
) -> None:
    recogniser, text, door = unlearned(small_knowledge), "where is the park, the door is open", "the door is open"
    sign = recogniser.sign_of(heard(recogniser, text, (text, alarm), (door, 1.0), crisis="child", of_parts=half))

    assert sign is not None
    assert sign.crisis == crisis


@pytest.mark.parametrize(("text", "is_heard"), [("x y", False), ("i x", False), ("i xy", True)])
def test_single_letters_and_words_for_oneself_tell_nothing_together(
    small_knowledge: Knowledge, text: str, *, is_heard: bool
) -> None:
    recogniser = unlearned(small_knowledge)

    assert (recogniser.sign_of(heard(recogniser, text, (text, 3.0))) is not None) is is_heard


def test_a_rule_is_kept_behind_a_long_beginning_that_tells_nothing(small_knowledge: Knowledge) -> None:
    sign = unlearned(small_knowledge).recognise("x " * 1000 + "sign of danger")

    assert sign is not None
    assert sign.crisis == "danger"


@pytest.mark.parametrize(("words", "is_heard"), [(1600, True), (1700, False)])
def test_of_a_text_without_end_the_first_ten_thousand_characters_are_heard(
    small_knowledge: Knowledge, words: int, *, is_heard: bool
) -> None:
    assert Recogniser.of(small_knowledge).is_outright("quiet " * words + "sign of danger") is is_heard
