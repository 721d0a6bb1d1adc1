"""Phrases that stand apart from their answers, in the desk."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.desk.remembered_checks import new_faults
from bot.desk.yaml_edit import add_phrase, remove_phrase
from bot.loading import Fault
from bot.loading.sentences import say
from tests.desk.conftest import Visitor
from tests.support.small_knowledge import write_apart

APART = """\
# further phrases
more_phrases:
  fair.where:
    en: |
      which tram
      which bus
"""
NAME = "training/entries.yaml"


@pytest.fixture
def with_apart(visitor: Visitor) -> Visitor:
    write_apart(visitor.folder, APART)
    return visitor


async def test_the_form_holds_what_stands_beside_the_answer_and_leads_to_the_rest(with_apart: Visitor) -> None:
    page = await with_apart.see("/entries/fair.where")

    assert "which tram" not in page
    assert "phrases: 20; 2 more in <a" in page
    assert 'href="/lines?file=training/entries.yaml&amp;line=4"' in page


async def test_an_entry_is_saved_without_them(with_apart: Visitor) -> None:
    await with_apart.send("/entries/fair.where", form_on="/entries/fair.where", **{"title.en": "Mine"})

    assert with_apart.text_of(NAME) == APART
    assert "which tram" not in with_apart.text_of("entries.yaml")


async def test_the_list_of_entries_counts_and_searches_them(with_apart: Visitor) -> None:
    page = await with_apart.see("/entries?q=tram")

    assert "fair.where" in page
    assert "phrases: 22" in page


async def test_the_lines_around_them_are_saved(with_apart: Visitor) -> None:
    page = await with_apart.see(f"/lines?file={NAME}&line=5")
    digest = page.split('name="digest" value="')[1].split('"')[0]
    text = APART.replace("which tram", "which trolleybus")
    fields = {"file": NAME, "line": "5", "first": "1", "last": "6", "digest": digest, "text": text}
    await with_apart.send("/lines", **fields)

    assert with_apart.text_of(NAME) == text


@pytest.mark.parametrize(
    ("language", "line"), [("en", "      any unicorns\n"), ("ru", "    ru: |\n      any unicorns\n")]
)
async def test_a_phrase_is_taught_to_those_that_stand_apart(with_apart: Visitor, language: str, line: str) -> None:
    before = with_apart.text_of("entries.yaml")
    answer = await with_apart.send("/teach", text="any unicorns", entry="fair.where", language=language)

    assert with_apart.text_of(NAME) == APART + line
    assert with_apart.text_of("entries.yaml") == before
    assert f"{NAME}:" in answer.text


async def test_a_phrase_is_taught_beside_the_answer_where_no_other_stands_apart(with_apart: Visitor) -> None:
    await with_apart.send("/teach", text="any unicorns", entry="help.numbers", language="en")

    assert "        any unicorns\n" in with_apart.text_of("entries.yaml")


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_what_was_taught_apart_can_be_taken_back(with_apart: Visitor, language: str) -> None:
    await with_apart.send("/teach", text="any unicorns", entry="fair.where", language=language)
    answer = await with_apart.send("/taught/1/back")

    assert with_apart.text_of(NAME) == APART
    assert "Taken back" in answer.text


@pytest.mark.parametrize(("phrase", "entry"), [("which tram", "help.numbers"), ("where is the fair", "fair.where")])
async def test_a_phrase_that_stands_in_either_place_is_not_taught(with_apart: Visitor, phrase: str, entry: str) -> None:
    answer = await with_apart.send("/teach", text=phrase, entry=entry, language="en")

    assert (answer.status_code, with_apart.text_of(NAME)) == (409, APART)


def test_a_line_of_its_own_is_all_that_a_phrase_adds() -> None:
    new = add_phrase(APART, "fair.where", "en", "which boat")

    assert new == APART + "      which boat\n"
    assert remove_phrase(new, "fair.where", "en", "which boat") == APART


def test_a_known_fault_is_not_new_when_the_other_place_that_it_names_moves() -> None:
    fault = Fault("a.yaml", 5, "fair.where", say("line.twice", line="where", location="b.yaml:4"))
    moved = replace(fault, line=6, said=say("line.twice", line="where", location="b.yaml:9"))

    assert new_faults([fault], [moved]) == ()
