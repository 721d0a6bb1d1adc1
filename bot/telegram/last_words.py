"""Hide takes away what a chat shows, /forget what is kept of it."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.telegram.delivery import Delivery
from bot.telegram.guarded import Guarded
from bot.telegram.hiding import delete_messages
from bot.telegram.outbox import Outbox, quietly
from bot.telegram.safe_state import SafeState
from bot.telegram.turn import Turn
from bot.telegram.under_way import under_way

HIDE_ASKS_AGAIN = (0.5, 2.0)
"""Seconds before each further look for a trail that could not be read: a hiccup is over then."""


class LastWords:
    def __init__(self, answering: Guarded, state: SafeState, outbox: Outbox, delivery: Delivery) -> None:
        self._answering, self._state, self._outbox, self._delivery = answering, state, outbox, delivery

    async def hide(self, turn: Turn) -> None:
        under_way().go_on()  # the trail is taken once: another Hide would not find what this one leaves
        whole = await self._take_away(turn)
        memory = await self._state.memory(turn.chat)
        reply = self._answering.hidden(turn.question, memory, whole=whole)
        if not under_way().is_forgotten:
            await self._state.remember(turn.chat, reply.memory)  # even if its line does not arrive
        await self._delivery.deliver(replace(turn, message=None, urgent=True), reply)

    async def vanish(self, turn: Turn, line: int) -> None:
        """Takes away the line that Hide left."""
        await quietly(self._outbox.persist("deleteMessage", turn.chat, {"message_id": line}, urgent=True))

    async def forget(self, turn: Turn) -> None:
        """Nothing of the chat is kept, not even of this exchange."""
        reply = self._answering.forgotten(turn.question, await self._state.memory(turn.chat))
        await self._state.forget(turn.chat)
        await self._delivery.deliver(turn, reply, keep=False)

    async def _take_away(self, turn: Turn) -> bool:
        """Whether all is gone; what lies in a store that is away is asked for again while what is known goes."""
        ids, rest = await self._state.take_trail(turn.chat)
        whole = await delete_messages(self._outbox, turn.chat, [*ids, *turn.trail])
        for pause in HIDE_ASKS_AGAIN:
            if rest != "unread":
                break
            await asyncio.sleep(pause)
            ids, rest = await self._state.take_trail(turn.chat)
            whole &= await delete_messages(self._outbox, turn.chat, ids)
        return whole and rest == "nothing"
