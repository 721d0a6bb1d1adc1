"""The few short texts around the answers: for what cannot be read or comes late, and after Hide and /forget.

None of them needs to understand a text, so none can fail at that.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Literal

from bot.core.knowledge import Language
from bot.core.model import NOTHING_REMEMBERED, Exchange, Memory, Paragraph, Question, Reply, ReplyKind
from bot.core.replying.own_texts import TextKey
from bot.core.replying.screens import Screens
from bot.core.understanding.reply_language import ReplyLanguage

LATE = timedelta(minutes=15)
"""A message older than this when it is read gets bare numbers: somebody else may hold the phone now."""

Media = Literal["voice", "place", "other", "long"]
_MEDIA: Mapping[Media, TextKey] = {
    "voice": "media.voice",
    "place": "media.place",
    "other": "media.other",
    "long": "media.long",
}


class Notices:
    """The short texts of one knowledge."""

    def __init__(self, screens: Screens, reply_language: ReplyLanguage) -> None:
        self._screens, self._reply_language = screens, reply_language

    def exchange(self, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Exchange:
        """Makes the exchange of a question, for a caller that has only that, such as the edge."""
        return self._reply_language.exchange(question, memory)

    def notice(self, key: TextKey, exchange: Exchange, *, with_numbers: bool = True) -> Reply:
        """One of the program's own short texts, with the menu and help below it; `with_numbers`: with those of help."""
        return self._with_help(
            self._screens.say(key, exchange.language, exchange.at), exchange, with_numbers=with_numbers
        )

    def kept(self, exchange: Exchange) -> Reply:
        """What is kept of people, where no entry can tell it."""
        return self._with_help(self._screens.kept(exchange.language, exchange.at), exchange)

    def _with_help(self, paragraphs: tuple[Paragraph, ...], exchange: Exchange, *, with_numbers: bool = True) -> Reply:
        language, memory = exchange.language, exchange.remembered
        if exchange.in_group:
            return Reply("fallback", language, paragraphs, memory=memory)
        if with_numbers:
            paragraphs += self._screens.say("fallback.help", language, exchange.at)
        return Reply("fallback", language, paragraphs, self._screens.menu_rows(language), memory=memory)

    def media(self, kind: Media, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """A kind word for what the program cannot read."""
        return self.notice(_MEDIA[kind], self.exchange(question, memory))

    def late(self, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """The reply to a message that was read long after it was written."""
        return self.line("late.text", self.exchange(question, memory))

    def hidden(self, question: Question, memory: Memory = NOTHING_REMEMBERED, *, whole: bool) -> Reply:
        """The one neutral line that Hide leaves: whether all was hidden. Its button takes the line away, too."""
        language = self._reply_language.of(question, memory)
        paragraphs = self._screens.say("hidden.all" if whole else "hidden.some", language, question.at)
        button = self._screens.button("vanish", language)
        # What was shown is gone from the screen, so nothing may refer to it any more.
        gone = memory.showing(None, None).without_help()
        return Reply("answer", language, paragraphs, ((button,),), memory=gone)

    def forgotten(self, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """What /forget leaves: nothing to remember, and of the menu only its last row; in a group its one line, since
        who wants to be forgotten must write it in the private chat.
        """
        exchange = self.exchange(question, memory)
        if exchange.in_group:
            return self._screens.to_private(exchange)._replace(memory=NOTHING_REMEMBERED)
        reply = self.notice("forgotten", exchange)
        return reply._replace(buttons=reply.buttons[-1:], memory=NOTHING_REMEMBERED)

    def brief(self, exchange: Exchange) -> Reply:
        """The numbers so short that a pop-up holds them, which leaves no message behind."""
        return self.line("brief.text", exchange)._replace(buttons=())

    def thanks(self, language: Language) -> str:
        """Thanks whoever has said whether an answer helped, in a pop-up: no reply is sent."""
        return self._screens.composer.text("helped.thanks", language)

    def line(self, key: TextKey, exchange: Exchange, kind: ReplyKind = "answer") -> Reply:
        """One of the program's own short texts, with its menu and help one tap away."""
        language = exchange.language
        paragraphs = self._screens.say(key, language, exchange.at)
        rows = (self._screens.last_row(language),)
        return Reply(kind, language, paragraphs, rows, memory=exchange.remembered)
