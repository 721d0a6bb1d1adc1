"""Which curve tells whether a text goes on with what was shown; both are made up."""

from __future__ import annotations

from dataclasses import replace

from bot.core.model import Knowledge
from bot.core.scoring.follow_up_weights import FollowUpWeights
from bot.core.understanding.leaning import Leaning
from bot.core.understanding.matching import Match, Matcher
from bot.core.understanding.word_lists import WordLists

ALWAYS, NEVER = ((constant, *[0.0] * 6) for constant in (50.0, -50.0))


def test_just_after_help_a_curve_of_its_own_tells_whether_a_text_goes_on(small_knowledge: Knowledge) -> None:
    weights = replace(FollowUpWeights(), goes_on=NEVER, goes_on_after_help=ALWAYS)
    matcher, lists = Matcher.of(small_knowledge), WordLists.of(small_knowledge.languages.values())
    leaning, shown = Leaning(small_knowledge, matcher, weights, lists), small_knowledge.entries["help.numbers"]
    plain = matcher.match("for how much")

    assert leaning.outcome(plain, shown, was_read=True) is plain
    assert isinstance(leaning.outcome(plain, shown, was_read=False), Match)
