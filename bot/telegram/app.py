"""The Telegram bot as a whole: built behind one seam, run until it is told to stop or cannot go on."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal, NamedTuple

from telegram.error import InvalidToken

from bot.core.answering import Answering
from bot.core.dialogue import Dialogue
from bot.logs import event, origin_of
from bot.operating.health import Health
from bot.operating.metrics import NO_METRICS, Metrics
from bot.settings import OrganisersPlace, Secret, Webhook
from bot.state.chats import ChatState
from bot.state.drafts import Drafts
from bot.state.keys import Keys
from bot.state.memory import MemoryStore
from bot.telegram.handling.handlers import Handlers
from bot.telegram.handling.organisers_chat import OrganisersChat
from bot.telegram.incoming.inbox import Inbox
from bot.telegram.incoming.polling import Poller
from bot.telegram.incoming.update_reader import UpdateReader
from bot.telegram.incoming.webhook import keep_webhook, set_webhook
from bot.telegram.outgoing.counted import CountedRequest
from bot.telegram.outgoing.http import Requests, bot_at
from bot.telegram.outgoing.outbox import Outbox
from bot.telegram.profile import update_profile
from bot.telegram.safe_state import SafeState
from bot.telegram.scheduling.order import AT_ONCE, ChatOrder, Ended
from bot.telegram.stopping import CannotRunError, Stop, finish, unless_stopped
from bot.telegram.telegram_clock import TelegramClock
from bot.telegram.timer import SYSTEM_TIMER, Timer
from bot.telegram.update import UPDATES

LAST_REPLIES = 8.0
"""Seconds that replies in hand get when the bot is told to stop."""
_LONGEST_CONNECT_PAUSE = 60.0
"""Seconds between two tries to reach Telegram at the start."""


class Setup(NamedTuple):
    """What the operator has set up around a bot. Without a webhook it polls."""

    webhook: Webhook | None = None
    metrics: Metrics = NO_METRICS
    health: Health | None = None
    organisers: OrganisersPlace | None = None
    drafts: Drafts | None = None


NOTHING_SET_UP = Setup()


class TelegramBot:
    """`api_url` and `timer` are the seams: tests give it a Telegram and a time of their own."""

    def __init__(
        self,
        answering: Answering,
        token: Secret,
        api_url: str,
        state: ChatState | None = None,
        setup: Setup = NOTHING_SET_UP,
        timer: Timer = SYSTEM_TIMER,
    ) -> None:
        self._webhook, self._metrics, self._timer = setup.webhook, setup.metrics, timer
        self._knowledge = answering.knowledge if isinstance(answering, Dialogue) else None
        """None as long as there is nothing but help."""
        self._fixed = asyncio.Event()
        self.health = setup.health or Health()
        self._state = state or ChatState(MemoryStore(), Keys(token), alone=setup.webhook is None)
        clock = TelegramClock()
        ordinary, self._urgent, self._polls = (
            CountedRequest(Requests(connections, clock), setup.metrics) for connections in (AT_ONCE, 2 * AT_ONCE, 1)
        )
        self.bot = bot_at(api_url, token, ordinary, self._polls)
        self._reader = UpdateReader(self.bot, setup.metrics)
        self.inbox = Inbox(self._reader)
        outbox = Outbox(self.bot.base_url, ordinary, self._urgent, clock)
        organisers = _organisers_chat(setup, self._state, outbox)
        self._handlers = Handlers(answering, self._state, self.bot, outbox, setup.metrics, organisers)
        self._metrics.watch_ready(self.health.is_ready)
        self._metrics.watch_help_only(lambda: self._knowledge is None)

    def use(self, dialogue: Dialogue) -> None:
        """Answers from another knowledge from now on."""
        self._knowledge = dialogue.knowledge
        self._handlers.use(dialogue)
        self._fixed.set()

    async def run(self) -> None:
        """Answers until SIGINT or SIGTERM. Raises CannotRunError."""
        stop: Stop = asyncio.get_running_loop().create_future()
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, finish, stop, None)
        if await self._connect(stop):
            async with self.receiving() if self._webhook else self.polling(stop):
                event("running", entries=len(self._knowledge.entries) if self._knowledge else 0)
                if self._knowledge and self._knowledge.no_number_was_called:
                    event("no number was ever called", logging.WARNING, contacts=len(self._knowledge.contacts))
                profile = asyncio.create_task(self._update_profile())
                await asyncio.wait([stop])
                profile.cancel()
                await asyncio.wait([profile])
        reason = await stop
        if reason:
            raise reason
        event("stopped")

    @asynccontextmanager
    async def polling(self, stop: Stop | None = None) -> AsyncIterator[None]:
        """Answers while this lasts; at its end takes no more updates and finishes the replies in hand."""
        stop = stop or asyncio.get_running_loop().create_future()
        poller = Poller(self._reader, self.bot.base_url, self._polls, stop, self.health.intake, self._timer)
        self._metrics.watch_confirmed_early(lambda: poller.confirmed_early)
        async with self._connected():
            order = self._new_order(poller.ended)
            polling = asyncio.create_task(poller.run(order))
            try:
                yield
            finally:
                finish(stop, None)
                await asyncio.wait([polling])
                await self._finish(order)
                await poller.confirm()

    @asynccontextmanager
    async def receiving(self) -> AsyncIterator[None]:
        """Answers what the webhook brings while this lasts; then takes no more and finishes the replies in hand."""
        assert self._webhook
        self._metrics.watch_confirmed_early(lambda: self.inbox.confirmed_early)
        async with self._connected():
            order = self._new_order(self.inbox.ended)
            self.inbox.open(order)
            self.health.intake.opened()
            keeping = asyncio.create_task(keep_webhook(self.bot, self._webhook, UPDATES, self.health.intake))
            try:
                yield
            finally:
                keeping.cancel()
                await asyncio.wait([keeping])
                self.inbox.close()
                await self._finish(order)

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[None]:
        """To Telegram and to the store."""
        await self._open()
        async with self._state.open():
            try:
                yield
            finally:
                await self._close()

    async def _update_profile(self) -> None:
        if self._knowledge is None:  # what people see before they write stays as it was until it is fixed
            event("running with help only", logging.ERROR)
            await self._fixed.wait()
        assert self._knowledge
        await update_profile(self.bot, self._knowledge)

    def _new_order(self, ended: Ended) -> ChatOrder:
        order = ChatOrder(self._handlers, ended)
        self._metrics.watch_queue("ordinary", lambda: len(order.ordinary))
        self._metrics.watch_queue("urgent", lambda: len(order.urgent) + len(order.last_words))
        self._metrics.watch_unanswered(lambda: order.unanswered)
        return order

    async def _open(self) -> None:
        await self._urgent.initialize()
        await self.bot.initialize()

    async def _close(self) -> None:
        await self.bot.shutdown()
        await self._urgent.shutdown()

    async def _finish(self, order: ChatOrder) -> None:
        self.health.intake.closed()
        try:
            async with asyncio.timeout(LAST_REPLIES):
                await order.finish()
        except TimeoutError:
            event("stopped with replies unsent", logging.WARNING, updates=len(order))
            await order.stop()

    async def _connect(self, stop: Stop) -> bool:
        """Waits for the network as long as it takes; a token that Telegram refuses ends the run.

        Where the bot polls, a webhook that was set before would keep updates from it, and is removed.
        """
        pause = 1.0
        while not stop.done():
            try:
                if await unless_stopped(self._reach(), stop):
                    return True
            except InvalidToken:
                why = "Telegram does not accept TELEGRAM_TOKEN: copy it again from @BotFather, or make a new one there."
                finish(stop, CannotRunError(why))
            except Exception as error:  # also an answer that no Telegram gives, from a proxy on the way
                event("telegram not reached", logging.WARNING, error=origin_of(error), again_in=pause)
                await asyncio.wait([stop], timeout=pause)
                pause = min(pause * 2, _LONGEST_CONNECT_PAUSE)
        await self._close()
        return False

    async def _reach(self) -> Literal[True]:
        """Gives something: None would tell that the bot was stopped meanwhile."""
        await self._open()
        if self._webhook:
            await set_webhook(self.bot, self._webhook, UPDATES)
        else:
            await self.bot.delete_webhook()
        return True


def _organisers_chat(setup: Setup, state: ChatState, outbox: Outbox) -> OrganisersChat | None:
    place = setup.organisers
    return OrganisersChat(place, SafeState(state), outbox, setup.drafts) if place else None
