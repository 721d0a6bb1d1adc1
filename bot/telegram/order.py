"""Which update is answered next: an urgent one overtakes all others, those of its own chat too."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Literal

from telegram import Update

from bot.telegram.lane import Lane

WAITING_IN_ONE_CHAT = 200
"""Updates of one chat that may wait; one who sends more at once gets no answer to the rest."""
WAITING = 20_000
"""Ordinary updates that may wait in all; beyond this the oldest of them go unanswered."""
AT_ONCE = 64
"""Updates of one lane that are being answered at once."""

Urgency = Literal["ordinary", "urgent", "last word"]
"""After a last word (Hide) nothing is answered that the chat asked before."""
Process = Callable[[Update], Awaitable[None]]


class ChatOrder:
    """Two lanes. Only what would have to wait is asked how urgent it is; `pass_over` gets what a last word overtook."""

    def __init__(self, process: Process, urgency_of: Callable[[Update], Urgency], pass_over: Process) -> None:
        self._urgency_of, self._process, self._pass_over = urgency_of, process, pass_over
        self._ordinary: Lane[Update] = Lane(process, AT_ONCE)
        self._urgent: Lane[tuple[Process, Update]] = Lane(lambda item: item[0](item[1]), AT_ONCE)
        self.dropped = 0
        """Ordinary updates that went unanswered because too much waited."""

    def __len__(self) -> int:
        """Updates that wait or are being answered."""
        return len(self._urgent) + len(self._ordinary)

    def put(self, update: Update) -> bool:
        """False where the chat has too much waiting already."""
        chat = update.effective_chat.id if update.effective_chat else 0
        urgency = "ordinary" if self._ordinary.is_free(chat) else self._urgency_of(update)
        if urgency == "ordinary":
            return self._put_ordinary(chat, update)
        if urgency == "last word":
            for overtaken in self._ordinary.take_from(chat):
                self._put_urgent(chat, self._pass_over, overtaken)
        self._put_urgent(chat, self._process, update)
        return True

    async def finish(self) -> None:
        """Until nothing waits any more."""
        await asyncio.gather(self._urgent.finish(), self._ordinary.finish())

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
