from __future__ import annotations

import pytest

from bot.core.entry_ids import IdParts, is_of_courtesies, parts_of


@pytest.mark.parametrize(
    ("entry", "parts"),
    [
        ("film.gulmira.director", IdParts("film", "gulmira", "director")),
        ("film.gulmira", IdParts("film", "gulmira", "")),
        ("support.help.at.night", IdParts("support", "help", "at.night")),
        ("map", IdParts("map", "", "")),
    ],
)
def test_an_id_has_a_family_a_thing_and_an_aspect(entry: str, parts: IdParts) -> None:
    assert parts_of(entry) == parts


@pytest.mark.parametrize(("entry", "same"), [("film.a.director", "film.b.director"), ("film.a", "film.b")])
def test_the_same_is_told_of_another_thing(entry: str, same: str) -> None:
    assert parts_of(entry).of_another("b") == same


@pytest.mark.parametrize(("entry", "is_courtesy"), [("chat.thanks", True), ("chat", True), ("chatter.a", False)])
def test_a_courtesy_is_told_by_its_family(entry: str, is_courtesy: bool) -> None:
    assert is_of_courtesies(entry) == is_courtesy
