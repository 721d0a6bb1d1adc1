"""What is said to a message: every one of a private chat is answered, whatever it is."""

from __future__ import annotations

from functools import partial

from bot.core.commands import CALLS_FOR_HELP, FORGET, HIDE, Command
from bot.telegram.delivery import Ask, Delivery
from bot.telegram.guarded import Guarded
from bot.telegram.incoming import Incoming
from bot.telegram.last_words import LastWords
from bot.telegram.turn import Turn


class Messages:
    def __init__(self, answering: Guarded, delivery: Delivery, last_words: LastWords) -> None:
        self._answering, self._delivery, self._last_words = answering, delivery, last_words

    async def answer(self, turn: Turn, message: Incoming) -> None:
        if not message.is_addressed or message.said is None:
            return
        if message.said != "text" and not turn.is_private:
            return
        said = self._answering.command_or_words(message.text)
        command = said.name if isinstance(said, Command) else None
        turn = turn.asking(said if isinstance(said, str) else "", urgent=command in CALLS_FOR_HELP)
        if command == HIDE and turn.is_private:
            await self._last_words.hide(turn)
        elif command == FORGET:
            await self._last_words.forget(turn)
        elif turn.is_private and message.is_late():
            await self._delivery.tell_late(turn, self._answering.late)
        else:
            await self._delivery.answer(turn, self._asked(message, said))

    def _asked(self, message: Incoming, said: Command | str) -> Ask:
        if message.said and message.said != "text":
            return partial(self._answering.media, message.said)
        if isinstance(said, Command):
            return partial(self._answering.command, said.name)
        return self._answering.reply_to
