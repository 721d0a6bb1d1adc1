"""What follows from the class of distress in whose words help came."""

from __future__ import annotations

from dataclasses import replace

import pytest
from asking import HELPED
from outcomes import sign

from bot.core.crisis_classes import (
    CHILD,
    DANGER,
    DISCLOSURE,
    DISTRESS,
    OTHER,
    PERPETRATOR,
    SEXUAL,
    STALKING,
    SUICIDE,
    SUICIDE_OTHER,
)
from bot.core.model import Knowledge
from bot.core.understanding.helped_with import HelpedWith


@pytest.fixture(scope="module")
def helped_with(knowledge: Knowledge) -> HelpedWith:
    return HelpedWith(knowledge)


def test_a_text_just_after_help_goes_on_with_what_stands_behind_more(
    knowledge: Knowledge, helped_with: HelpedWith
) -> None:
    numbers, memory = knowledge.entries["support.help"], replace(HELPED, helped_with=PERPETRATOR)
    leading = helped_with.leading_on("just shown", memory, numbers)

    assert leading is knowledge.entries["support.perpetrator"]


def test_it_goes_on_with_what_was_shown_where_no_class_is_known_or_something_else_was_read_since(
    knowledge: Knowledge, helped_with: HelpedWith
) -> None:
    shelter, memory = knowledge.entries["support.shelter"], replace(HELPED, helped_with=PERPETRATOR)

    assert helped_with.leading_on("just shown", HELPED, shelter) is shelter
    assert helped_with.leading_on("goes on", memory, shelter) is shelter


@pytest.mark.parametrize(
    ("before", "learned", "counts_as"),
    [
        *((PERPETRATOR, crisis, PERPETRATOR) for crisis in (CHILD, SEXUAL, DISCLOSURE, STALKING, OTHER, DISTRESS)),
        (PERPETRATOR, SUICIDE, SUICIDE),
        *((OTHER, crisis, OTHER) for crisis in (SEXUAL, DISCLOSURE, STALKING)),
        (OTHER, SUICIDE, SUICIDE_OTHER),
        (OTHER, DISTRESS, DISTRESS),
        *((SUICIDE_OTHER, crisis, SUICIDE_OTHER) for crisis in (SUICIDE, DISTRESS)),
        *((before, DANGER, DANGER) for before in (PERPETRATOR, OTHER, SUICIDE_OTHER)),
        (DISCLOSURE, SUICIDE, SUICIDE),
        (None, DISCLOSURE, DISCLOSURE),
    ],
)
def test_whoever_wrote_of_another_or_of_having_hit_goes_on_with_that(
    helped_with: HelpedWith, before: str | None, learned: str, counts_as: str
) -> None:
    memory = replace(HELPED, helped_with=before)

    assert helped_with.sign("just shown", memory, sign(learned, 1.5)).crisis == counts_as


def test_the_class_of_the_help_counts_for_half_a_message_too_and_only_in_a_talk_about_help(
    helped_with: HelpedWith,
) -> None:
    memory, half = replace(HELPED, helped_with=SUICIDE_OTHER), sign(SUICIDE, 1.5, found_by="half")

    assert helped_with.sign("goes on", memory, half).crisis == SUICIDE_OTHER
    assert helped_with.sign("none", memory, half) is half


def test_where_what_stands_behind_more_was_removed_a_text_goes_on_with_what_was_shown(
    small_knowledge: Knowledge,
) -> None:
    numbers = small_knowledge.entries["help.numbers"]
    helped_with = HelpedWith(replace(small_knowledge, entries={}))

    assert helped_with.leading_on("just shown", replace(HELPED, helped_with=PERPETRATOR), numbers) is numbers


def test_what_is_said_outright_counts_as_it_was_said(helped_with: HelpedWith) -> None:
    said = sign(SUICIDE, 1.5, found_by="rule")

    assert helped_with.sign("just shown", replace(HELPED, helped_with=SUICIDE_OTHER), said) is said
