"""S5d: what is said to whoever tells after help of a truce, or takes back that they wrote; nothing reassures.

Of `bot/core/understanding/after_help/said_after_help.py`.
"""

from __future__ import annotations

import pytest

from bot.core.dialogue import Dialogue
from bot.core.model import Memory, Reply
from tests.support.questions import question

_FIRST_WORDS = {"kk": "Адамды жақсы көре тұра", "ru": "Можно любить человека", "en": "You can love someone"}


def after(dialogue: Dialogue, cry: str, said: str) -> Reply:
    return dialogue.reply_to(question(said), dialogue.reply_to(question(cry)).memory)


@pytest.mark.parametrize(
    ("cry", "said"),
    [
        ("муж меня бьет", "он извинился"),
        ("муж меня бьет", "он подарил цветы"),
        ("муж меня бьет", "мы помирились"),
        ("папа меня бьет", "он извинился"),
        ("он меня убьет", "он извинился"),
        ("my husband hits me", "he apologised"),
        ("my husband hits me", "he bought me flowers"),
        ("my husband hits me", "we made up"),
        ("күйеуім ұрады", "кешірім сұрады"),
        ("күйеуім ұрады", "гүл сыйлады"),
        ("күйеуім ұрады", "татуластық"),
    ],
)
def test_a_truce_is_answered_with_why_it_repeats(dialogue: Dialogue, cry: str, said: str) -> None:
    assert after(dialogue, cry, said).entry == "violence.cycle"


@pytest.mark.parametrize(
    ("cry", "said", "entry"),
    [
        ("he choked me", "he said sorry", "violence.cycle"),
        ("my husband hits me", "will they arrest him tonight", "support.police"),
        ("муж бьёт меня", "а его посадят если я вызову 102", "support.police"),
        ("my husband hits me", "are they on the way", "bot.emergency"),
        ("муж не бьёт но кричит", "это считается", "violence.forms"),
        ("сестру бьет муж", "она не отвечает", "support.danger_other"),
        ("my sister is beaten by her husband", "she wont pick up", "support.danger_other"),
        ("апамды күйеуі буындырыпты", "хабары жоқ", "support.danger_other"),
        ("my friend is suicidal", "she wont pick up", "support.suicide_other"),
        ("my friend wants to die", "i dont have her address", "support.suicide_other"),
        ("подруга хочет умереть", "не знаю ее адрес", "support.suicide_other"),
        ("құрбым өлгім келеді деп жазды", "телефонын алмай жатыр", "support.suicide_other"),
    ],
)
def test_what_is_said_of_him_is_answered(dialogue: Dialogue, cry: str, said: str, entry: str) -> None:
    assert after(dialogue, cry, said).entry == entry


@pytest.mark.parametrize(
    ("cry", "said"),
    [
        ("my husband hits me", "I love him"),
        ("my husband hits me", "he is a good father"),
        ("my husband hits me", "what if I forgive him"),
        ("my husband hits me", "I exaggerated"),
        ("my husband hits me", "I believe him"),
        ("муж бьёт меня", "я верю ему"),
        ("күйеуім ұрады", "оған сенейін бе"),
        ("муж бьёт меня", "люблю его"),
        ("муж бьёт меня", "он хороший отец"),
        ("муж бьёт меня", "простить?"),
        ("муж бьёт меня", "а если я все придумала"),
        ("муж душил меня", "прощу наверное"),
        ("күйеуім ұрады", "оны сүйемін"),
        ("күйеуім ұрады", "ол жақсы адам"),
        ("күйеуім мас болса ғана ұрады", "айықса жақсы адам"),
    ],
)
def test_love_and_doubt_leave_the_decision_to_whoever_says_so(dialogue: Dialogue, cry: str, said: str) -> None:
    reply = after(dialogue, cry, said)

    assert _FIRST_WORDS[reply.language] in reply.text
    assert "111" in reply.text


def test_a_child_reads_the_words_for_one(dialogue: Dialogue) -> None:
    assert "Твоей вины" in after(dialogue, "папа меня бьет", "я его люблю").text


@pytest.mark.parametrize(
    ("cry", "said"),
    [
        ("my husband hits me", "I love him but I'm scared"),
        ("муж бьёт меня", "люблю его но он опять бьет"),
        ("муж меня бьет", "помирились, но боюсь"),
        ("my husband hits me", "we made up but i'm scared"),
        ("күйеуім ұрады", "татуластық, бірақ қорқам"),
    ],
)
def test_fear_beside_a_truce_brings_help_again(dialogue: Dialogue, cry: str, said: str) -> None:
    assert after(dialogue, cry, said).kind == "crisis"


@pytest.mark.parametrize(
    ("cry", "said"),
    [
        ("my husband hits me", "forget it"),
        ("my husband hits me", "never mind"),
        ("муж меня бьет", "забудьте"),
        ("муж меня бьет", "проехали"),
        ("күйеуім ұрады", "ұмытыңыз"),
        ("күйеуім ұрады", "маңызды емес"),
    ],
)
def test_who_takes_it_back_is_not_reassured_but_keeps_the_numbers(dialogue: Dialogue, cry: str, said: str) -> None:
    reply = after(dialogue, cry, said)

    assert reply.entry is None
    assert "111" in reply.text


@pytest.mark.parametrize("cry", [None, "i hit my wife", "my friend wants to die"])
def test_a_truce_with_nobody_who_hurts_its_author_is_no_such_thing(dialogue: Dialogue, cry: str | None) -> None:
    memory = dialogue.reply_to(question(cry)).memory if cry else Memory()
    decided = dialogue.understanding.decide(question("мы помирились"), memory)

    assert getattr(decided.outcome, "entry", None) != "violence.cycle"


@pytest.mark.parametrize(
    ("cry", "said"),
    [
        ("апкемді алып қашты", "рахмет үйге қайтып келді аман есен"),
        ("апкемді алып қашты", "болды рахмет қайтардық"),
        ("сестру украли", "спасибо, вернулась домой живая здоровая"),
        ("my sister was kidnapped", "police found her"),
        ("күйеуім ұрды", "мен шығып кеттім анамдамын"),
        ("my husband hits me", "i left, i'm at my mom's"),
    ],
)
def test_whoever_tells_that_it_went_well_is_not_alarmed_again(dialogue: Dialogue, cry: str, said: str) -> None:
    assert after(dialogue, cry, said).entry == "support.calmer"


@pytest.mark.parametrize(
    ("cry", "said"),
    [
        ("күйеуім ұрады", "келіп қалды!!!"),
        ("kuyeuim urady", "keldi"),
        ("муж меня бьет", "пришел!!!"),
        ("муж меня бьет", "он дома"),
        ("my dad hits me", "dad is home"),
        ("күйеуім ұрады", "мені тауып алды"),
        ("муж меня бьет", "он меня нашел"),
    ],
)
def test_that_whoever_hurts_them_has_come_is_danger(dialogue: Dialogue, cry: str, said: str) -> None:
    assert after(dialogue, cry, said).crisis == "danger"


@pytest.mark.parametrize(("cry", "said"), [("муж меня бьет", "полиция пришла"), ("сестру украли", "вернулась")])
def test_that_somebody_else_has_come_is_no_danger(dialogue: Dialogue, cry: str, said: str) -> None:
    assert after(dialogue, cry, said).crisis is None


@pytest.mark.parametrize(("cry", "said"), [("өлгім келеді", "болды енді кетем"), ("хочу умереть", "всё, я ухожу")])
def test_a_closing_after_despair_brings_its_words_again(dialogue: Dialogue, cry: str, said: str) -> None:
    assert after(dialogue, cry, said).crisis == "suicide"
