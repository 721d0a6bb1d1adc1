from __future__ import annotations

import pytest

from bot.core.scoring.features import (
    Evidence,
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


def test_pieces_survive_an_ending() -> None:
    assert pieces("kino") == ["<ki", "kin", "ino", "no>"]


def test_a_number_has_no_pieces() -> None:
    assert pieces("150") == []


def test_weights_name_words_meanings_and_names() -> None:
    weights = raw_features(Evidence(("gde", "gulmira"), ("=where",), ("@gulmira",)))

    assert {"w:gde", "w:gulmira", "=where", "@gulmira", "<gd"} <= weights.keys()


def test_a_repeated_word_weighs_more_but_not_double() -> None:
    once, twice = (raw_features(Evidence(words, (), ())) for words in (("kino",), ("kino", "kino")))

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
