"""Many chats at once, but the messages of one chat one after the other, in the order they came."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from telegram import Update

WAITING_IN_ONE_CHAT = 200
"""Updates of one chat that may wait; one who sends more at once gets no answer to the rest."""

Process = Callable[[Update], Awaitable[None]]


class ChatOrder:
    """One task for each chat that has something waiting; a chat that must wait for Telegram holds no other."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._waiting: dict[int, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        """Updates that wait or are being answered."""
        return sum(map(len, self._waiting.values()))

    def put(self, update: Update) -> bool:
        """False where the chat has too much waiting already."""
        chat = update.effective_chat.id if update.effective_chat else 0
        queue = self._waiting.get(chat)
        if queue is not None:
            if len(queue) >= WAITING_IN_ONE_CHAT:
                return False
            queue.append(update)
            return True
        self._waiting[chat] = deque([update])
        task = asyncio.create_task(self._work_off(chat))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return True

    async def finish(self) -> None:
        """Until nothing waits any more."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def _work_off(self, chat: int) -> None:
        queue = self._waiting[chat]
        try:
            while queue:
                await self._process(queue[0])
                queue.popleft()
        finally:
            del self._waiting[chat]
