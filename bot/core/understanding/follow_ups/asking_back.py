"""A choice of people where nobody in particular was shown and a pronoun may mean any of them: "what did she say?"."""

from __future__ import annotations

from bot.core.entry_ids import parts_of
from bot.core.knowledge import Entry, Knowledge
from bot.core.scoring.features import name_feature
from bot.core.understanding.follow_ups.leaning import ELLIPTIC
from bot.core.understanding.follow_ups.siblings import Siblings
from bot.core.understanding.matching import CHOICES, Match, Outcome, Ranking, Suggestions, is_word_for_word
from bot.core.understanding.pronouns import Pronouns
from bot.core.understanding.word_lists import WordLists

_PERSON = "person"
_LEAD_OF_A_NAME = 4.0
"""Lead over all others from which a question names whom it is about, though no name of it is known."""


class AskingBack:
    """Knows the people, and the things of other kinds, of one knowledge."""

    def __init__(self, knowledge: Knowledge, lists: WordLists) -> None:
        self._knowledge, self._siblings = knowledge, Siblings(knowledge, lists)
        self._pronouns = Pronouns(lists)

    def outcome(self, found: Outcome, alone: Ranking) -> Outcome:
        """Whom a question may mean; what it was found to be about (`found`) where that is clear, or it is about no one
        thing.

        `alone` is how it ranks by itself: what is gained by what was shown before names nobody. In a longer question a
        pronoun mostly refers to somebody of whom that question itself has spoken.
        """
        if not isinstance(found, Match) or is_word_for_word(found) or not self._leaves_open(alone):
            return found
        entry = self._knowledge.entries[found.entry]
        topic = self._knowledge.topic_of(entry)
        if topic is None or not topic.is_single or name_feature(topic.id) in alone.evidence.names:
            return found
        others = [other for other in self._siblings.of(entry) if self._kind_of(other) == topic.kind]
        return Suggestions((entry.id, *others)[:CHOICES], found.ranking) if others else found

    def after(self, shown: Entry, found: Outcome, alone: Ranking) -> Outcome:
        """The outcome after the entry shown: where that is about nobody in particular, nobody is taken for another.

        Who somebody is may be told all the same: that answer begins with the name.
        """
        if not isinstance(found, Match) or self._kind_of(found.entry) != _PERSON or self._kind_of(shown.id):
            return found
        return self.outcome(found, alone) if parts_of(found.entry).aspect else found

    def _leaves_open(self, ranking: Ranking) -> bool:
        words = ranking.evidence.words
        return len(words) <= ELLIPTIC and ranking.lead < _LEAD_OF_A_NAME and self._pronouns.are_in(words)

    def _kind_of(self, entry: str) -> str:
        topic = self._knowledge.topic_of(self._knowledge.entries[entry])
        return topic.kind if topic and topic.is_single else ""
