"""Which update is answered next: an urgent one overtakes all others, those of its own chat too."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Literal, Protocol

from telegram import Update

from bot.telegram.lane import Lane
from bot.telegram.outbox import overtaking

WAITING_IN_ONE_CHAT = 200
"""Updates of one chat that may wait; one who sends more at once gets no answer to the rest."""
WAITING = 20_000
"""Ordinary updates that may wait in all; beyond this the oldest of them go unanswered."""
AT_ONCE = 64
"""Updates of one lane that are being answered at once."""
LAST_WORD_WAITS = 3.0
"""Seconds for a reply that is on its way already, so that it is hidden too."""

Urgency = Literal["ordinary", "urgent", "last word"]
"""After a last word (Hide) nothing is answered that the chat asked before."""
Process = Callable[[Update], Awaitable[None]]


class Answerer(Protocol):
    """Whoever answers updates."""

    async def answer(self, update: Update) -> None: ...
    def urgency_of(self, update: Update) -> Urgency: ...
    def hush(self, chat: int) -> None:
        """Sends nothing more of what is in work for this chat."""

    async def pass_over(self, update: Update) -> None:
        """Takes note of an update that a last word overtook, without answering it."""


class ChatOrder:
    """Two lanes. Only what would have to wait is asked how urgent it is.

    `process` may stand around the answering.
    """

    def __init__(self, answerer: Answerer, process: Process | None = None) -> None:
        self._answerer, self._process = answerer, process or answerer.answer
        self._ordinary: Lane[Update] = Lane(self._process, AT_ONCE)
        self._urgent: Lane[tuple[Process, Update]] = Lane(self._overtake, AT_ONCE)
        self.dropped = 0
        """Ordinary updates that went unanswered because too much waited."""

    def __len__(self) -> int:
        """Updates that wait or are being answered."""
        return len(self._urgent) + len(self._ordinary)

    def put(self, update: Update) -> bool:
        """False where the chat has too much waiting already."""
        chat = _chat_of(update)
        urgency = "ordinary" if self._ordinary.is_free(chat) else self._answerer.urgency_of(update)
        if urgency == "ordinary":
            return self._put_ordinary(chat, update)
        if urgency == "last word":
            self._answerer.hush(chat)
            overtaken = [*self._ordinary.take_from(chat), *(item[1] for item in self._urgent.take_from(chat))]
            for earlier in overtaken:
                self._put_urgent(chat, self._answerer.pass_over, earlier)
            self._put_urgent(chat, self._process_last_word, update)
        else:
            self._put_urgent(chat, self._process, update)
        return True

    async def finish(self) -> None:
        """Until nothing waits any more."""
        await asyncio.gather(self._urgent.finish(), self._ordinary.finish())

    async def stop(self) -> None:
        """Gives up what waits and what is in work."""
        await asyncio.gather(self._urgent.stop(), self._ordinary.stop())

    async def _overtake(self, item: tuple[Process, Update]) -> None:
        process, update = item
        overtaking.set(True)
        await process(update)

    async def _process_last_word(self, update: Update) -> None:
        await self._ordinary.settle(_chat_of(update), LAST_WORD_WAITS)
        await self._process(update)

    def _put_ordinary(self, chat: int, update: Update) -> bool:
        if self._ordinary.waiting_of(chat) >= WAITING_IN_ONE_CHAT:
            return False
        self._ordinary.put(chat, update)
        if self._ordinary.waiting > WAITING:
            self._ordinary.take_oldest()
            self.dropped += 1
        return True

    def _put_urgent(self, chat: int, process: Process, update: Update) -> None:
        # Whoever has so much waiting is getting help already; the newest stays, since it may say something new.
        if self._urgent.waiting_of(chat) >= WAITING_IN_ONE_CHAT:
            self._urgent.take_from(chat, most=1)
        self._urgent.put(chat, (process, update))


def _chat_of(update: Update) -> int:
    return update.effective_chat.id if update.effective_chat else 0
