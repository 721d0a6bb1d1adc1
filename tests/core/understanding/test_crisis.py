"""S5: what sign of distress a text shows by itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from math import inf
from pathlib import Path

import pytest
from hearing import with_thresholds

from bot.core.dialogue import Dialogue
from bot.core.model import Knowledge, Question
from bot.core.scoring.learned import Learned
from bot.core.scoring.near_misses import NearMisses
from bot.core.scoring.reading import Reader
from bot.core.scoring.thresholds import Correction, Thresholds
from bot.core.text import normal_forms
from bot.core.understanding import crisis
from bot.core.understanding.crisis import PLAIN_CLAUSE, Recogniser, Sign

QUESTIONS = Path(__file__).parents[2] / "questions"
LONG_QUESTION = (
    "Я журналист, пишу заметку о кампании. Подскажите, пожалуйста, где проходило мероприятие, кто его открывал, какие "
    "фильмы показали, сколько было участников, кто модератор панели и кто режиссёр фильма Гульмира. "
)


def with_rules(knowledge: Knowledge, rules: Mapping[str, str]) -> Recogniser:
    crisis = {c: replace(knowledge.crisis[c], rules=(rule,)) for c, rule in rules.items()}
    return Recogniser.of(replace(knowledge, crisis=crisis))


def without_entries(knowledge: Knowledge) -> Knowledge:
    """Never fitted, and soon made ready: phrases have no part in safe words and examples."""
    return replace(knowledge, entries={}, digest="")


@pytest.mark.parametrize("before", ["не знаю, но", "не знаю, нет,", "ya ne znayu no", "не танысам, но"])
def test_a_but_or_an_answer_before_a_cry_denies_nothing(knowledge: Knowledge, before: str) -> None:
    sign = Recogniser.of(without_entries(knowledge)).recognise(f"кто организовал показ, {before} хочу умереть")

    assert sign is not None
    assert (sign.crisis, sign.rule) == ("suicide", "хочу умереть")


@pytest.mark.parametrize(
    ("text", "level"), [("now", "soft"), ("қазір", "soft"), ("ломится", "first"), ("қорқам", "first")]
)
def test_one_short_word_brings_help_first_only_where_it_says_enough(
    recogniser: Recogniser, text: str, level: str
) -> None:
    sign = recogniser.recognise(text)

    assert sign is not None
    assert sign.level == level


@pytest.mark.parametrize(
    ("word", "alarm", "level"), [("hospital", 1.1, "soft"), ("hospitals", 1.1, "first"), ("hospital", 1.3, "first")]
)
def test_one_word_of_eight_letters_must_alarm_more_than_a_longer_one(
    reader: Reader, recogniser: Recogniser, word: str, alarm: float, level: str
) -> None:
    recogniser = with_thresholds(recogniser, replace(recogniser.thresholds, grave=1.0, correction=Correction()))
    evidence = replace(reader.read(word).evidence, words=(*normal_forms(word),))
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
    recogniser: Recogniser, typed: str, crisis: str, alarm: float, level: str
) -> None:
    thresholds = replace(recogniser.thresholds, grave=-1.3, first=-1.3, correction=Correction())
    recogniser, reader = with_thresholds(recogniser, thresholds), recogniser.messages.reader
    evidence = replace(reader.read(typed).evidence, words=(*normal_forms(typed),))
    read = replace(reader.read(typed), evidence=evidence, crisis=crisis, share=1.0, alarm=alarm)
    sign = recogniser.sign_of(recogniser.messages.of(typed, read))

    assert sign is not None
    assert sign.level == level


def test_a_rule_is_kept_at_the_end_of_the_longest_message(small_knowledge: Knowledge) -> None:
    sign = Recogniser.of(small_knowledge).recognise("quiet " * 680 + "sign of danger")

    assert sign is not None
    assert (sign.crisis, sign.found_by) == ("danger", "rule")


def test_a_rule_is_read_in_any_alphabet(small_knowledge: Knowledge) -> None:
    sign = with_rules(small_knowledge, {"danger": "ұрып жатыр*"}).recognise("uryp zhatyr")

    assert sign is not None
    assert (sign.crisis, sign.found_by) == ("danger", "rule")


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


@pytest.mark.parametrize("times", [1, 3, 30])
@pytest.mark.parametrize("disclosure", ["Мой муж бьет меня.", "Меня изнасиловали."])
def test_a_disclosure_does_not_drown_in_a_long_question(recogniser: Recogniser, disclosure: str, times: int) -> None:
    sign = recogniser.recognise(LONG_QUESTION * times + disclosure)

    assert sign is not None
    assert sign.level == "first"


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


def test_one_sentence_of_several_alarms_less_than_by_itself(recogniser: Recogniser) -> None:
    alone = recogniser.recognise("Мне страшно.")
    beside = recogniser.recognise("Где показывали фильм Гульмира? Мне страшно.")

    assert alone is not None
    assert beside is not None
    assert beside.alarm < alone.alarm


@pytest.mark.parametrize(
    "text",
    ["нужен адвокат, муж не избивает меня и не угрожает", "где подать на развод, муж не бьёт меня и не угрожает"],
)
def test_what_a_clause_denies_is_weighed_only_with_its_message(
    reader: Reader, recogniser: Recogniser, text: str
) -> None:
    message = recogniser.messages.of(text)
    by_itself = reader.read(text.partition(", ")[2])

    assert recogniser.loudest(message) == message.whole
    assert by_itself.alarm > PLAIN_CLAUSE


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
    monkeypatch.setattr(crisis, "_MOST_RAISED", inf)
    monkeypatch.setattr(crisis, "_HALF_RAISED", inf)
    monkeypatch.setattr(Recogniser, "_corrected_at_most", lambda *_: inf)

    assert [recogniser.recognise(text) for text in texts] == signs


def test_what_is_said_outright_of_suicide_is_said_of_another_where_the_message_fears_for_one(
    recogniser: Recogniser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Recogniser, "_by_learning", lambda *_: Sign("other", "first", "learned", 2.0))
    sign = recogniser.recognise("покончить с собой")

    assert sign is not None
    assert sign.crisis == "suicide_other"


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
    ("thresholds", "level"),
    [
        (Thresholds(grave=-99.0, first=-99.0, soft=-99.0), "first"),
        (Thresholds(grave=99.0, first=99.0, soft=-99.0), "soft"),
    ],
)
def test_two_thresholds_make_two_levels(
    knowledge: Knowledge, learned: Learned, thresholds: Thresholds, level: str
) -> None:
    sign = Recogniser.of(knowledge, replace(learned, thresholds=thresholds)).recognise("где же это всё было тогда")

    assert sign is not None
    assert (sign.level, sign.found_by) == (level, "learned")


def test_lines_that_are_no_cry_for_help_suppress_a_message_like_them(knowledge: Knowledge, learned: Learned) -> None:
    suppressing = replace(learned.thresholds, correction=Correction(unanswered=5.0))
    recogniser = Recogniser.of(knowledge, replace(learned, thresholds=suppressing))
    calm = recogniser.messages.reader.read(knowledge.crisis["calm"].near_misses["en"][0])
    cry = recogniser.messages.reader.read("my husband beats me")

    assert recogniser.corrected(calm) < calm.alarm - 2
    assert recogniser.corrected(calm) - calm.alarm < recogniser.corrected(cry) - cry.alarm


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("he broke my arm yesterday", None),
        ("he broke my arm yesterday, so slippery", "first"),
        ("i want to sleep and never wake up", "soft"),
        ("which ambassadors opened the event, it touched me", None),
        ("i overdosed today", "first"),
    ],
)
def test_what_is_known_to_be_calm_word_for_word_is_heard_softly_of_a_grave_class_and_by_a_rule(
    knowledge: Knowledge, learned: Learned, text: str, level: str | None
) -> None:
    calm = ["he broke my arm yesterday", "it touched me", "i want to sleep and never wake up", "i overdosed today"]
    sign = Recogniser.of(knowledge, replace(learned, near_misses=NearMisses.of_lines(calm))).recognise(text)

    assert (sign and sign.level) == level


def test_a_knowledge_that_was_never_fitted_still_knows_its_examples(knowledge: Knowledge) -> None:
    unfitted = Recogniser.of(without_entries(knowledge))
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


@pytest.mark.parametrize(
    "text", ["мне 12 лет папа пьет и бьет", "мне 14 отчим орет и бьет", "я в 7 классе отчим орет и бьет"]
)
def test_a_child_who_says_so_gets_the_words_for_a_child(recogniser: Recogniser, text: str) -> None:
    sign = recogniser.recognise(text)

    assert (sign and sign.crisis) == "child"


@pytest.mark.parametrize("text", ["әй", "мен", "i", "мне"])
def test_a_word_for_oneself_alone_tells_nothing(recogniser: Recogniser, text: str) -> None:
    assert recogniser.recognise(text) is None
