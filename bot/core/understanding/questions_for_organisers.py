"""Which questions that got no answer may be sent to the organisers: those about the event, in a calm chat."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.knowledge import Knowledge
from bot.core.model import Memory
from bot.core.scoring.features import name_feature
from bot.core.text import LONGEST
from bot.core.understanding.matching import Ranking

_NEAR_ENOUGH = 0.01
"""Least probability of the nearest entry where the event is not named; a tenth of questions about anything else reach
it.
"""


class QuestionsForOrganisers:
    """Judges by the entries of one knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._entries = knowledge.entries
        self._topics = {e.topic for e in self._entries.values() if e.topic and e.is_about_the_event}

    def include(self, text: str, ranking: Ranking, memory: Memory) -> bool:
        """Whether a question is about the event, by what it names or by the entry that comes nearest, in a calm chat.

        A chat is calm at its very beginning, and where an entry about the event was shown last. So nothing is offered
        after help or Hide until such an entry was shown again.
        """
        if len(text) > LONGEST or not ranking.candidates:
            return False
        shown = self._entries.get(memory.shown or "")
        is_calm = memory.last_language is None or (shown is not None and not shown.sensitive)
        if not is_calm or not self._entries[ranking.candidates[0].entry].is_about_the_event:
            return False
        return ranking.probability >= _NEAR_ENOUGH or self._names_the_event(ranking.evidence.names)

    def _names_the_event(self, names: Sequence[str]) -> bool:
        return not self._topics.isdisjoint(name.removeprefix(name_feature("")) for name in names)
