from __future__ import annotations

import pytest

from bot.core.model import Knowledge, Topic
from bot.core.scoring.features import (
    Evidence,
    Lexicon,
    bag_of,
    bare,
    kind_of,
    meaning_feature,
    name_feature,
    of_word,
    pieces,
    raw_features,
    whole_features,
    word_feature,
)
from bot.core.text import normal_forms

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


def test_pieces_survive_an_ending() -> None:
    assert pieces("kino") == ["<ki", "kin", "ino", "no>"]


def test_a_number_has_no_pieces() -> None:
    assert pieces("150") == []


def test_weights_name_words_meanings_and_names() -> None:
    weights = raw_features(LEXICON.read("где Гульмира"))

    assert {"w:gde", "w:gulmira", "=where", "@gulmira", "<gd"} <= weights.keys()


def test_a_repeated_word_weighs_more_but_not_double() -> None:
    once, twice = raw_features(LEXICON.read("кино")), raw_features(LEXICON.read("кино кино"))

    assert once["w:kino"] < twice["w:kino"] < 2 * once["w:kino"]


@pytest.mark.parametrize(
    ("feature", "kind"),
    [(word_feature("gde"), "word"), (meaning_feature("gde"), "meaning"), (name_feature("gde"), "name")],
)
def test_a_feature_tells_its_kind_and_what_it_stands_for(feature: str, kind: str) -> None:
    assert (kind_of(feature), bare(feature)) == (kind, "gde")


@pytest.mark.parametrize("text", ["wифи", "w:w=w", "=где@где", "w_w"])
def test_no_piece_is_taken_for_another_kind(text: str) -> None:
    found = [piece for word in normal_forms(text) for piece in pieces(word)]

    assert found
    assert all((kind_of(piece), bare(piece)) == ("piece", piece) for piece in found)


def test_the_whole_features_of_a_text_are_all_but_the_pieces_of_its_words() -> None:
    bag = bag_of(
        Evidence(("kino", "kino", "bala"), ("=film",), ("@gulmira",)), [*map(of_word, ("kino", "kino", "bala"))]
    )

    assert whole_features(bag) == {f: x for f, x in bag.raw.items() if kind_of(f) != "piece"}
    assert list(whole_features(bag)) == ["w:kino", "w:bala", "=film", "@gulmira"]
