from __future__ import annotations

from typing import get_args

import pytest

from bot.core.knowledge import Knowledge
from bot.core.replying.buttons import Action, ActionCodes, Verb

CODES = ActionCodes(["film.gulmira", "support.help", "ru"])


@pytest.mark.parametrize("verb", get_args(Verb))
@pytest.mark.parametrize("target", ["", "film.gulmira", "ru"])
def test_an_action_comes_back_as_it_went(verb: Verb, target: str) -> None:
    action = Action(verb, "kk", target)

    assert CODES.decode(CODES.encode(action)) == action


def test_no_button_of_the_knowledge_is_longer_than_telegram_takes(knowledge: Knowledge) -> None:
    codes = ActionCodes(knowledge.entries)
    longest = max(len(codes.encode(Action("entry", "kk", entry)).encode()) for entry in knowledge.entries)

    assert longest <= 64


def test_a_button_is_eleven_characters_however_long_the_id() -> None:
    entry = "a" * 60

    assert len(ActionCodes([entry]).encode(Action("entry", "kk", entry))) == 11


def test_no_two_entries_share_their_data(knowledge: Knowledge) -> None:
    targets = [*knowledge.entries, *knowledge.languages, *knowledge.crisis]
    codes = ActionCodes(targets)

    assert len({codes.encode(Action("entry", "kk", target)) for target in targets}) == len(targets)


def test_data_says_nothing_to_who_reads_it() -> None:
    data = CODES.encode(Action("not_me", "ru", "support.help"))

    assert "help" not in data
    assert "not" not in data


def test_data_stays_the_same_over_restarts() -> None:
    assert CODES.encode(Action("entry", "ru", "film.gulmira")) == "aruye6fpf2l"


def test_data_does_not_change_when_other_entries_come() -> None:
    action = Action("entry", "ru", "film.gulmira")

    assert ActionCodes(["film.gulmira", "film.new"]).encode(action) == CODES.encode(action)


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "a",
        "zru",
        "a12",
        "a  ",
        "b\x00\x00",
        "aruzzzzzzzz",
        "aruye6fpf2l ",
        "ARUYE6FPF2L",
        "film.gulmira",
        "<b>aru</b>",
        "a" * 64,
        "🙂🙂🙂",
        "'; drop table entries; --",
    ],
)
def test_forged_data_is_no_action(forged: str) -> None:
    assert CODES.decode(forged) is None


def test_an_entry_that_was_removed_is_no_action() -> None:
    data = ActionCodes(["film.removed"]).encode(Action("entry", "ru", "film.removed"))

    assert CODES.decode(data) is None
