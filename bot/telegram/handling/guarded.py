"""A dialogue may fail at anything, or never end, and people are answered all the same: by its help, which is then asked
instead.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from bot.core.answering import Answering
from bot.core.commands import Command
from bot.core.model import NOTHING_REMEMBERED, Memory, Question, Reply
from bot.core.replying.buttons import ActionCodes
from bot.core.replying.help import Help
from bot.core.replying.notices import Media, Notices
from bot.core.replying.privacy import Offers
from bot.core.replying.replies_to_organisers import RepliesToOrganisers
from bot.logs import event, origin_of
from bot.telegram.time_limit import in_time

T = TypeVar("T")


class Guarded:
    """Its methods fail at nothing that help alone can do; what its properties give is not guarded."""

    def __init__(self, answering: Answering) -> None:
        self.use(answering)

    def use(self, answering: Answering) -> None:
        """Asks this one from now on."""
        self.asked = answering
        """Asked first; it may fail."""
        self.alone = answering if isinstance(answering, Help) else answering.alone

    @property
    def time_zone(self) -> str:
        return self.asked.time_zone

    @property
    def codes(self) -> ActionCodes:
        return self.asked.codes

    @property
    def notices(self) -> Notices:
        return self.asked.notices

    @property
    def replies_to_organisers(self) -> RepliesToOrganisers:
        return self.asked.replies_to_organisers

    @property
    def offers(self) -> Offers:
        return self.asked.offers

    def command_or_words(self, text: str) -> Command | str:
        return self._ask(lambda asked: asked.command_or_words(text))

    def alarms(self, text: str) -> bool:
        return self._ask(lambda asked: asked.alarms(text))

    def reply_to(self, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        return self._ask(lambda asked: asked.reply_to(question, memory))

    def press(self, data: str, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        return self._ask(lambda asked: asked.press(data, question, memory))

    def command(self, name: str, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        return self._ask(lambda asked: asked.command(name, question, memory))

    def media(self, kind: Media, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        return self._tell(lambda notices: notices.media(kind, question, memory), question, memory)

    def late(self, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        return self._tell(lambda notices: notices.late(question, memory), question, memory)

    def hidden(self, question: Question, memory: Memory = NOTHING_REMEMBERED, *, whole: bool) -> Reply:
        return self._say_last(lambda notices: notices.hidden(question, memory, whole=whole))

    def forgotten(self, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        return self._say_last(lambda notices: notices.forgotten(question, memory))

    def _ask(self, ask: Callable[[Answering], T]) -> T:
        return _either(lambda: ask(self.asked), lambda: ask(self.alone))

    def _tell(self, tell: Callable[[Notices], Reply], question: Question, memory: Memory) -> Reply:
        return _either(lambda: tell(self.notices), lambda: self.alone.reply_to(question, memory))

    def _say_last(self, say: Callable[[Notices], Reply]) -> Reply:
        """Numbers are no substitute here: they would stand in the chat that was just emptied."""
        return _either(lambda: say(self.notices), lambda: say(self.alone.notices))


def _either(ask: Callable[[], T], otherwise: Callable[[], T]) -> T:
    try:
        return in_time(ask)
    except Exception as error:  # whatever is broken, the person gets the numbers and can hide
        event("answering failed", logging.ERROR, error=origin_of(error))
    return in_time(otherwise)
