"""A pronoun speaks of somebody only in its own language: no model is read."""

from __future__ import annotations

import pytest

from bot.core.knowledge import Knowledge
from bot.core.text import normal_forms
from bot.core.understanding.pronouns import Pronouns
from bot.core.understanding.word_lists import WordLists


@pytest.fixture(scope="module")
def pronouns(knowledge: Knowledge) -> Pronouns:
    return Pronouns(WordLists(knowledge.languages.values()))


@pytest.mark.parametrize("text", ["what did she say", "а что он сказал", "a chto on skazal", "оның қызметі қандай"])
def test_a_question_speaks_of_somebody_in_any_language_and_alphabet(pronouns: Pronouns, text: str) -> None:
    assert pronouns.are_in(normal_forms(text))


@pytest.mark.parametrize("text", ["Who represented UN Women on the panel?", "ал қонақтар ше"])
def test_what_sounds_as_a_pronoun_of_another_language_is_none(pronouns: Pronouns, text: str) -> None:
    assert not pronouns.are_in(normal_forms(text))
