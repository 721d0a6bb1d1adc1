"""Updates that wait for the bot."""

from __future__ import annotations

import asyncio
import itertools

from .records import Json
from .refusals import OTHER_POLL, Refusal
from .webhook import Webhook


class Updates:
    """The queue of updates and the one long poll that waits for it."""

    def __init__(self) -> None:
        self.pending: list[Json] = []
        self.allowed: list[str] = []
        self.doubles = 0
        self._ids = itertools.count(1000)
        self._twice: set[int] = set()
        self._echoes: list[Json] = []
        self._poll: asyncio.Future[bool] | None = None
        self.webhook = Webhook(self.pending)

    def add(self, fields: Json) -> None:
        """Queue an update if the bot wants its kind."""
        if self.allowed and not fields.keys() & set(self.allowed):
            return
        self.pending.append({"update_id": next(self._ids), **fields})
        if self.doubles:
            self.doubles -= 1
            self._twice.add(self.pending[-1]["update_id"])
        self.webhook.bring(self.pending[-1])
        self.end_poll(conflict=False)

    def number_from(self, first: int) -> None:
        """Begin anew with the numbers, as Telegram does after a week without updates."""
        self._ids = itertools.count(first)

    def end_poll(self, *, conflict: bool) -> None:
        """Wake the waiting poll, if any."""
        if self._poll and not self._poll.done():
            self._poll.set_result(conflict)

    async def take(self, offset: int, limit: int, timeout: float) -> list[Json]:
        """Confirm what came before the offset and give what comes next, waiting for it if need be."""
        self.end_poll(conflict=True)
        if self.pending and offset > self.pending[-1]["update_id"] + 10:
            offset = 0  # of numbers that are no longer counted; it confirms nothing
        self.pending[:] = [u for u in self.pending[min(offset, 0) :] if u["update_id"] >= offset]
        if not self.pending and not self._echoes and timeout > 0:
            self._poll = poll = asyncio.get_running_loop().create_future()
            if (await asyncio.wait([poll], timeout=timeout))[0] and poll.result():
                raise Refusal(409, f"Conflict: {OTHER_POLL}")
        # The second copy comes with the next poll although the bot has confirmed the first, as it does in life.
        fresh = self.pending[:limit]
        batch, self._echoes = self._echoes + fresh, [u for u in fresh if u["update_id"] in self._twice]
        self._twice -= {update["update_id"] for update in fresh}
        return batch
