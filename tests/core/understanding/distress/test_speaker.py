"""To whom the words of a crisis class may not be said: no model is read."""

from __future__ import annotations

import pytest

from bot.core.crisis_classes import CHILD, DISCLOSURE, PERPETRATOR
from bot.core.knowledge import Knowledge
from bot.core.text import normal_forms
from bot.core.understanding.distress.speaker import Speaker
from bot.core.understanding.patterns import PatternWords
from bot.core.understanding.vocabulary import Vocabulary
from bot.core.understanding.word_lists import WordLists


@pytest.fixture
def speaker(knowledge: Knowledge) -> Speaker:
    return Vocabulary.of(knowledge).speaker


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


@pytest.mark.parametrize(
    "text",
    [
        *(
            "мне семнадцать, отец бьёт",
            "семнадцать лет мне",
            "парню 25, мне 16",
            "мен он алты жастамын",
            "мен 16-дамын",
        ),
        *("жасым 16да", "мен он жетідемін", "i am seventeen", "i'm only 16", "учусь в 9 классе", "i'm in 9th grade"),
    ],
)
def test_a_child_tells_its_age_in_figures_in_words_or_by_its_class(speaker: Speaker, text: str) -> None:
    assert speaker.says_to_be_a_child(normal_forms(text))


@pytest.mark.parametrize(
    "text",
    [
        *("мне 18", "мне двадцать шесть", "маған он сегіз жас", "жиырма алтыдамын", "i am twenty six", "дочери 17"),
        *("дочери 17, мне 40", "my daughter is 16", "қызым 16-да", "i'm 16 weeks pregnant", "i'm at 15 Abay street"),
        *("he beats me at 10 am", "he came at 10, i'm scared", "мне 15 минут идти", "мой сын учится в 9 классе"),
        *("мне он сказал", "with him for 10 years", "мой сын в 7 классе", "i am scared, my son is in school"),
        *("я боюсь, дочь школьница", "my son is in 7th grade", "am worried, she is in 5th grade"),
    ],
)
def test_no_grown_up_and_nobody_elses_age_makes_a_child(speaker: Speaker, text: str) -> None:
    assert not speaker.says_to_be_a_child(normal_forms(text))


def test_what_only_a_child_says_may_name_a_list_of_words(knowledge: Knowledge) -> None:
    english = knowledge.languages["en"]
    info = english._replace(ages=english.ages._replace(child_patterns=("i attend {schools:en}",)))
    words = PatternWords(frozenset(), {"schools": {"en": ("lyceum", "college")}})
    speaker = Speaker(WordLists([info]), words)

    assert speaker.says_to_be_a_child(normal_forms("i attend a lyceum"))
    assert not speaker.says_to_be_a_child(normal_forms("i attend a course"))


@pytest.mark.parametrize("text", ["i'm 40", "мне 82", "10", "112", "i'm 10 minutes away", "мне 4 звонка было от него"])
def test_no_other_number_is_the_age_of_a_child(speaker: Speaker, text: str) -> None:
    assert not speaker.is_age_of_child(normal_forms(text))
