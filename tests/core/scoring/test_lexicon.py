from __future__ import annotations

import pytest

from bot.core.knowledge import Knowledge, Topic
from bot.core.scoring.features import meaning_feature
from bot.core.scoring.lexicon import Lexicon

LEXICON = Lexicon(
    {"where": ["где", "қайда", "where", "which_place", "как*_мест*"], "film": ["фильм*", "кино"]},
    {
        "gulmira": Topic("gulmira", "film", ("Гульмира", "Гүлмира"), follow_up=True),
        "ryl": Topic("ryl", "person", ("Анна Рыль", "Рыль"), follow_up=True),
        "eszhanova": Topic("eszhanova", "person", ("Есжанова",), follow_up=True),
    },
)


@pytest.mark.parametrize("text", ["где", "қайда", "кайда", "where", "qaida"])
def test_words_of_any_language_have_one_meaning(text: str) -> None:
    assert LEXICON.read(text).meanings == ("=where",)


@pytest.mark.parametrize("text", ["фильм", "фильмы", "фильмдер", "filmov"])
def test_a_star_stands_for_any_ending(text: str) -> None:
    assert LEXICON.read(text).meanings == ("=film",)


@pytest.mark.parametrize("text", ["киносы", "кин"])
def test_without_a_star_only_the_word_itself_counts(text: str) -> None:
    assert LEXICON.read(text).meanings == ()


def test_an_underscore_joins_words_side_by_side() -> None:
    assert LEXICON.read("in which place").meanings == ("=where",)
    assert LEXICON.read("place which").meanings == ()


@pytest.mark.parametrize("text", ["в каком месте", "какие места"])
def test_words_side_by_side_may_have_any_ending(text: str) -> None:
    assert LEXICON.read(text).meanings == ("=where",)


def test_every_synonym_of_the_knowledge_is_found_with_an_ending(knowledge: Knowledge) -> None:
    lexicon = Lexicon(knowledge.synonyms, {})
    found = {
        (meaning, synonym): lexicon.read(" ".join(map(_with_an_ending, synonym.split("_")))).meanings
        for meaning, listed in knowledge.synonyms.items()
        for synonym in listed
    }

    assert [key for key, meanings in found.items() if meaning_feature(key[0]) not in meanings] == []


def _with_an_ending(part: str) -> str:
    stem = part.removesuffix("*")
    return part if stem == part else stem + ("s" if stem.isascii() else "а")


def test_a_star_survives_the_file_of_what_was_learned() -> None:
    assert Lexicon.from_data(LEXICON.to_data()).read("какие места").meanings == ("=where",)


@pytest.mark.parametrize("text", ["Гульмира", "Гүлмираны", "gulmira", "гульмиру", "гулмира"])
def test_a_name_is_found_in_its_cases(text: str) -> None:
    assert LEXICON.read(text).names == ("@gulmira",)


@pytest.mark.parametrize("text", ["Есжановамен", "Ешжанова", "Есжанава", "Esjanova"])
def test_a_misspelt_name_is_found(text: str) -> None:
    assert LEXICON.read(text).names == ("@eszhanova",)


@pytest.mark.parametrize("text", ["гул", "мира", "рыба", "Жанова", "ярл"])
def test_another_word_is_no_name(text: str) -> None:
    assert LEXICON.read(text).names == ()


def test_a_name_that_is_said_twice_counts_once() -> None:
    assert LEXICON.read("Анна Рыль, Рыль").names == ("@ryl",)
