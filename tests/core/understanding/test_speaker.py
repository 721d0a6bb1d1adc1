"""To whom the words of a crisis class may not be said: no model is read."""

from __future__ import annotations

import pytest

from bot.core.crisis_classes import CHILD, DISCLOSURE, PERPETRATOR
from bot.core.model import Knowledge
from bot.core.text import normal_forms
from bot.core.understanding.speaker import Speaker
from bot.core.understanding.word_lists import WordLists


@pytest.fixture
def speaker(knowledge: Knowledge) -> Speaker:
    languages = knowledge.languages.values()
    return Speaker(WordLists.of(languages), languages)


@pytest.mark.parametrize("text", ["she slapped me", "она ударила меня", "ayelim meni urdy", "әйелім маған қол көтерді"])
def test_nobody_to_whom_it_was_done_is_told_to_answer_for_it(speaker: Speaker, text: str) -> None:
    assert not speaker.may_address(PERPETRATOR, normal_forms(text))
    assert speaker.may_address(DISCLOSURE, normal_forms(text))


@pytest.mark.parametrize("text", ["i slapped her", "ударил жену", "әйелімді ұрдым", "she shouted at me and i hit her"])
def test_whoever_did_it_is_told(speaker: Speaker, text: str) -> None:
    assert speaker.may_address(PERPETRATOR, normal_forms(text))


@pytest.mark.parametrize("text", ["мне 82 внук меня бьёт", "i am 79, my son hits me", "жасым 70те, немерем ұрады"])
def test_nobody_of_age_is_spoken_to_as_a_child(speaker: Speaker, text: str) -> None:
    assert not speaker.may_address(CHILD, normal_forms(text))


@pytest.mark.parametrize(
    "text",
    [
        "мне 12, отчиму 40",
        "i'm 14",
        "папа бьёт меня",
        "102",
        "әкем 45 жаста мені ұрады мен мектеп оқушысымын",
        "мне тринадцать, отчиму 40, он трогает меня",
        "my stepdad touches me, he is 40, i am in seventh grade",
    ],
)
def test_a_child_is_spoken_to_as_one_whatever_the_age_of_who_hits(speaker: Speaker, text: str) -> None:
    assert speaker.may_address(CHILD, normal_forms(text))


@pytest.mark.parametrize("text", ["i'm 10", "i am 13", "мне 10 лет", "10дамын", "маған 11", "мен 9 жастамын"])
def test_a_child_may_tell_nothing_but_its_age(speaker: Speaker, text: str) -> None:
    assert speaker.is_age_of_child(normal_forms(text))


@pytest.mark.parametrize("text", ["i'm 40", "мне 82", "10", "112", "i'm 10 minutes away", "мне 4 звонка было от него"])
def test_no_other_number_is_the_age_of_a_child(speaker: Speaker, text: str) -> None:
    assert not speaker.is_age_of_child(normal_forms(text))
