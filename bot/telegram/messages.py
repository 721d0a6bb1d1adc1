"""What is said to a message: every one of a private chat is answered, whatever it is."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from telegram import Bot, Message

from bot.core.said import CALLS_FOR_HELP, FORGET, HIDE, Command
from bot.telegram.delivery import Ask, Delivery
from bot.telegram.guarded import Guarded
from bot.telegram.last_words import LastWords
from bot.telegram.safe_state import SafeState
from bot.telegram.turn import Turn
from bot.telegram.updates import Heard, hear, is_addressed, is_late


class Messages:
    def __init__(
        self, bot: Bot, answering: Guarded, state: SafeState, delivery: Delivery, last_words: LastWords
    ) -> None:
        self._bot, self._answering = bot, answering
        self._state, self._delivery, self._last_words = state, delivery, last_words

    async def on(self, turn: Turn, message: Message, *, edited: bool) -> None:
        if not turn.is_private and not is_addressed(message, self._bot.id, self._bot.username):
            return
        heard = hear(message, self._bot.username, edited=edited)
        if heard.said == "nothing" or (not turn.is_private and heard.said == "media"):
            return
        said = self._answering.meant(heard.text)
        command = said.name if isinstance(said, Command) else None
        turn = replace(turn.asking(said if isinstance(said, str) else ""), urgent=command in CALLS_FOR_HELP)
        if command == HIDE and turn.is_private:
            await self._last_words.hide(turn)
        elif command == FORGET:
            await self._last_words.forget(turn)
        elif turn.is_private and is_late(message):
            await self._tell_late(turn)
        else:
            await self._delivery.answer(turn, self._asked(heard, said))

    def _asked(self, heard: Heard, said: Command | str) -> Ask:
        if heard.said == "media":
            return partial(self._answering.media, heard.media)
        if isinstance(said, Command):
            return partial(self._answering.command, said.name)
        return self._answering.reply_to

    async def _tell_late(self, turn: Turn) -> None:
        """One line for all that waited: ten of them would be seen by whoever holds the phone now."""
        if await self._state.was_told_late(turn.chat):
            await self._state.done(turn.update, turn.chat, trail=turn.trail)
        elif await self._delivery.answer(turn, self._answering.late):
            await self._state.told_late(turn.chat)
