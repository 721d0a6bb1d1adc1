"""A choice of people where nothing was shown and a pronoun may mean any of them: "what did she say?"."""

from __future__ import annotations

from bot.core.model import Knowledge
from bot.core.scoring.features import name_feature
from bot.core.understanding.leaning import ELLIPTIC
from bot.core.understanding.matching import CHOICES, Match, Outcome, Ranking, Suggestions, is_word_for_word
from bot.core.understanding.pronouns import Pronouns
from bot.core.understanding.siblings import Siblings
from bot.core.understanding.word_lists import WordLists

_LEAD_OF_A_NAME = 4.0
"""Lead over all others from which a question names whom it is about, though no name of it is known."""


class AskingBack:
    """Knows the people, and the things of other kinds, of one knowledge."""

    def __init__(self, knowledge: Knowledge, lists: WordLists) -> None:
        self._knowledge, self._siblings = knowledge, Siblings(knowledge, lists)
        self._pronouns = Pronouns(knowledge.languages.values())

    def outcome(self, plain: Outcome) -> Outcome:
        """Whom a question may mean; what it says by itself (`plain`) where that is clear, or it is about no one thing.

        In a longer question a pronoun mostly refers to somebody of whom that question itself has spoken.
        """
        if not isinstance(plain, Match) or is_word_for_word(plain) or not self._leaves_open(plain.ranking):
            return plain
        entry = self._knowledge.entries[plain.entry]
        topic = self._knowledge.topic_of(entry)
        if topic is None or not topic.is_single or name_feature(topic.id) in plain.ranking.evidence.names:
            return plain
        others = [other for other in self._siblings.of(entry) if self._kind_of(other) == topic.kind]
        return Suggestions((entry.id, *others)[:CHOICES], plain.ranking) if others else plain

    def _leaves_open(self, ranking: Ranking) -> bool:
        words = ranking.evidence.words
        return len(words) <= ELLIPTIC and ranking.lead < _LEAD_OF_A_NAME and self._pronouns.are_in(words)

    def _kind_of(self, entry: str) -> str:
        topic = self._knowledge.topic_of(self._knowledge.entries[entry])
        return topic.kind if topic else ""
