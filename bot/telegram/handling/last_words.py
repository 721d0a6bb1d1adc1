"""Hide takes away what a chat shows, /forget what is kept of it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.telegram.handling.guarded import Guarded
from bot.telegram.outgoing.delivery import Delivery
from bot.telegram.outgoing.hiding import UNKNOWN, delete_messages
from bot.telegram.outgoing.outbox import Outbox, quietly
from bot.telegram.safe_state import SafeState
from bot.telegram.turn import Turn
from bot.telegram.under_way import under_way

HIDE_ASKS_AGAIN = (0.5, 2.0)
"""Seconds before each further look for a trail that could not be read: a hiccup is over then."""


class LastWords:
    def __init__(self, guarded: Guarded, state: SafeState, outbox: Outbox, delivery: Delivery) -> None:
        self._guarded, self._state, self._outbox, self._delivery = guarded, state, outbox, delivery

    async def hide(self, turn: Turn, shown: Sequence[int] = ()) -> None:
        """`shown`: messages that are seen, whether or not they stand in a trail."""
        under_way().go_on()  # another Hide does not stop it halfway: each says what it could not remove
        whole, noted = await self._take_away(turn, shown)
        memory = await self._state.memory(turn.chat)
        reply = self._guarded.hidden(turn.question, memory, whole=whole)
        if not under_way().is_forgotten:
            await self._state.remember(turn.chat, reply.memory)  # even if its line does not arrive
        await self._delivery.deliver(turn._replace(message=None, urgent=True), reply)
        # Last: after a crash the update comes again, and must find whatever may still be seen. Twice does no harm.
        await self._state.drop_from_trail(turn.chat, noted)

    async def vanish(self, turn: Turn, line: int) -> None:
        """Takes away the line that Hide left."""
        await quietly(self._outbox.persist("deleteMessage", turn.chat, {"message_id": line}, urgent=True))

    async def forget(self, turn: Turn) -> None:
        """Nothing of the chat is kept, not even of this exchange."""
        reply = self._guarded.forgotten(turn.question, await self._state.memory(turn.chat))
        await self._state.forget(turn.chat)
        await self._delivery.deliver(turn, reply, keep=False)

    async def _take_away(self, turn: Turn, shown: Sequence[int]) -> tuple[bool, list[int]]:
        """Whether all is gone, and what of the trail need not stay there.

        What lies in a store that is away is asked for again while what is known goes.
        """
        noted, rest = await self._state.trail(turn.chat)
        whole, left = await self._delete(turn.chat, [*noted, *turn.trail, *shown], noted)
        for pause in HIDE_ASKS_AGAIN:
            if rest != "unread":
                break
            await asyncio.sleep(pause)
            now, rest = await self._state.trail(turn.chat)
            more = sorted({*now} - {*noted})
            is_whole, stays = await self._delete(turn.chat, more, more)
            whole, left, noted = whole and is_whole, left | stays, [*noted, *more]
        return whole and rest == "nothing", [message for message in noted if message not in left]

    async def _delete(self, chat: int, ids: Sequence[int], noted: Sequence[int]) -> tuple[bool, set[int]]:
        """Whether all are gone, and what may yet go: the next Hide finds that, also where the bot stops meanwhile."""
        left = {*ids} - {UNKNOWN}
        try:
            return await delete_messages(self._outbox, chat, left) and UNKNOWN not in ids, left
        finally:
            unnoted = left.difference(noted)
            if unnoted and not under_way().is_forgotten:
                await self._state.leave_trail(chat, sorted(unnoted))
