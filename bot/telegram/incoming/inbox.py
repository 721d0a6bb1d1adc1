"""Updates that Telegram brings to the webhook: each is confirmed when it has been worked off, or has taken long.

Telegram sends an update again until it is confirmed, and the next one of that chat only after it. So a confirmation at
the very end keeps a chat in order over several replicas, and what a killed replica had in hand comes again to another
one.
"""

from __future__ import annotations

import asyncio
from typing import Any, Literal

from bot.logs import event
from bot.telegram.incoming.update_reader import UpdateReader
from bot.telegram.scheduling.order import ChatOrder
from bot.telegram.update import Incoming

PATIENCE = 10.0
"""Seconds after which an update is confirmed although it still waits: its chat has flooded the bot, or Telegram takes
no reply, and the chat's next message, which may be urgent, must be let through. From then on a stop loses it.
"""

Outcome = Literal["done", "later"]


class Inbox:
    """Where the webhook puts updates; `later` asks Telegram to bring one again."""

    def __init__(self, reader: UpdateReader) -> None:
        self._reader = reader
        self._order: ChatOrder | None = None
        self._in_hand: dict[int, asyncio.Future[bool]] = {}
        self._early: set[int] = set()
        """Updates in hand that were confirmed already."""
        self.confirmed_early = 0
        """Updates that were confirmed before they were answered: a crash in between loses them."""

    def open(self, order: ChatOrder) -> None:
        self._order = order

    def close(self) -> None:
        self._order = None

    async def take(self, raw: dict[str, Any]) -> Outcome:
        """An update that cannot be understood counts as done: Telegram would bring it for ever."""
        if self._order is None:
            return "later"
        update = self._reader.read(raw) if type(raw.get("update_id")) is int else None
        if update is None:
            return "done"
        end = self._in_hand.get(update.number) or self._put(update, self._order)
        await asyncio.wait([end], timeout=PATIENCE)
        if end.done():
            return "done" if end.result() else "later"
        self._on_confirmed_early(update.number)
        return "done"

    def ended(self, update: Incoming, worked_off: bool) -> None:
        """Tells the call that waits for the update how it ended."""
        end = self._in_hand.pop(update.number, None)
        self._early.discard(update.number)
        if end and not end.done():
            end.set_result(worked_off)

    def _on_confirmed_early(self, update: int) -> None:
        """The log is told once, as it is where the bot polls."""
        if update in self._early:  # of two calls for the same update, both have waited
            return
        self._early.add(update)
        if not self.confirmed_early:
            event("updates confirmed before they are answered", updates=1)
        self.confirmed_early += 1

    def _put(self, update: Incoming, order: ChatOrder) -> asyncio.Future[bool]:
        end: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._in_hand[update.number] = end
        order.put(update)
        order.tell()
        return end
