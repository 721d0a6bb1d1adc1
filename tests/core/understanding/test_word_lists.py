"""What single words tell, in every language of a knowledge."""

from __future__ import annotations

from bot.core.knowledge import Knowledge
from bot.core.text import forms_of, normal_forms
from bot.core.understanding.word_lists import WordLists


def test_a_word_tells_the_same_in_whatever_language_and_spelling_it_is_typed(knowledge: Knowledge) -> None:
    lists = WordLists(knowledge.languages.values())

    assert lists.negations.issuperset(normal_forms("NOT не emes"))
    assert lists.courtesy.issuperset(normal_forms("Thanks spasibo рахмет"))


def test_whoever_writes_may_act_or_be_acted_on(small_knowledge: Knowledge) -> None:
    info = small_knowledge.languages["en"]._replace(i_words=frozenset({"i"}), me_words=frozenset({"me"}))
    lists = WordLists([info])

    assert (lists.i, lists.me) == (forms_of(["i"]), forms_of(["me"]))
    assert lists.myself == lists.i | lists.me


def test_what_begins_a_question_asks_too(small_knowledge: Knowledge) -> None:
    info = small_knowledge.languages["en"]._replace(
        question_words=frozenset({"who"}), asking_words=frozenset({"which"})
    )
    lists = WordLists([info])

    assert (lists.question, lists.asking) == (forms_of(["who"]), forms_of(["who which"]))


def test_where_it_matters_each_language_has_lists_of_its_own(knowledge: Knowledge) -> None:
    lists = WordLists(knowledge.languages.values())

    assert {code: lists.of_each[code].common for code in ("ru", "en")} == {
        code: forms_of(knowledge.languages[code].common_words) for code in ("ru", "en")
    }


def test_of_several_phrases_the_longest_comes_first(small_knowledge: Knowledge) -> None:
    info = small_knowledge.languages["en"]._replace(turning_phrases=("way", "by the way"))

    assert [len(phrase) for phrase in WordLists([info]).turning] == [3, 1]


def test_what_is_excluded_stands_before_the_word_where_the_language_has_endings_for_it(
    small_knowledge: Knowledge,
) -> None:
    english = small_knowledge.languages["en"]._replace(excluding_words=frozenset({"besides"}))
    kazakh = english._replace(excluding_words=frozenset({"baska"}), excluded_endings=frozenset({"dan"}))
    lists = WordLists([english, kazakh])

    assert (lists.before_excluded, lists.behind_excluded) == (forms_of(["besides"]), forms_of(["baska"]))
