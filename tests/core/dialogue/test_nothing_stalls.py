"""S37: no words make an answer take long, whatever was shown before: one person would stop the bot for all."""

from __future__ import annotations

import pytest

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge, LanguageInfo
from bot.core.model import Memory
from bot.loading.schema.word_lists import WORD_LISTS
from tests.support.questions import HELPED, NOON, question
from tests.support.stalling import no_stall

LONGEST = 900
LISTS = ["common_words", "last_words", *(each.key for each in WORD_LISTS)]


def memories(knowledge: Knowledge) -> dict[str, Memory]:
    """Every kind of talk in which a message can stand."""
    films = ("film.gulmira", "film.pay_the_bill")
    helped = {f"after {name}": HELPED._replace(helped_with=name) for name in (None, *knowledge.crisis)}
    shown = Memory().showing(films[0], NOON)
    return {"at first": Memory(), "an answer": shown, "a choice": Memory(offered=films, asked_at=NOON), **helped}


def listed_in(info: LanguageInfo, name: str) -> list[str]:
    holder = next(one for one in (info, *info) if hasattr(one, name))
    return sorted(getattr(holder, name))


def repeated(phrase: str) -> str:
    """It fills a message, and one word at the end makes that no courtesy."""
    return f"{phrase} " * (LONGEST // (len(phrase) + 1)) + "qwx"


@pytest.mark.parametrize("name", LISTS)
def test_no_listed_words_stall_the_bot_however_often_they_come(dialogue: Dialogue, name: str) -> None:
    despair = HELPED._replace(helped_with="suicide")
    for info in dialogue.knowledge.languages.values():
        for phrase in listed_in(info, name):
            with no_stall():
                assert dialogue.reply_to(question(repeated(phrase)), despair).text


@pytest.mark.parametrize("name", LISTS)
def test_no_list_stalls_the_bot_whatever_was_shown(dialogue: Dialogue, name: str) -> None:
    for info in dialogue.knowledge.languages.values():
        listed = " ".join(listed_in(info, name))[:LONGEST]
        for memory in memories(dialogue.knowledge).values():
            with no_stall():
                assert dialogue.reply_to(question(f"{listed} qwx"), memory).text
