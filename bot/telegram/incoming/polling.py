"""Fetches updates by long polling.

PTB's own updater gives up on a whole batch when one update in it cannot be read, and swallows a revoked token;
this one reads each update by itself and tells why it cannot go on.

A poll confirms to Telegram whatever comes before its offset, and what is confirmed never comes again. So the offset
stays at the oldest update in hand, and what a killed bot had in hand comes again to the next one; what comes again to
this one meanwhile is passed over.
"""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any
from urllib.parse import urlencode

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.request import BaseRequest

from bot.logs import event, origin_of
from bot.operating.health import Intake
from bot.telegram.incoming.update_reader import UpdateReader
from bot.telegram.outgoing.outbox import seconds_of
from bot.telegram.scheduling.order import ChatOrder
from bot.telegram.stopping import CannotRunError, Stop, finish, unless_stopped
from bot.telegram.timer import Timer
from bot.telegram.update import UPDATES, Incoming

POLL_SECONDS = 30
"""For so long Telegram holds a poll for which it has nothing."""
ANSWER_SECONDS = 10.0
"""Seconds, beyond these, after which a poll without an answer has failed."""
MOST = 100
"""Updates that one poll brings at most."""
HOLD_PAUSE = 0.5
"""Seconds between two polls while something is in hand. Both have the same offset, so Telegram answers the second at
once; if that came sooner than this, it would bring one update only, however many wait.
"""
LONGEST_HOLD = 90.0
"""Seconds; help is tried for a minute."""
FEW = 8
"""Updates in hand up to which the next poll is held back. While more people write, nobody's message may wait for a
pause, and one person whom Telegram makes wait, or who sends a hundred messages, must not slow down the others.
"""
READ_AT_A_TIME = 10
"""Updates; then everything else gets its turn."""
CONFLICTS = 3
"""Polls that a newcomer loses to another program before it steps back."""
NEWCOMER_SECONDS = 10.0
"""For so long after its start a program is a newcomer."""
UNDISTURBED_SECONDS = 8.0
"""Without a conflict for so long, earlier ones are forgotten."""
CONFLICT_SECONDS = 30.0
"""Seconds that a program which was here first holds its ground."""
CONFLICT_PAUSE = 1.0
"""Seconds before the next poll after a conflict."""
LAST_POLL = 2.0
"""Seconds for the last poll when the bot stops: what it could not confirm is passed over after the restart."""
_TAKEN = "Another program is polling with the same TELEGRAM_TOKEN: stop it, then start this one again."
_TAKEN_BY_WEBHOOK = (
    "Somebody set a webhook with the same TELEGRAM_TOKEN, so that updates go elsewhere: stop that program, then start "
    "this one again, which removes it. Was it none of yours, others have the token: /revoke it in @BotFather."
)
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
"""Seconds before the next poll after one that failed; each further pause is twice as long."""


class Poller:
    """Hands every update to an order until `stop` is done; sets `stop` where polling cannot go on.

    `url` is that of the bot, with the token.
    """

    def __init__(
        self, reader: UpdateReader, url: str, request: BaseRequest, stop: Stop, intake: Intake, timer: Timer
    ) -> None:
        self._reader, self._url, self._request = reader, url, request
        self._stop, self._intake, self._timer = stop, intake, timer
        self._next = 0
        """The offset that confirms all that was taken."""
        self._held: dict[int, float] = {}
        """Updates in hand that are not to be confirmed, each with the time when it was taken."""
        self._taken: set[int] = set()
        """Updates that Telegram may bring again, because they are not confirmed."""
        self._none_held: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._pause = _FIRST_PAUSE
        self._started = self._timer.now()
        self._conflicts: list[float] = []
        self.confirmed_early = 0
        """Updates that were confirmed before they were answered: a crash in between loses them."""

    async def run(self, order: ChatOrder) -> None:
        while not self._stop.done():
            self._intake.beat()
            try:
                # A poll that need not wait tells at once that Telegram is within reach (again).
                fetching = self._fetch(POLL_SECONDS if self._intake.is_open else 0)
                updates = await unless_stopped(fetching, self._stop) or []
                self._intake.opened()
                self._pause = _FIRST_PAUSE
                await self._take(updates, order)
                await self._hold(crowded=len(updates) >= MOST or len(order) > FEW)
            except InvalidToken:
                finish(
                    self._stop,
                    CannotRunError("Telegram no longer accepts TELEGRAM_TOKEN: was it revoked in @BotFather?"),
                )
            except Conflict as error:
                await self._on_conflict(error)
            except Exception as error:  # whatever a poll brings, the next one is tried
                await self._wait(error)

    def ended(self, update: Incoming, worked_off: bool) -> None:
        """Is told how an update ended; one that was given up is to come again to the next bot."""
        if worked_off:
            self._held.pop(update.number, None)
        if not (self._held or self._none_held.done()):
            self._none_held.set_result(None)

    async def confirm(self) -> None:
        """Tells Telegram what has been answered, so that it does not come again after a restart."""
        if self._next:
            try:
                async with asyncio.timeout(LAST_POLL):
                    await self._fetch(0, limit=1)
            except Exception as error:  # the bot ends anyway
                event("last poll failed", logging.DEBUG, error=origin_of(error))

    def _offset(self) -> int:
        return min(self._held, default=self._next)

    async def _fetch(self, seconds: int, limit: int = MOST) -> list[dict[str, Any]]:
        query = {"offset": self._offset(), "timeout": seconds, "limit": limit, "allowed_updates": json.dumps(UPDATES)}
        url = f"{self._url}/getUpdates?{urlencode(query)}"
        updates = await self._request.post(url, read_timeout=seconds + ANSWER_SECONDS)
        if not isinstance(updates, list):
            raise TelegramError("the result of a poll is no list")
        return [update for update in updates if isinstance(update, dict)]

    async def _take(self, updates: list[dict[str, Any]], order: ChatOrder) -> None:
        """Fetching never waits for much answering: an urgent update may stand behind thousands of others."""
        for number, raw in enumerate(updates, start=1):
            if update := self._read(raw):
                order.put(update)
            if number % READ_AT_A_TIME == 0:
                await asyncio.sleep(0)
        order.tell()

    def _read(self, raw: dict[str, Any]) -> Incoming | None:
        """The update, unless it has been taken before or cannot be understood."""
        number = raw.get("update_id")
        if type(number) is not int or number in self._taken:  # no update at all, or known
            return None
        self._taken.add(number)
        self._next = number + 1  # lower than before where the numbers begin anew, as after a week without updates
        update = self._reader.read(raw)
        if update:
            self._held[number] = self._timer.now()
        return update

    async def _hold(self, *, crowded: bool) -> None:
        """Waits shortly for what is in hand, unless a crowd writes: then nobody may stand behind what is held."""
        overdue = self._timer.now() if crowded else self._timer.now() - LONGEST_HOLD
        held = {number: since for number, since in self._held.items() if since > overdue}
        self._on_confirmed_early(len(self._held) - len(held))
        self._held = held
        offset = self._offset()
        self._taken = {number for number in self._taken if number >= offset}
        if self._held:
            self._none_held = asyncio.get_running_loop().create_future()
            await self._timer.wait(HOLD_PAUSE, self._stop, self._none_held)

    def _on_confirmed_early(self, updates: int) -> None:
        """The log is told once: on a busy day it happens every second."""
        if updates and not self.confirmed_early:
            event("updates confirmed before they are answered", updates=updates)
        self.confirmed_early += updates

    async def _on_conflict(self, error: Conflict) -> None:
        self._intake.closed()
        now = self._timer.now()
        if self._conflicts and now - self._conflicts[-1] > UNDISTURBED_SECONDS:
            self._conflicts = []
        self._conflicts.append(now)
        has_webhook = "webhook" in str(error).lower()
        what = "somebody set a webhook with this token" if has_webhook else "another program polls with this token"
        event(what, logging.WARNING)
        newcomer = self._conflicts[0] - self._started < NEWCOMER_SECONDS and len(self._conflicts) >= CONFLICTS
        if newcomer or now - self._conflicts[0] > CONFLICT_SECONDS:
            finish(self._stop, CannotRunError(_TAKEN_BY_WEBHOOK if has_webhook else _TAKEN))
        await self._timer.wait(CONFLICT_PAUSE, self._stop)

    async def _wait(self, error: Exception) -> None:
        self._intake.closed()
        if isinstance(error, RetryAfter):
            wait = seconds_of(error)
        else:
            wait, self._pause = self._pause, min(self._pause * 2, _LONGEST_PAUSE)
        event("poll failed", logging.WARNING, error=origin_of(error), again_in=round(wait, 1))
        end = self._timer.now() + wait
        while (left := end - self._timer.now()) > 0 and not self._stop.done():
            self._intake.beat()  # a wait that Telegram asks for may be long, and is no hang
            await self._timer.wait(min(left, _LONGEST_PAUSE), self._stop)
