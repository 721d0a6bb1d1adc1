"""Where a message says "not X, Y", it is about Y, also right after X.

Of `bot/core/understanding/follow_ups/correcting.py`.
"""

from __future__ import annotations

import pytest

from bot.core.dialogue import Dialogue
from tests.core.dialogue.test_excluding import asked_in_turn


@pytest.mark.parametrize(
    ("texts", "entry"),
    [
        (("приют в Алматы", "не Алматы, Тараз"), "city.taraz"),
        (("где в Таразе кризисный центр", "ой не в Таразе а в Талдыкоргане"), "city.taldykorgan"),
        (("help in Almaty", "not almaty, Taraz"), "city.taraz"),
        (("in Aktobe", "no im not in Aktobe im in Aktau"), "city.aktau"),
        (("Алматыда көмек", "Алматы емес Ақтау"), "city.aktau"),
        (("Almatyda komek", "Almaty emes Taraz"), "city.taraz"),
        (("Taraz, not Almaty",), "city.taraz"),
        (("астана", "нет я имела в виду караганду"), "city.karaganda"),
        (("психолог нужен", "не психолог, юрист"), "support.legal"),
        (("i need a lawyer", "i dont need a lawyer, i need a psychologist"), "support.psychological"),
        (("баспана керек", "баспана емес адвокат керек"), "support.legal"),
        (("посол франции кто", "не франции а бельгии"), "ambassador.belgium"),
        (("what did Ryl say", "not Ryl, Erzhanova"), "speaker.erzhanova.said"),
        (("Рыль кім", "Рыль емес Амришева"), "speaker.amrisheva"),
    ],
)
def test_what_is_meant_is_answered_and_not_what_is_taken_back(
    dialogue: Dialogue, texts: tuple[str, ...], entry: str
) -> None:
    reply = asked_in_turn(dialogue, *texts)

    assert (reply.entry, reply.also) == (entry, None)


def test_what_refers_to_the_thing_shown_stays_with_it(dialogue: Dialogue) -> None:
    reply = asked_in_turn(dialogue, "кто продюсер pay the bill", "нет, не кто продюсер а о чем он")

    assert reply.entry == "film.pay_the_bill.about"


@pytest.mark.parametrize(
    ("texts", "entry"),
    [
        (("Соседка кричит, её бьют за стеной", "а я не родственница, мне можно звонить?"), "support.danger_other"),
        (("не знаю куда идти, нужен адвокат",), "support.legal"),
        (("Я не местная, прописки в Астане нет, меня в центр вообще возьмут?",), "support.registration"),
        (("не могу позвонить, есть whatsapp?",), "support.writing"),
    ],
)
def test_a_mere_denial_takes_nothing_back(dialogue: Dialogue, texts: tuple[str, ...], entry: str) -> None:
    assert asked_in_turn(dialogue, *texts).entry == entry


@pytest.mark.parametrize("text", ["муж не бьёт, а кричит", "he doesn't hit, he shouts", "күйеуім ұрмайды емес, ұрады"])
def test_a_cry_stays_a_cry(dialogue: Dialogue, text: str) -> None:
    assert asked_in_turn(dialogue, text).crisis
