"""Whether a text goes on with what was shown; the two curves that tell it are made up."""

from __future__ import annotations

from dataclasses import replace

from bot.core.knowledge import Knowledge
from bot.core.scoring.follow_up_weights import FollowUpWeights
from bot.core.scoring.margins import log_odds_of
from bot.core.understanding.follow_ups.leaning import Leaning
from bot.core.understanding.matching import Match, Matcher, NoMatch, Outcome, Suggestions
from bot.core.understanding.word_lists import WordLists


def always(probability: float) -> tuple[float, ...]:
    """A curve that gives every text this probability."""
    return log_odds_of(probability), *[0.0] * 6


def outcome(knowledge: Knowledge, alone: Outcome, weights: FollowUpWeights, *, after_help: bool = False) -> Outcome:
    leaning = Leaning(knowledge, Matcher.of(knowledge), weights, WordLists(knowledge.languages.values()))
    return leaning.outcome(alone, knowledge.entries["help.numbers"], after_help=after_help)


def test_after_help_a_curve_of_its_own_tells_whether_a_text_goes_on(small_knowledge: Knowledge) -> None:
    alone = Matcher.of(small_knowledge).match("for how much")
    weights = replace(FollowUpWeights(), goes_on=always(0.0), goes_on_after_help=always(1.0))

    assert outcome(small_knowledge, alone, weights) is alone
    assert isinstance(outcome(small_knowledge, alone, weights, after_help=True), Match)


def test_what_may_be_meant_is_offered_but_not_after_help(small_knowledge: Knowledge) -> None:
    alone = NoMatch(Matcher.of(small_knowledge).rank("for how much"))
    weights = replace(FollowUpWeights(), goes_on=always(0.3), goes_on_after_help=always(0.3))

    assert isinstance(outcome(small_knowledge, alone, weights), Suggestions)
    assert outcome(small_knowledge, alone, weights, after_help=True) is alone


def test_what_surely_asks_the_same_by_itself_does_not_follow(small_knowledge: Knowledge) -> None:
    alone = Matcher.of(small_knowledge).match("where is the fair")
    sure = replace(alone, ranking=alone.ranking._replace(probability=1.0))
    weights = replace(FollowUpWeights(), goes_on=always(1.0))

    assert outcome(small_knowledge, sure, weights) is sure


def test_what_helps_is_said_once_more_but_no_other_answer_that_nobody_asks_for_again(
    small_knowledge: Knowledge,
) -> None:
    alone = NoMatch(Matcher.of(small_knowledge).rank("helpline")._replace(probability=0.5))
    weights = replace(FollowUpWeights(), goes_on=always(1.0), goes_on_after_help=always(1.0))
    again = outcome(small_knowledge, alone, weights, after_help=True)

    assert isinstance(again, Match)
    assert again.entry == "help.numbers"
    assert outcome(small_knowledge, alone, weights) is alone
