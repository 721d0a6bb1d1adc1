"""S5d: what a chat was about when a message came: what a text goes on with, and how far a talk about help has gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.crisis_classes import PERPETRATOR
from bot.core.knowledge import Knowledge
from bot.core.model import Memory
from bot.core.understanding.talk import Stage, Talks
from tests.support.questions import HELPED, NOON


@pytest.fixture(scope="module")
def talks(knowledge: Knowledge) -> Talks:
    return Talks(knowledge)


@pytest.mark.parametrize(
    ("shown", "minutes", "stage"),
    [
        (None, 0, "none"),
        ("film.gulmira", 0, "none"),
        ("support.help", 0, "just shown"),
        ("support.shelter", 0, "goes on"),
        ("bot.emergency", 15, "goes on"),
        ("bot.emergency", 16, "none"),
    ],
)
def test_a_talk_about_help_goes_on_for_a_while_with_what_goes_with_help(
    talks: Talks, shown: str | None, minutes: float, stage: Stage
) -> None:
    at = NOON + timedelta(minutes=minutes)

    assert talks.talk_at(HELPED._replace(shown=shown, shown_at=at), at).stage == stage


@pytest.mark.parametrize(("shown", "stage"), [("support.shelter", "none"), ("support.help", "just shown")])
def test_where_no_help_was_shown_what_goes_with_it_begins_no_talk_about_it(
    talks: Talks, shown: str, stage: Stage
) -> None:
    assert talks.talk_at(Memory(shown=shown, shown_at=NOON), NOON).stage == stage


@pytest.mark.parametrize(("minutes", "counts"), [(15, True), (16, False)])
def test_what_was_shown_counts_for_a_quarter_of_an_hour(talks: Talks, minutes: float, *, counts: bool) -> None:
    talk = talks.talk_at(Memory(shown="film.gulmira", shown_at=NOON), NOON + timedelta(minutes=minutes))

    assert (talk.shown is not None, talk.leading is not None) == (counts, counts)


@pytest.mark.parametrize("name", ["start", "help"])
def test_a_screen_leads_on_to_nothing(knowledge: Knowledge, talks: Talks, name: str) -> None:
    assert talks.leading_on(knowledge.menu.commands[name]) is None
    assert talks.leading_on("removed.since") is None


def test_a_text_just_after_help_goes_on_with_what_stands_behind_more(talks: Talks) -> None:
    talk = talks.talk_at(HELPED._replace(helped_with=PERPETRATOR), NOON)

    assert [entry.id for entry in (talk.shown, talk.leading) if entry] == ["support.help", "support.perpetrator"]


@pytest.mark.parametrize(("shown", "helped_with"), [("support.help", None), ("support.shelter", PERPETRATOR)])
def test_it_goes_on_with_what_was_shown_where_no_class_is_known_or_something_else_was_read_since(
    talks: Talks, shown: str, helped_with: str | None
) -> None:
    talk = talks.talk_at(HELPED._replace(shown=shown, helped_with=helped_with), NOON)

    assert talk.leading is talk.shown is not None


def test_where_what_stands_behind_more_was_removed_a_text_goes_on_with_what_was_shown(knowledge: Knowledge) -> None:
    entries = {id_: entry for id_, entry in knowledge.entries.items() if id_ != "support.perpetrator"}
    talk = Talks(replace(knowledge, entries=entries)).talk_at(HELPED._replace(helped_with=PERPETRATOR), NOON)

    assert talk.leading is talk.shown is not None


def test_a_talk_that_turned_to_an_entry_is_about_nothing_else(knowledge: Knowledge, talks: Talks) -> None:
    film = knowledge.entries["film.gulmira"]
    turned = talks.talk_at(HELPED, NOON).turned_to(film)

    assert (turned.leading, turned.stage) == (film, "none")
