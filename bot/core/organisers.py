"""Which questions may be sent to the organisers: those about the event, in a chat that was not just given help."""

from __future__ import annotations

from bot.core.matching import Ranking
from bot.core.model import Entry, Knowledge, Memory, Question
from bot.core.text import LONGEST


def is_for_organisers(question: Question, ranking: Ranking, knowledge: Knowledge, memory: Memory) -> bool:
    """Of a question that got no answer, whether what comes nearest to it is about the event.

    A help reply leaves nothing shown: after one, nothing is offered until an entry about the event was shown.
    """
    if len(question.text) > LONGEST or not ranking.candidates:
        return False
    shown = knowledge.entries.get(memory.shown or "")
    begins = memory.last_language is None or (shown is not None and not shown.sensitive)
    return begins and _is_about_the_event(knowledge.entries[ranking.candidates[0].entry])


def _is_about_the_event(entry: Entry) -> bool:
    return not entry.sensitive and entry.topic != "bot"
