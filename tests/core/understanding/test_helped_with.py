"""What follows from the class of distress in whose words help came."""

from __future__ import annotations

from dataclasses import replace

import pytest
from asking import HELPED
from outcomes import sign

from bot.core.crisis_classes import DISCLOSURE, OTHER, PERPETRATOR, SUICIDE, SUICIDE_OTHER
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
        (PERPETRATOR, DISCLOSURE, PERPETRATOR),
        (OTHER, SUICIDE, SUICIDE_OTHER),
        (SUICIDE_OTHER, SUICIDE, SUICIDE_OTHER),
        (DISCLOSURE, SUICIDE, SUICIDE),
        (None, DISCLOSURE, DISCLOSURE),
    ],
)
def test_whoever_wrote_of_another_or_of_having_hit_goes_on_with_that(
    helped_with: HelpedWith, before: str | None, learned: str, counts_as: str
) -> None:
    memory = replace(HELPED, helped_with=before)

    assert helped_with.sign("just shown", memory, sign(learned, 1.5)).crisis == counts_as


def test_what_is_said_outright_counts_as_it_was_said(helped_with: HelpedWith) -> None:
    said = sign(SUICIDE, 1.5, found_by="rule")

    assert helped_with.sign("just shown", replace(HELPED, helped_with=SUICIDE_OTHER), said) is said
