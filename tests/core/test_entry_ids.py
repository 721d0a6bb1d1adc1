from __future__ import annotations

import pytest

from bot.core.entry_ids import IdParts, family_listed, is_of_courtesies, parts_of, said_of


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


@pytest.mark.parametrize(("name", "family"), [("film.*", "film"), ("film.river", None), ("film", None)])
def test_a_list_may_name_a_whole_family(name: str, family: str | None) -> None:
    assert family_listed(name) == family


@pytest.mark.parametrize(("entry", "said"), [("film.river", "of it"), ("film.a.director", "of all"), ("films.a", None)])
def test_what_is_said_of_an_entry_counts_before_what_is_said_of_its_family(entry: str, said: str | None) -> None:
    assert said_of(entry, {"film.*": "of all", "film.river": "of it"}) == said
