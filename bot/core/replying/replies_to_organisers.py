"""What organisers read when their answer has gone back, and what of it they may make a draft of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.core.knowledge import Language
from bot.core.model import NOTHING_REMEMBERED, Paragraph, Question, Reply, Span, to_plain
from bot.core.replying.notices import Notices
from bot.core.replying.privacy import Offers
from bot.core.replying.screens import Screens
from bot.core.understanding.reply_language import ReplyLanguage


class RepliesToOrganisers:
    """The replies to organisers of one knowledge."""

    def __init__(self, screens: Screens, notices: Notices, reply_language: ReplyLanguage, offers: Offers) -> None:
        self._screens, self._notices, self._reply_language, self._offers = screens, notices, reply_language, offers

    def answered(self, asked: str, question: Question, alarms: Callable[[str], bool]) -> Reply:
        """Says that an answer has gone back, and what a draft of it would hold where organisers may make one."""
        reply = self._notices.notice("organisers.answered", self._notices.exchange(question))
        if not asked or not self._offers.draft_days or alarms(asked):
            return reply
        paragraphs = (*self._before_draft(reply.language, question.at), (Span(asked),))
        return reply._replace(paragraphs=paragraphs, buttons=(self._screens.row(reply.language, "draft"),))

    def question_of_draft(self, shown: str, language: Language, at: datetime) -> str:
        """What stands in the message with the button of a draft; empty where it is none."""
        before = to_plain(self._before_draft(language, at))
        return shown.removeprefix(before).strip() if shown.startswith(before) else ""

    def language_of(self, asked: str, question: Question) -> Language:
        """The language that a person's text shows; where it shows none, that of the organiser who answers it."""
        return self._reply_language.of(question, NOTHING_REMEMBERED, self._reply_language.guess(asked))

    def _before_draft(self, language: Language, at: datetime) -> tuple[Paragraph, ...]:
        say = self._screens.say
        return (*say("organisers.answered", language, at), *say("organisers.draft", language, at))
