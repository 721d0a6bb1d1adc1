"""Which questions without an answer may go to the organisers: those about the event, whatever was shown before.

Of `bot/core/replying/organisers.py`.
"""

import pytest
from asking import question

from bot.core.dialogue import Dialogue
from bot.core.model import Memory
from bot.core.replying.organisers import is_for_organisers
from bot.core.understanding.matching import Matcher

SHOWN = Memory(last_language="en", shown="film.gulmira.director")


@pytest.mark.parametrize("memory", [Memory(), SHOWN])
@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("какого цвета были стулья", True),
        ("какая музыка играла на мероприятии", True),
        ("17 times 23", False),
        ("who won Real Madrid vs Barcelona", False),
        ("погода завтра", False),
        ("сколько варить яйца всмятку", False),
    ],
)
def test_a_question_about_anything_else_is_not_for_them(
    dialogue: Dialogue, matcher: Matcher, text: str, is_so: bool, memory: Memory
) -> None:
    ranking = matcher.match(text).ranking

    assert is_for_organisers(question(text), ranking, dialogue.knowledge, memory) is is_so
