"""Updates that Telegram brings by itself: each is answered for only when it has been worked off.

Telegram sends an update again until it hears a yes, and the next of that chat only after it. So a yes at the very end
keeps a chat in order over several replicas, and what a killed replica had in hand comes again to another one.
"""

from __future__ import annotations

import asyncio
from typing import Any, Literal

from bot.telegram.incoming import Incoming
from bot.telegram.order import ChatOrder
from bot.telegram.update_reader import UpdateReader

PATIENCE = 10.0
"""Seconds. Who must wait longer has flooded; a yes then lets the chat's next message come, which may be urgent."""

Outcome = Literal["done", "later"]


class Inbox:
    """Where the webhook puts updates; `later` asks Telegram to bring one again."""

    def __init__(self, reader: UpdateReader) -> None:
        self._reader = reader
        self._order: ChatOrder | None = None
        self._in_hand: dict[int, asyncio.Future[bool]] = {}

    def open(self, order: ChatOrder) -> None:
        self._order = order

    def close(self) -> None:
        self._order = None

    async def take(self, raw: dict[str, Any]) -> Outcome:
        """What cannot be understood is done with: Telegram would bring it for ever."""
        if self._order is None:
            return "later"
        update = self._reader.read(raw) if type(raw.get("update_id")) is int else None
        if update is None:
            return "done"
        end = self._in_hand.get(update.number) or self._put(update, self._order)
        await asyncio.wait([end], timeout=PATIENCE)
        if not end.done():
            self._in_hand.pop(update.number, None)
            return "done"
        return "done" if end.result() else "later"

    def ended(self, update: Incoming, worked_off: bool) -> None:
        """Tells whoever waits for the update how it ended."""
        end = self._in_hand.pop(update.number, None)
        if end and not end.done():
            end.set_result(worked_off)

    def _put(self, update: Incoming, order: ChatOrder) -> asyncio.Future[bool]:
        end: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._in_hand[update.number] = end
        order.put(update)
        order.tell()
        return end
