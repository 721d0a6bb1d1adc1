"""What is asked by a question that may lean on what was just shown: "and who made it?".

It is ranked twice, by itself and with what each entry gains by the one shown; a curve tells which of the two counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.knowledge import Entry, Knowledge
from bot.core.limits import CERTAIN
from bot.core.scoring.context_ties import ContextTies
from bot.core.scoring.follow_up_weights import FollowUpWeights
from bot.core.understanding.follow_ups.asking_again import AskingAgain
from bot.core.understanding.follow_ups.going_on import GoesOn
from bot.core.understanding.follow_ups.siblings import Siblings
from bot.core.understanding.matching import Match, Matcher, NoMatch, Outcome, Ranking
from bot.core.understanding.pronouns import Pronouns
from bot.core.understanding.word_lists import WordLists

ELLIPTIC = 5
"""Words up to which a question may leave out whom or what it means, however sure it is by itself."""
_LIKELY = 0.4
"""Probability from which a question is taken for one that goes on with what was shown; below it "what did she say" may
be asked of the wrong woman.
"""
_POSSIBLE = 0.2
"""Probability from which it is offered what may be meant after what was shown."""


class Leaning:
    """Judges by what was learned of one knowledge."""

    def __init__(self, knowledge: Knowledge, matcher: Matcher, weights: FollowUpWeights, lists: WordLists) -> None:
        self._matcher, self._siblings = matcher, Siblings(knowledge, lists)
        self._pronouns = Pronouns(lists)
        self._ties = ContextTies(knowledge, matcher.reader.rarity, weights)
        self._goes_on, self._goes_on_after_help = GoesOn(*weights.goes_on), GoesOn(*weights.goes_on_after_help)
        self._asking_again = AskingAgain(lists, self._ties)

    def outcome(self, alone: Outcome, shown: Entry, *, after_help: bool) -> Outcome:
        """What is asked after what was shown where that is likely, else by itself, or a choice of what may be meant.

        In a talk about help (`after_help`) a text may tell more of the cry rather than ask: that takes a curve of its
        own, the numbers say more than a choice, and what helps may be said once more.
        """
        ranked, words = alone.ranking, alone.ranking.evidence.words
        names_another = self._siblings.names_another(ranked.evidence, shown)
        if ranked.probability >= CERTAIN and (len(words) > ELLIPTIC or names_another):
            return alone
        after = self.ranked_after(words, shown)
        if not names_another and self._pronouns.are_in(words):
            after = self._without_others_of_its_kind(after, shown)
        if not after.candidates:
            return alone
        likely = (self._goes_on_after_help if after_help else self._goes_on).probability(after, ranked)
        if not names_another and self._is_of_the_one_shown(alone, after, shown):
            return Match(after.candidates[0].entry, after, follows=True)
        if likely >= _LIKELY:
            repeats = not after_help and self._only_repeats(alone, shown, after)
            is_needless = repeats or self._leans_on_nothing(ranked, after)
            first = after.candidates[0]
            return alone if is_needless else Match(first.entry, after, follows=first.context > 0)
        may_be_meant = not after_help and likely >= _POSSIBLE and not isinstance(alone, Match)
        return self._matcher.suggested(after) if may_be_meant else alone

    def ranked_after(self, words: Sequence[str], shown: Entry) -> Ranking:
        """What words may ask for after this entry was shown."""
        reading = self._matcher.reader.read_words(words, shown.topic)
        return self._matcher.rank_reading(reading, self._ties.gains(shown, words, reading.telling))

    def _is_of_the_one_shown(self, alone: Outcome, after: Ranking, shown: Entry) -> bool:
        """Whether a few words would by themselves be about another of the kind shown, and after it about that one: "how
        many minutes" after one film. Where no entry tells that of it, its own says that no more is known.
        """
        if len(after.evidence.words) > ELLIPTIC or isinstance(alone, NoMatch):
            return False
        first = alone.entry if isinstance(alone, Match) else alone.entries[0]
        return self._siblings.is_another(first, shown) and self._siblings.is_of(after.candidates[0].entry, shown)

    def _leans_on_nothing(self, ranked: Ranking, after: Ranking) -> bool:
        """Whether it surely asks the same by itself."""
        return ranked.probability >= CERTAIN and ranked.candidates[0].entry == after.candidates[0].entry

    def _only_repeats(self, alone: Outcome, shown: Entry, after: Ranking) -> bool:
        """Whether it would bring what was shown once more, though it does not ask for that."""
        again = after.candidates[0]
        return again.entry == shown.id and not self._asking_again.may_be(alone, shown, again)

    def _without_others_of_its_kind(self, after: Ranking, shown: Entry) -> Ranking:
        """The ranking without other things of the kind that was shown: "how long has he been one" means the ambassador
        shown.
        """
        candidates = tuple(c for c in after.candidates if not self._siblings.is_another(c.entry, shown))
        return after._replace(candidates=candidates)
