"""Brings a reply to its chat once, and leaves in one write all that is kept of it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence

from bot.core.model import Memory, Question, Reply
from bot.logs import event
from bot.operating.metrics import Metrics
from bot.state.chats import Kept
from bot.state.counts import name_of_reply
from bot.telegram.outgoing.hiding import UNKNOWN, delete_messages
from bot.telegram.outgoing.outbox import Outbox
from bot.telegram.outgoing.sending import ButtonLink, GoneError, Sender
from bot.telegram.safe_state import SafeState
from bot.telegram.turn import Turn
from bot.telegram.under_way import under_way

Ask = Callable[[Question, Memory], Reply]


class Delivery:
    def __init__(self, state: SafeState, outbox: Outbox, link_of: ButtonLink, metrics: Metrics) -> None:
        self._state, self._outbox, self._metrics = state, outbox, metrics
        self._sender = Sender(outbox, link_of)

    async def answer(self, turn: Turn, ask: Ask) -> bool:
        """Delivers the reply that `ask` makes from the memory of the chat; returns whether it arrived."""
        return await self.deliver(turn, ask(turn.question, await self._state.memory(turn.chat)))

    async def tell_late(self, turn: Turn, late: Ask) -> None:
        """One line for everything that waited: ten of them would be seen by the person who holds the phone now."""
        if await self._state.was_told_late(turn.chat):
            await self.say_nothing(turn)
        elif await self.answer(turn, late):
            await self._state.told_late(turn.chat)

    async def say_nothing(self, turn: Turn) -> None:
        """Leaves nothing but the trail by which Hide finds the message."""
        await self._state.done(turn.update, Kept(turn.chat, trail=turn.trail))

    async def deliver(self, turn: Turn, reply: Reply, *, keep: bool = True) -> bool:
        """Sends the reply, unless another process has taken the update over meanwhile; returns whether it arrived."""
        urgent = turn.urgent or reply.soft_help or reply.kind == "crisis"
        if await self._state.sending(turn.update, again=urgent):
            return await self.send(turn._replace(urgent=urgent), reply, keep=keep)
        return False

    async def send(self, turn: Turn, reply: Reply, *, keep: bool = True) -> bool:
        """Sends the reply to an update that is already noted as being answered; whether it arrived."""
        # Only an answer is tied to its question: quoting what belongs in private would show it to all once more.
        tied = reply.quotes or (not turn.is_private and (reply.entry or reply.choices))
        reply_to = turn.message if tied else None
        try:
            sent = await self._sender.send(turn.chat, reply, reply_to, turn.topic, urgent=turn.urgent)
        except asyncio.CancelledError:  # the bot stops, and Telegram brings the update again
            if not under_way().may_have_arrived:
                await self._state.give_back(turn.update)
            raise
        except GoneError:
            await self._state.forget(turn.chat)
            return False
        unseen = [UNKNOWN] if self._state.was_helped_before(turn.update) else []
        trail = [*turn.trail, *unseen, *sent.messages] if turn.is_private and keep else []
        hushed = under_way().is_hushed
        if hushed or not sent.arrived:
            if not hushed:
                self._metrics.unsent_reply()
            await self._leave_unsent(turn, trail, take_back=bool(sent.messages) and hushed)
            return False
        await self._leave_sent(turn, reply, trail, keep=keep)
        return True

    async def _leave_sent(self, turn: Turn, reply: Reply, trail: Sequence[int], *, keep: bool) -> None:
        count = name_of_reply(reply.crisis or reply.kind, reply.language)
        memory = await self._to_remember(turn, reply.memory)
        chat, kept = (turn.chat, memory) if keep and not under_way().is_forgotten else (None, None)
        await self._state.done(turn.update, Kept(chat, kept, trail, count))
        self._metrics.reply(reply)
        # Not in a usual log: the minute of a cry for help may tell of a person.
        event("replied", logging.DEBUG, kind=reply.kind, entry=reply.entry, language=reply.language)

    async def _to_remember(self, turn: Turn, memory: Memory) -> Memory:
        """Of an ordinary reply that help has overtaken only the language chosen by it is remembered: after help nothing
        else was shown.
        """
        if turn.urgent or not under_way().is_overtaken:
            return memory
        now = await self._state.memory(turn.chat)
        has_chosen = memory.chosen_language != memory.stored_language
        return now._replace(chosen_language=memory.chosen_language) if has_chosen else now

    async def _leave_unsent(self, turn: Turn, trail: Sequence[int], *, take_back: bool) -> None:
        """Nothing was said, so nothing is remembered or counted; what arrived although hushed goes again."""
        under_way().go_on()
        known = {*trail} - {UNKNOWN}
        if take_back and await delete_messages(self._outbox, turn.chat, known) and UNKNOWN not in trail:
            trail = ()
        chat = None if under_way().is_forgotten else turn.chat
        await self._state.done(turn.update, Kept(chat, trail=trail))
