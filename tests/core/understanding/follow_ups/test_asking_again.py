"""Whether a question may ask once more for what was just shown, by its words alone: nothing was learned."""

from __future__ import annotations

import pytest

from bot.core.knowledge import Knowledge
from bot.core.scoring.context_ties import ContextTies
from bot.core.scoring.features import Evidence
from bot.core.scoring.follow_up_weights import FollowUpWeights
from bot.core.text import normal_forms
from bot.core.understanding.follow_ups.asking_again import AskingAgain
from bot.core.understanding.matching import Candidate, Match, Matcher, NoMatch, Outcome
from bot.core.understanding.word_lists import WordLists
from tests.support.outcomes import LAW, THANKS, match, ranking

SHOWN = "fair.where"
"""Its answer says that the fair is in the park."""


def may_be(knowledge: Knowledge, alone: Outcome, nearest: float = 0.0) -> bool:
    """`nearest` is how like the question is to a phrase of the entry shown."""
    ties = ContextTies(knowledge, Matcher.of(knowledge).reader.rarity, FollowUpWeights())
    again = Candidate(SHOWN, 1.0, nearest)
    return AskingAgain(WordLists(knowledge.languages.values()), ties).may_be(alone, knowledge.entries[SHOWN], again)


@pytest.mark.parametrize(
    ("text", "asks_again"),
    [
        ("park", True),
        ("unicorns", False),
        ("there", True),
        ("unicorns sleep", True),
        ("where", True),
        ("where i sleep", True),
        ("i sleep", False),
        ("me", False),
        ("i park there", False),
    ],
)
def test_who_asks_or_leans_on_it_may_ask_again_and_who_speaks_of_themselves_does_not(
    small_knowledge: Knowledge, text: str, *, asks_again: bool
) -> None:
    alone = NoMatch(ranking(0.1)._replace(evidence=Evidence(tuple(normal_forms(text)), (), ())))

    assert may_be(small_knowledge, alone) is asks_again


def test_a_courtesy_asks_for_nothing_again(small_knowledge: Knowledge) -> None:
    assert [may_be(small_knowledge, match(entry)) for entry in (LAW, THANKS)] == [True, False]


@pytest.mark.parametrize(("nearest", "asks_again"), [(0.59, False), (0.6, True)])
def test_a_phrase_of_another_entry_asks_again_only_where_it_is_like_one_of_that_shown(
    small_knowledge: Knowledge, nearest: float, *, asks_again: bool
) -> None:
    typed = Match(LAW.id, ranking(0.9)._replace(candidates=(Candidate(LAW.id, 1.0, 0.95),)))

    assert may_be(small_knowledge, typed, nearest) is asks_again
