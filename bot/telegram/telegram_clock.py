"""Whether a message is late is judged by Telegram's time, which dates all messages.

The clock of this machine may be wrong by hours, for example before it has heard of a time server. By that clock every
cry would look as if it had waited, and be met with a bare line and then with silence; or what did wait would look new.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from email.utils import parsedate_to_datetime
from time import time

from bot.logs import event

AGREES = 60.0
"""Seconds by which the two clocks may differ, the way to Telegram and back included."""


class TelegramClock:
    def __init__(self) -> None:
        self._ahead = 0.0
        """Seconds by which Telegram's clock is ahead of this machine's."""
        self._has_message = False
        """Whether a message has told it."""

    def now(self) -> float:
        """Seconds since 1970; by this machine's clock as long as Telegram has told nothing else."""
        return self.of_machine() + self._ahead

    def of_machine(self) -> float:
        return time()

    def told(self, date: object, since: float) -> None:
        """Takes note of Telegram's time in a message, at a moment between `since`, by this machine's clock, and now."""
        if type(date) is int:
            self._has_message = True
            self._take(date, since)

    def heard(self, header: str, since: float) -> None:
        """Takes note of the date of an HTTP answer, which a server on the way may set: it counts until a message tells.

        So even the very first message, which may be a cry, is judged by Telegram's time.
        """
        if self._has_message:
            return
        with suppress(ValueError, TypeError, OverflowError):
            self._take(int(parsedate_to_datetime(header).timestamp()), since)

    def _take(self, date: int, since: float) -> None:
        now = self.of_machine()
        ahead = 0.0 if since - AGREES <= date <= now + AGREES else date - now
        if abs(ahead - self._ahead) > AGREES:
            self._ahead = ahead
            event("clock of this machine differs from Telegram's", logging.WARNING, seconds=round(-ahead))
