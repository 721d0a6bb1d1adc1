"""Calls to Telegram that are not given up at the first failure, in two lanes with connections of their own.

A flood wait of one chat holds up that chat alone. Where several people meet one at nearly the same time, the bot as a
whole sends too much: then the ordinary lane rests for as long as Telegram says, which leaves room for urgent calls, and
of the urgent calls that Telegram refuses, too, one knocks for all.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from math import inf
from typing import Any, NamedTuple

from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest

from bot.logs import event
from bot.telegram.outgoing.http import BrokenOffError, call
from bot.telegram.scheduling.gate import sleep, step_aside
from bot.telegram.telegram_clock import TelegramClock
from bot.telegram.under_way import UnderWay, under_way

LONGEST_FLOOD_WAIT = 60.0
"""Seconds; beyond this the reply would come too late to be safe."""
SEVERAL_CHATS, NEARLY_THE_SAME_TIME = 3, 2.0
"""Private chats that meet a flood wait within so many seconds: then the bot as a whole sends too much."""

LONGEST_BEHIND_ANOTHER = 10.0
"""Seconds for which an urgent call leaves it to another one to knock: the chat of that one may have to wait longer."""


class Patience(NamedTuple):
    """How a call that failed is tried again; each further pause is twice as long."""

    tries: int
    first_pause: float
    longest_pause: float
    seconds: float = inf
    """After so many no further try begins, even where each spent them on waiting for a connection."""
    longest_flood_wait: float = LONGEST_FLOOD_WAIT
    """If Telegram asks to wait longer, no further try begins."""


ORDINARY_PATIENCE = Patience(tries=4, first_pause=0.5, longest_pause=LONGEST_FLOOD_WAIT)
URGENT_PATIENCE = Patience(tries=30, first_pause=0.2, longest_pause=2.0, seconds=60.0, longest_flood_wait=inf)
"""Knocks again every two seconds for a minute, even where Telegram asks to wait longer; see `_Knocking`."""


class _Tries:
    """The tries of one call, as long as there is patience."""

    def __init__(self, patience: Patience) -> None:
        self._patience, self._left, self._pause = patience, patience.tries, patience.first_pause
        self._until = _now() + patience.seconds

    def pause_after_failure(self) -> float | None:
        """Seconds until the next try; None where there is none."""
        self._left -= 1
        if not self._left or _now() >= self._until:
            return None
        pause, self._pause = self._pause, min(self._pause * 2, self._patience.longest_pause)
        return pause

    def pause_in_flood(self, wait: float, *, behind_another: bool) -> float | None:
        """Seconds until the next try where Telegram asks to wait for so long; None where there is none."""
        self._left -= 1
        time_left = self._until - _now()
        if not self._left or time_left <= 0 or wait > self._patience.longest_flood_wait:
            return None
        return min(wait, time_left, LONGEST_BEHIND_ANOTHER if behind_another else self._patience.longest_pause)


class _Knocking:
    """Which of the urgent calls knocks while Telegram refuses the bot as a whole: all of them would prolong it.

    The others go once any call is let in. One that begins only now is not held up.
    """

    def __init__(self) -> None:
        self._knocks: UnderWay | None = None
        self.let_in = asyncio.Event()

    def is_left_to_another(self, mine: UnderWay, *, is_flood: bool) -> bool:
        """Where nobody knocks yet, this one does."""
        if is_flood and self._knocks is None:
            self._knocks = mine
        return self._knocks not in (None, mine)

    def on_let_in(self) -> None:
        if self._knocks:
            self.let_in.set()
            self.let_in, self._knocks = asyncio.Event(), None

    def on_end(self, mine: UnderWay) -> None:
        if self._knocks is mine:
            self._knocks = None


class HushedError(TelegramError):
    """The chat was hidden meanwhile: nothing that was asked before may appear in it any more."""

    def __init__(self) -> None:
        super().__init__("hidden meanwhile")


class Outbox:
    """`base_url` is that of the bot, with the token."""

    def __init__(
        self, base_url: str, ordinary: BaseRequest, urgent: BaseRequest, clock: TelegramClock | None = None
    ) -> None:
        self._base_url, self._ordinary, self._urgent = base_url, ordinary, urgent
        self._floods: dict[int, float] = {}
        """When each private chat met a flood wait, within the last two seconds."""
        self._rests_until = 0.0
        self._knocking = _Knocking()
        self.clock = clock or TelegramClock()

    def call(self, method: str, fields: Mapping[str, Any], *, urgent: bool) -> Awaitable[Any]:
        """Makes one call and returns its result as plain JSON. Raises TelegramError."""
        requests = self._urgent if urgent else self._ordinary
        return call(requests, f"{self._base_url}/{method}", fields)

    async def persist(
        self,
        method: str,
        chat: int,
        fields: Mapping[str, Any],
        *,
        urgent: bool,
        on_unseen: Callable[[], object] = lambda: None,
    ) -> Any:
        """Makes a call, several times if need be, and returns its result. Raises TelegramError.

        A read that timed out is not repeated here: Telegram has most likely done it, and only the caller knows whether
        twice does harm. `on_unseen` is called for each try that Telegram may have done without saying so.
        """
        mine = under_way()
        urgent = urgent or mine.overtakes
        fields = {"chat_id": chat, **fields}
        tries = _Tries(URGENT_PATIENCE if urgent else ORDINARY_PATIENCE)
        try:
            while True:
                if not urgent:
                    await self._rest(mine.silence)
                if mine.is_hushed:
                    raise HushedError
                before, mine.may_have_arrived = mine.may_have_arrived, True
                try:
                    result = await self.call(method, fields, urgent=urgent)
                    self._knocking.on_let_in()
                    return result
                except TelegramError as error:
                    mine.may_have_arrived = before or _may_be_done(error)
                    if _may_be_done(error):
                        on_unseen()
                    await self._wait_after(error, chat, tries, mine, urgent=urgent)
        finally:
            self._knocking.on_end(mine)

    async def _wait_after(
        self, error: TelegramError, chat: int, tries: _Tries, mine: UnderWay, *, urgent: bool
    ) -> None:
        """Until a call is tried again; raises the error where that would not help, or has lasted too long."""
        until = [mine.silence]
        if isinstance(error, RetryAfter):
            wait = self._flood_wait(chat, error)
            is_flood = len(self._floods) >= SEVERAL_CHATS
            behind_another = urgent and self._knocking.is_left_to_another(mine, is_flood=is_flood)
            until += [self._knocking.let_in] if behind_another else []
            pause = tries.pause_in_flood(wait, behind_another=behind_another)
        else:
            pause = tries.pause_after_failure() if may_pass(error) else None
        if pause is None:
            raise error
        await step_aside(pause, *until)

    async def _rest(self, silence: asyncio.Event) -> None:
        while (left := self._rests_until - _now()) > 0 and not silence.is_set():
            await sleep(left, silence)

    def _flood_wait(self, chat: int, error: RetryAfter) -> float:
        wait, now = seconds_of(error), _now()
        self._floods = {c: at for c, at in self._floods.items() if now - at <= NEARLY_THE_SAME_TIME}
        if is_person(chat):  # a group takes few messages a minute: in a full hall several meet that limit at once
            self._floods[chat] = now
        rest = min(wait, LONGEST_FLOOD_WAIT)  # then they are tried, and end like any that would have to wait longer
        if len(self._floods) >= SEVERAL_CHATS and self._rests_until < now + rest:
            self._rests_until = now + rest
            event("ordinary replies wait for Telegram", logging.WARNING, seconds=rest)
        return wait


async def quietly(call: Awaitable[Any]) -> None:
    """Makes a call that may fail without harm: for an old button, or a message that is already gone."""
    try:
        await call
    except TelegramError as error:
        event("telegram refused", logging.DEBUG, error=type(error).__name__)


def seconds_of(error: RetryAfter) -> float:
    """The wait that Telegram asks for, in seconds."""
    wait = error.retry_after  # a number now, a timedelta in the library's next major version
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _may_be_done(error: TelegramError) -> bool:
    """Whether Telegram may have done what it was asked, without saying so."""
    return isinstance(error, TimedOut | BrokenOffError)


def is_person(chat: int) -> bool:
    """Whether it is a private chat: the numbers of groups and channels are below zero."""
    return chat > 0


def may_pass(error: TelegramError) -> bool:
    """Whether trying again may help; an answer that is no JSON comes as a bare TelegramError."""
    broken = isinstance(error, NetworkError) and not isinstance(error, TimedOut | BadRequest)
    return broken or isinstance(error, RetryAfter | HushedError) or type(error) is TelegramError


def _now() -> float:
    return asyncio.get_running_loop().time()
