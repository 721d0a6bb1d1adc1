"""Which questions may be sent to the organisers, and what they read when their answer has gone back.

Those about the event may, in a chat that was not just given help.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.core.model import Knowledge, Language, Memory, Paragraph, Question, Reply, Span, to_plain
from bot.core.replying.help import Help
from bot.core.replying.screens import Screens
from bot.core.scoring.features import name_feature
from bot.core.text import LONGEST
from bot.core.understanding.matching import Ranking

_NEAR = 0.01
"""Least probability of the nearest entry where the event is not named: of questions about anything else, a tenth."""


def is_for_organisers(question: Question, ranking: Ranking, knowledge: Knowledge, memory: Memory) -> bool:
    """Of a question that got no answer, whether it is about the event: it names something of it, or comes near enough.

    A help reply leaves nothing shown: after one, nothing is offered until an entry about the event was shown.
    """
    if len(question.text) > LONGEST or not ranking.candidates:
        return False
    shown = knowledge.entries.get(memory.shown or "")
    begins = memory.last_language is None or (shown is not None and not shown.sensitive)
    if not begins or not knowledge.entries[ranking.candidates[0].entry].is_about_the_event:
        return False
    return ranking.probability >= _NEAR or _names_the_event(ranking.evidence.names, knowledge)


def _names_the_event(names: Sequence[str], knowledge: Knowledge) -> bool:
    topics = {entry.topic for entry in knowledge.entries.values() if entry.topic and entry.is_about_the_event}
    return not topics.isdisjoint(name.removeprefix(name_feature("")) for name in names)


def answered(help: Help, asked: str, question: Question, alarms: Callable[[str], bool]) -> Reply:
    """That an answer has gone back; where organisers may make a draft of it, also what goes into it."""
    reply = help.notice("organisers.answered", question)
    if not asked or not help.storage.draft_days or alarms(asked):
        return reply
    paragraphs = (*_before_draft(help.screens, reply.language, question.at), (Span(asked),))
    return replace(reply, paragraphs=paragraphs, buttons=(help.screens.row(reply.language, "draft"),))


def question_of_draft(shown: str, screens: Screens, language: Language, at: datetime) -> str:
    """What stands in the message with the button of a draft; empty where it is none."""
    before = to_plain(_before_draft(screens, language, at))
    return shown.removeprefix(before).strip() if shown.startswith(before) else ""


def _before_draft(screens: Screens, language: Language, at: datetime) -> tuple[Paragraph, ...]:
    return (*screens.say("organisers.answered", language, at), *screens.say("organisers.draft", language, at))
