"""Which questions may be sent to the organisers: those about the event, in a chat that was not just given help."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.features import name_feature
from bot.core.matching import Ranking
from bot.core.model import Entry, Knowledge, Memory, Question
from bot.core.text import LONGEST

LIKELY = 0.01
"""Least probability of the nearest entry where the event is not named: of questions about anything else, a tenth."""


def is_for_organisers(question: Question, ranking: Ranking, knowledge: Knowledge, memory: Memory) -> bool:
    """Of a question that got no answer, whether it is about the event: it names something of it, or comes near enough.

    A help reply leaves nothing shown: after one, nothing is offered until an entry about the event was shown.
    """
    if len(question.text) > LONGEST or not ranking.candidates:
        return False
    shown = knowledge.entries.get(memory.shown or "")
    begins = memory.last_language is None or (shown is not None and not shown.sensitive)
    if not begins or not _is_about_the_event(knowledge.entries[ranking.candidates[0].entry]):
        return False
    return ranking.probability >= LIKELY or _names_the_event(ranking.evidence.names, knowledge)


def _names_the_event(names: Sequence[str], knowledge: Knowledge) -> bool:
    topics = {entry.topic for entry in knowledge.entries.values() if entry.topic and _is_about_the_event(entry)}
    return not topics.isdisjoint(name.removeprefix(name_feature("")) for name in names)


def _is_about_the_event(entry: Entry) -> bool:
    return not entry.sensitive and entry.topic != "bot"
