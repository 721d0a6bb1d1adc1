"""An address or a telephone number, left so that somebody comes or calls back; nothing was learned here."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.core.knowledge import Knowledge
from bot.core.understanding.address_left import AddressLeft
from bot.core.understanding.distress.recogniser import Recogniser
from bot.core.understanding.word_lists import WordLists

Judging = Callable[[str], bool]


@pytest.fixture(scope="module")
def leaves(knowledge: Knowledge, unfitted: Recogniser) -> Judging:
    languages = knowledge.languages.values()
    judge = AddressLeft(WordLists(languages))
    return lambda text: judge.is_in(unfitted.messages.of(text))


@pytest.mark.parametrize(
    "text",
    [
        "ул. Абая 10, кв 5",
        "улица Сыганак 15 подъезд 2 этаж 3",
        "мкр Самал 2 дом 33",
        "Абай көшесі 10, 5 пәтер",
        "Abay street 15 apt 3",
        "15 Abay street",
        "ulitsa Abaya 10",
    ],
)
def test_a_word_of_an_address_beside_a_number_leaves_one(leaves: Judging, text: str) -> None:
    assert leaves(text)


@pytest.mark.parametrize(
    "text",
    [
        *("+77011234567", "8 701 123 45 67", "8(701)123-45-67", "please call me +7 701 1234567"),
        *("my phone is 8 701 123 45 67, please call me", "перезвоните мне пожалуйста на номер 87011234567"),
        "менің нөмірім 8 701 123 45 67, хабарласыңызшы",
    ],
)
def test_a_telephone_number_leaves_one(leaves: Judging, text: str) -> None:
    assert leaves(text)


@pytest.mark.parametrize(
    "text",
    [
        "Abay street 15?",
        "where is Abay street 15",
        "где улица Абая 10",
        "Abay street",
        "the street is long and 15 of us",
        "1234567890",
        "he took my phone and now he writes to all from 87011234567",
        "+7701",
        "he stood in Abay street 15 and after that he went home again",
        "112",
        "",
    ],
)
def test_a_question_or_a_story_leaves_none(leaves: Judging, text: str) -> None:
    assert not leaves(text)
