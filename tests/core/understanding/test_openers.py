"""What a text begins with, and what stands behind it; nothing is understood."""

from __future__ import annotations

import pytest

from bot.core.knowledge import Knowledge
from bot.core.scoring.reading import Reader
from bot.core.understanding.openers import Openers
from bot.core.understanding.word_lists import WordLists


@pytest.fixture
def openers(knowledge: Knowledge, reader: Reader) -> Openers:
    return Openers(reader, WordLists(knowledge.languages.values()))


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("hello who are you", "who are you"),
        ("hi, sorry to bother you, divorce", "divorce"),
        ("сәлеметсіз бе кім ұйымдастырды", "кім ұйымдастырды"),
        ("добрый вечер", ""),
        ("кто вы", ""),
        ("я сама", ""),
        ("нет, не она", ""),
    ],
)
def test_a_greeting_is_told_apart_from_what_stands_behind_it(
    openers: Openers, reader: Reader, text: str, behind: str
) -> None:
    assert openers.behind_greeting(tuple(reader.words_of(text))) == tuple(reader.words_of(behind))


@pytest.mark.parametrize(
    ("opener", "kinds"),
    [
        ("hello", "greeting"),
        ("thank you, what about", "greeting further"),
        ("no, what about", "further"),
        ("ok, by the way, what about", "greeting turn further"),
        ("and by the way", "turn"),
        ("by the way, hello, i am a lawyer,", "turn greeting role"),
        ("здравствуйте, я юрист, кстати,", "greeting role turn"),
        ("спасибо, а что насчёт", "greeting further"),
        ("сәлем, мен заңгермін, айтпақшы,", "greeting role turn"),
        ("", ""),
    ],
)
@pytest.mark.parametrize("question", ["police", "полиция", "полиция қайда"])
def test_all_that_a_text_begins_with_is_taken_off(
    openers: Openers, reader: Reader, opener: str, kinds: str, question: str
) -> None:
    opened = openers.of(reader.words_of(f"{opener} {question}"))

    assert (" ".join(opened.kinds), opened.rest) == (kinds, tuple(reader.words_of(question)))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("я юрист", ""),
        ("hello, i am a lawyer", "hello"),
        ("айтпақшы, рахмет", "рахмет"),
        ("мой муж юрист", "мой муж юрист"),
    ],
)
def test_what_asks_nothing_says_no_more_than_its_greeting(
    openers: Openers, reader: Reader, text: str, says: str
) -> None:
    assert openers.of(reader.words_of(text)).says == tuple(reader.words_of(says))


@pytest.mark.parametrize(("text", "kinds"), [("and so by the way police", ("turn",)), ("it is all so by the way", ())])
def test_a_turn_begins_among_the_first_three_words(
    openers: Openers, reader: Reader, text: str, kinds: tuple[str, ...]
) -> None:
    assert openers.of(reader.words_of(text)).kinds == kinds
