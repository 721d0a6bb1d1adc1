"""What single words tell, in every language of a knowledge."""

from __future__ import annotations

from bot.core.model import Knowledge
from bot.core.text import forms_of, normal_forms
from bot.core.understanding.word_lists import WordLists


def test_a_word_tells_the_same_in_whatever_language_and_spelling_it_is_typed(knowledge: Knowledge) -> None:
    lists = WordLists.of(knowledge.languages.values())

    assert lists.negations.issuperset(normal_forms("NOT не emes"))
    assert lists.courteous.issuperset(normal_forms("Thanks spasibo рахмет"))


def test_whoever_writes_may_act_or_be_acted_on(small_knowledge: Knowledge) -> None:
    info = small_knowledge.languages["en"]._replace(i_words=frozenset({"i"}), me_words=frozenset({"me"}))
    lists = WordLists.of([info])

    assert (lists.i, lists.me) == (forms_of(["i"]), forms_of(["me"]))
    assert lists.myself == lists.i | lists.me


def test_what_begins_a_question_asks_too(small_knowledge: Knowledge) -> None:
    info = small_knowledge.languages["en"]._replace(
        question_words=frozenset({"who"}), asking_words=frozenset({"which"})
    )
    lists = WordLists.of([info])

    assert (lists.question, lists.asking) == (forms_of(["who"]), forms_of(["who which"]))
