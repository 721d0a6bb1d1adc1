"""Hide takes away what a chat shows, /forget what is kept of it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from bot.telegram.delivery import Delivery
from bot.telegram.guarded import Guarded
from bot.telegram.hiding import UNKNOWN, delete_messages
from bot.telegram.outbox import Outbox, quietly
from bot.telegram.safe_state import SafeState
from bot.telegram.turn import Turn
from bot.telegram.under_way import under_way

HIDE_ASKS_AGAIN = (0.5, 2.0)
"""Seconds before each further look for a trail that could not be read: a hiccup is over then."""


class LastWords:
    def __init__(self, answering: Guarded, state: SafeState, outbox: Outbox, delivery: Delivery) -> None:
        self._answering, self._state, self._outbox, self._delivery = answering, state, outbox, delivery

    async def hide(self, turn: Turn, shown: Sequence[int] = ()) -> None:
        """`shown`: messages that are seen, whether or not they stand in a trail."""
        under_way().go_on()  # the trail is taken once: another Hide would not find what this one leaves
        whole = await self._take_away(turn, shown)
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

    async def _take_away(self, turn: Turn, shown: Sequence[int]) -> bool:
        """Whether all is gone; what lies in a store that is away is asked for again while what is known goes."""
        ids, rest = await self._state.take_trail(turn.chat)
        whole = await self._delete(turn.chat, [*ids, *turn.trail, *shown])
        for pause in HIDE_ASKS_AGAIN:
            if rest != "unread":
                break
            await asyncio.sleep(pause)
            ids, rest = await self._state.take_trail(turn.chat)
            whole &= await self._delete(turn.chat, ids)
        return whole and rest == "nothing"

    async def _delete(self, chat: int, ids: Sequence[int]) -> bool:
        """Whether all are gone; what may yet go is left for the next Hide, also where the bot stops meanwhile."""
        left = {*ids} - {UNKNOWN}
        try:
            return await delete_messages(self._outbox, chat, left) and UNKNOWN not in ids
        finally:
            if left and not under_way().is_forgotten:
                await self._state.leave_trail(chat, sorted(left))
