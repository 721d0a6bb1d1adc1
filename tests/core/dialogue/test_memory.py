"""What is kept of a question, and what is not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.dialogue import Dialogue
from bot.core.model import Memory
from tests.support.questions import NOON, question


@pytest.mark.parametrize("cry", ["помогите", "меня изнасиловали", "не хочу больше жить", "он ломает дверь"])
def test_of_a_crisis_only_its_class_is_remembered(dialogue: Dialogue, cry: str) -> None:
    memory = Memory(last_language="ru", shown="film.gulmira", shown_at=NOON)
    asked = dialogue.command("support", question("", client="ru"), memory)
    cried = dialogue.reply_to(question(cry), memory)

    assert cried.memory == asked.memory._replace(helped_with=cried.crisis)


@pytest.mark.parametrize(("minutes", "remembered"), [(15, "child"), (16, None)])
def test_numbers_that_are_asked_for_keep_the_class_of_an_alarm_for_a_quarter_of_an_hour(
    minutes: int, remembered: str | None
) -> None:
    helped = Memory().helping("support.help", NOON, "child")

    assert helped.helping("support.help", NOON + timedelta(minutes=minutes)).helped_with == remembered


def test_hide_lets_nobody_see_that_help_was_shown(dialogue: Dialogue) -> None:
    helped = dialogue.reply_to(question("он ломает дверь")).memory
    hidden = dialogue.notices.hidden(question(""), helped, whole=True).memory

    assert (helped.helped_at, helped.helped_with) == (NOON, "danger")
    assert (hidden.helped_at, hidden.helped_with) == (None, None)


def test_start_looks_the_same_after_a_crisis(dialogue: Dialogue) -> None:
    after = dialogue.reply_to(question("мой муж бьет меня", client="ru")).memory
    fresh, again = (dialogue.command("start", question("", client="ru"), memory) for memory in (Memory(), after))

    assert (again.text, again.buttons) == (fresh.text, fresh.buttons)


def test_no_word_of_a_question_is_remembered(dialogue: Dialogue) -> None:
    memory = dialogue.reply_to(question("кто снял гульмиру канарейка")).memory

    assert "канарейка" not in repr(memory)


def test_a_text_is_held_that_came_twice_unless_it_is_long_or_tells_of_distress(
    dialogue: Dialogue,
) -> None:
    texts = [
        "кто снял гульмиру",
        "он меня бьет",
        "помогите",
        "кто снял гульмиру и где её показывали в тот день, " * 5,
    ]
    for text in texts * 2:
        dialogue.reply_to(question(text))

    cache = dialogue.by_itself.cache
    assert [cache.get(text) is not None for text in texts] == [True, False, True, False]


def test_after_help_only_a_question_is_held_that_an_entry_answers(dialogue: Dialogue) -> None:
    texts, helped = ("его зовут Марат Алимов, Абая 12", "кто модератор"), dialogue.reply_to(question("помогите")).memory
    for text in texts * 2:
        dialogue.reply_to(question(text), helped)

    assert [dialogue.by_itself.cache.get(text) is not None for text in texts] == [False, True]


def test_the_sign_of_a_text_is_found_once_for_its_urgency_and_its_reply(dialogue: Dialogue) -> None:
    calm, cry = "кто озвучивал гульмиру", "он меня бьет каждый день"
    cache = dialogue.by_itself.cache

    assert [dialogue.alarms(text) for text in (calm, cry)] == [False, True]
    assert [cache.sign(text, lambda: None) is not None for text in (calm, cry)] == [False, True]

    dialogue.reply_to(question(cry))

    assert cache.sign(cry, lambda: None) is None


@pytest.mark.parametrize(
    "text",
    [
        "who made gulmira and he took my phone",
        "где это было, он сейчас в соседней комнате и я боюсь",
        "қандай фильмдер көрсетілді және мені өлтірем дейді",
        "what films were shown. i dont want to live",
    ],
)
def test_whatever_brings_help_first_overtakes_what_waits(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).kind == "crisis"
    assert dialogue.alarms(text)
