"""Deletes messages of a chat for Hide: the newest first, in batches, and as many as Telegram lets it."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Sequence

from telegram.error import BadRequest, TelegramError, TimedOut

from bot.logs import event
from bot.telegram.outgoing.outbox import Outbox

HIDDEN_AT_ONCE = 100
"""Messages that Telegram deletes in one call."""
MOST_CALLS = 40
"""Refused batches are halved to save the rest of them, up to so many calls in all."""
UNKNOWN = 0
"""Stands in a trail for a message that may have arrived, although Telegram did not say so in time, nor its number."""


async def delete_messages(outbox: Outbox, chat: int, left: set[int]) -> bool:
    """Whether all are gone; in `left` stay those that another try may delete, also where this one is cancelled.

    Telegram refuses a whole batch for one message in it that it will not delete.
    """
    newest = sorted(left, reverse=True)
    waiting = deque(newest[start : start + HIDDEN_AT_ONCE] for start in range(0, len(newest), HIDDEN_AT_ONCE))
    whole, calls = True, 0
    while waiting and calls < MOST_CALLS:
        batch = waiting.popleft()
        calls += 1
        refused = await _refused(outbox, chat, batch)
        if isinstance(refused, BadRequest) and len(batch) > 1:
            middle = len(batch) // 2
            waiting += (batch[:middle], batch[middle:])
            continue
        whole &= refused is None
        if refused is None or isinstance(refused, BadRequest):
            left.difference_update(batch)
    return whole and not waiting


async def _refused(outbox: Outbox, chat: int, batch: Sequence[int]) -> TelegramError | None:
    try:
        try:
            await outbox.persist("deleteMessages", chat, {"message_ids": batch}, urgent=True)
        except TimedOut:  # to delete them twice does no harm
            await outbox.persist("deleteMessages", chat, {"message_ids": batch}, urgent=True)
    except TelegramError as error:
        event("telegram refused", logging.DEBUG, error=type(error).__name__)
        return error
    return None
