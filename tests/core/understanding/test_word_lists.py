"""What the words and phrases tell that the languages of a knowledge list."""

from __future__ import annotations

from bot.core.knowledge import Knowledge
from bot.core.text import forms_of, normal_forms
from bot.core.understanding.word_lists import WordLists, longest_first
from bot.core.word_groups import Ages, Left, People, Sentences


def test_a_word_tells_the_same_in_whatever_language_and_spelling_it_is_typed(knowledge: Knowledge) -> None:
    lists = WordLists(knowledge.languages.values())

    assert lists.sentences.negations.issuperset(normal_forms("NOT не emes"))
    assert lists.after_help.courtesy_words.issuperset(normal_forms("Thanks spasibo рахмет"))


def test_phrases_stay_as_they_are_written_in_the_order_of_the_languages(small_knowledge: Knowledge) -> None:
    english, russian = (
        small_knowledge.languages[code]._replace(left=Left(name_phrases=names))
        for code, names in (("en", ("My name is", "I am")), ("ru", ("Меня зовут",)))
    )

    assert WordLists([english, russian]).left.name_phrases == ("My name is", "I am", "Меня зовут")


def test_what_words_stand_for_is_found_in_whatever_spelling_they_are_typed(small_knowledge: Knowledge) -> None:
    info = small_knowledge.languages["en"]._replace(ages=Ages(number_words={"Twelve": 12}))
    numbers = WordLists([info]).ages.number_words

    assert [numbers.get(word) for word in normal_forms("TWELVE dozen")] == [12, None]


def test_whoever_writes_may_act_or_be_acted_on(small_knowledge: Knowledge) -> None:
    people = People(i_words=frozenset({"i"}), me_words=frozenset({"me"}))
    lists = WordLists([small_knowledge.languages["en"]._replace(people=people)])

    assert (lists.people.i_words, lists.people.me_words) == (forms_of(["i"]), forms_of(["me"]))
    assert lists.myself == forms_of(["i", "me"])


def test_what_begins_a_question_asks_too(small_knowledge: Knowledge) -> None:
    sentences = Sentences(question_words=frozenset({"who"}), asking_words=frozenset({"which"}))
    lists = WordLists([small_knowledge.languages["en"]._replace(sentences=sentences)])

    assert (lists.sentences.question_words, lists.asking) == (forms_of(["who"]), forms_of(["who which"]))


def test_where_it_matters_each_language_has_lists_of_its_own(knowledge: Knowledge) -> None:
    lists = WordLists(knowledge.languages.values())

    assert {code: lists.of_each[code].common for code in ("ru", "en")} == {
        code: forms_of(knowledge.languages[code].common_words) for code in ("ru", "en")
    }


def test_of_several_phrases_the_longest_comes_first() -> None:
    assert [len(phrase) for phrase in longest_first(("way", "by the way"))] == [3, 1]
