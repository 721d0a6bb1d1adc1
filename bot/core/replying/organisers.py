"""What organisers read when their answer has gone back, and what of it they may make a draft of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.core.model import Language, Paragraph, Question, Reply, Span, to_plain
from bot.core.replying.help import Help
from bot.core.replying.screens import Screens


def answered(help: Help, asked: str, question: Question, alarms: Callable[[str], bool]) -> Reply:
    """That an answer has gone back; where organisers may make a draft of it, also what goes into it."""
    reply = help.notices.notice("organisers.answered", question)
    if not asked or not help.offers.draft_days or alarms(asked):
        return reply
    paragraphs = (*_before_draft(help.screens, reply.language, question.at), (Span(asked),))
    return replace(reply, paragraphs=paragraphs, buttons=(help.screens.row(reply.language, "draft"),))


def question_of_draft(shown: str, help: Help, language: Language, at: datetime) -> str:
    """What stands in the message with the button of a draft; empty where it is none."""
    before = to_plain(_before_draft(help.screens, language, at))
    return shown.removeprefix(before).strip() if shown.startswith(before) else ""


def _before_draft(screens: Screens, language: Language, at: datetime) -> tuple[Paragraph, ...]:
    return (*screens.say("organisers.answered", language, at), *screens.say("organisers.draft", language, at))
