"""What is said to a message: every one of a private chat is answered, whatever it is."""

from __future__ import annotations

from collections import deque
from functools import partial

from bot.core.commands import CALLS_FOR_HELP, FORGET, HIDE, Command
from bot.telegram.handling.guarded import Guarded
from bot.telegram.handling.last_words import LastWords
from bot.telegram.outgoing.delivery import Ask, Delivery
from bot.telegram.telegram_clock import TelegramClock
from bot.telegram.turn import Turn
from bot.telegram.update import Incoming

KNOWN_ALBUMS = 256
"""The latest that were answered, kept in memory alone; all parts of one come within seconds."""


class Messages:
    """Ten pictures of one album get one answer (`_albums`): nine further lines would push help off the screen."""

    def __init__(self, guarded: Guarded, delivery: Delivery, last_words: LastWords, clock: TelegramClock) -> None:
        self._guarded, self._delivery, self._last_words = guarded, delivery, last_words
        self._clock = clock
        self._albums = deque[str](maxlen=KNOWN_ALBUMS)

    async def answer(self, turn: Turn, message: Incoming) -> None:
        if not message.is_addressed or message.said is None:
            return
        if message.said != "text" and not turn.is_private:
            return
        said = self._guarded.command_or_words(message.text)
        command = said.name if isinstance(said, Command) else None
        turn = turn.asking(said if isinstance(said, str) else "", urgent=command in CALLS_FOR_HELP)
        if command == HIDE and turn.is_private:
            await self._last_words.hide(turn)
        elif command == FORGET:
            await self._last_words.forget(turn)
        elif turn.is_private and message.is_late(self._clock.now()):
            await self._delivery.tell_late(turn, self._guarded.late)
        elif message.album:
            await self._answer_of_album(turn, message, message.album, said)
        else:
            await self._delivery.answer(turn, self._asked(message, said))

    async def _answer_of_album(self, turn: Turn, part: Incoming, album: str, said: Command | str) -> None:
        """Every part with words is answered, and of those without any only the first of an album with no answer."""
        if part.said != "text" and album in self._albums:
            await self._delivery.say_nothing(turn)
            return
        self._albums.append(album)
        if not await self._delivery.answer(turn, self._asked(part, said)) and album in self._albums:
            self._albums.remove(album)  # unless so many came meanwhile that it is no longer known

    def _asked(self, message: Incoming, said: Command | str) -> Ask:
        if message.said and message.said != "text":
            return partial(self._guarded.media, message.said)
        if isinstance(said, Command):
            return partial(self._guarded.command, said.name)
        return self._guarded.reply_to
