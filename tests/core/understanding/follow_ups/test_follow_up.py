"""Which rule tells what a text is about after what was shown; what it asks by itself is made up, no model is read."""

from __future__ import annotations

import pytest

from bot.core.knowledge import Knowledge
from bot.core.scoring.features import Evidence
from bot.core.scoring.follow_up_weights import FollowUpWeights
from bot.core.text import normal_forms
from bot.core.understanding.follow_ups.follow_up import FollowUps
from bot.core.understanding.matching import Candidate, Match, Matcher, Outcome, Ranking, Suggestions
from bot.core.understanding.vocabulary import Vocabulary

SHOWN, ALL = "speaker.ryl.said", "speakers.all"


def asked_after_ryl(knowledge: Knowledge, text: str, entry: str, probability: float) -> tuple[Match, Outcome]:
    """What a text asks by itself, made up, and after what one speaker said."""
    follow_ups = FollowUps(knowledge, Matcher.of(knowledge), FollowUpWeights(), Vocabulary.of(knowledge))
    evidence = Evidence(tuple(normal_forms(text)), (), ())
    alone = Match(entry, Ranking(evidence, (Candidate(entry, 5.0, 0.5),), 1.0, 0.0, 0.0, (), probability))
    return alone, follow_ups.outcome(alone, knowledge.entries[SHOWN])


def test_who_else_asks_for_all_of_them_where_that_is_plain_by_itself(knowledge: Knowledge) -> None:
    alone, outcome = asked_after_ryl(knowledge, "who else spoke", ALL, 0.96)

    assert outcome is alone


@pytest.mark.parametrize(("entry", "probability"), [(ALL, 0.9), (SHOWN, 0.96)])
def test_the_other_one_is_never_the_one_shown(knowledge: Knowledge, entry: str, probability: float) -> None:
    _, outcome = asked_after_ryl(knowledge, "what did the other one say", entry, probability)

    assert isinstance(outcome, Suggestions)
    assert SHOWN not in outcome.entries
