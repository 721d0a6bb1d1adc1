"""Whom a pronoun means where nothing was shown: what a question asks by itself is made up, no model is read."""

from __future__ import annotations

import pytest

from bot.core.model import Knowledge
from bot.core.scoring.features import Evidence
from bot.core.scoring.follow_up_weights import FollowUpWeights
from bot.core.text import normal_forms
from bot.core.understanding.follow_up import FollowUps
from bot.core.understanding.matching import Candidate, Match, Matcher, Ranking, Suggestions

ONE, ANOTHER = "speaker.ryl.said", "speaker.amrisheva.said"


@pytest.fixture(scope="module")
def follow_ups(knowledge: Knowledge) -> FollowUps:
    return FollowUps(knowledge, Matcher.of(knowledge), FollowUpWeights())


def what_she_said(text: str, lead: float = 1.0) -> Match:
    """What one speaker said, with so much of a lead over what another one did."""
    candidates = Candidate(ONE, 5.0 + lead, 0.5), Candidate(ANOTHER, 5.0, 0.5)
    evidence = Evidence(tuple(normal_forms(text)), (), ())
    return Match(ONE, Ranking(evidence, candidates, 1.0, 0.0, 0.0, (), 0.9))


@pytest.mark.parametrize("text", ["what did she say", "а что она говорила", "ол не айтты"])
def test_whom_a_pronoun_means_is_asked_where_nothing_was_shown(follow_ups: FollowUps, text: str) -> None:
    outcome = follow_ups.outcome(what_she_said(text), None)

    assert isinstance(outcome, Suggestions)
    assert outcome.entries[0] == ONE
    assert ANOTHER in outcome.entries


@pytest.mark.parametrize(
    "text",
    [
        "who is the woman from the crisis centre and what did she say",
        "там была директор приюта, что она сказала",
        "дағдарыс орталығының басшысы келді ғой, ол не айтты",
    ],
)
def test_a_long_question_has_itself_told_whom_it_means(follow_ups: FollowUps, text: str) -> None:
    asked = what_she_said(text)

    assert follow_ups.outcome(asked, None) is asked


def test_a_name_that_is_not_known_as_one_is_told_by_its_lead(follow_ups: FollowUps) -> None:
    asked = what_she_said("what did she say", lead=5.0)

    assert follow_ups.outcome(asked, None) is asked
