"""Whether a question may ask for what was just shown once more; "that's me", "same" and "who are you" do not.

A curve alone cannot tell: the dialogues that it is learned from hardly ever hold such lines.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.knowledge import Entry
from bot.core.scoring.context_ties import ContextTies
from bot.core.understanding.courtesies import is_courtesy
from bot.core.understanding.matching import Candidate, Outcome, is_word_for_word
from bot.core.understanding.word_lists import WordLists

_MOSTLY_IN_ANSWER = 0.5
"""A single word asks for an answer again if at least this share of it stands in that answer, weighed by rarity."""
_LIKE_ITS_OWN = 0.6
"""A phrase of another entry may ask for the entry shown if it is at least so like one of that entry's own phrases."""


class AskingAgain:
    """Judges by the words of one knowledge's languages."""

    def __init__(self, lists: WordLists, ties: ContextTies) -> None:
        self._lists, self._ties = lists, ties

    def may_be(self, alone: Outcome, shown: Entry, again: Candidate) -> bool:
        """`alone` is what the question says by itself, `again` the entry shown as it was ranked after that."""
        if is_courtesy(alone) or (is_word_for_word(alone) and again.nearest < _LIKE_ITS_OWN):
            return False
        return self._asks_of(shown, alone.ranking.evidence.words)

    def _asks_of(self, shown: Entry, words: Sequence[str]) -> bool:
        if not self._lists.asking.isdisjoint(words):
            return True
        if not self._lists.myself.isdisjoint(words):
            return False
        if len(words) > 1 or not self._lists.after_answer.follow_up_words.isdisjoint(words):
            return True
        return self._ties.share_in_answer(shown.id, words) >= _MOSTLY_IN_ANSWER
