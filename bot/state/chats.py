"""What is remembered of chats and updates, and for how long.

No text or name gets here, and a chat id goes no further in the clear.

An update is answered once: it is *claimed* before anything is done, *sending* is noted just before the first message
goes out, *done* after the last. After a crash a claim alone may be taken over, since nobody has been answered yet;
one that was sending is never answered again, since somebody may have been. Help is the exception: twice is better than
never.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from enum import Enum
from time import time
from typing import Literal

from bot.core.model import Memory
from bot.core.replying.privacy import Storage
from bot.core.understanding.follow_up import REMEMBERED
from bot.state.keys import Keys
from bot.state.store import Add, Append, Delete, Incomplete, Put, Renew, Store, Write

_HOUR, _DAY = 3600.0, 24 * 3600.0
LANGUAGE_SECONDS = 30 * _DAY
"""A chosen language is kept this long after the last message."""
CONTEXT_SECONDS = REMEMBERED.total_seconds()
"""What was shown last, and in which language."""
TRAIL_SECONDS = 48 * _HOUR
"""Telegram lets a bot delete messages for this long."""
LONGEST_TRAIL = 400
CLAIM_SECONDS = _DAY
"""Telegram delivers an update again for this long."""
LEASE_SECONDS = 10.0
"""How long one that claimed an update, or sends help, may take before another may take it over."""
ASKED_SECONDS = 48 * _HOUR
"""A question that was sent to the organisers may be answered for this long."""
COUNT_SECONDS = 366 * _DAY
FEWEST = 5
"""Smaller counts are not shown: they could tell of a single person."""

_BETWEEN_PURGES = 600.0
STORAGE = Storage(
    language_days=round(LANGUAGE_SECONDS / _DAY),
    context_minutes=round(CONTEXT_SECONDS / 60),
    trail_hours=round(TRAIL_SECONDS / _HOUR),
    count_months=12,
)
"""What the privacy text tells of it, wherever it lies."""

_CLAIMED, _SENDING, _HELPING, _DONE = b"claimed", b"sending", b"helping", b"done"
_NEVER_AGAIN = (_SENDING, _DONE)
_LOST = b"lost"
"""Stands in hand for a claim that another has taken over; it is written nowhere."""


Rest = Literal["nothing", "older", "unread"]
"""What a chat may have beyond the trail that was taken: more than is kept of it, or what lies in a place that is away.
"""


class Claim(Enum):
    NEW = "new"
    """Nobody has answered this update: it is now ours."""
    IN_WORK = "in work"
    """Somebody is about to answer it."""
    DONE = "done"
    """It was answered, or may have been."""


class ChatState:
    """`alone` says that no other process answers for this bot, so that claims of an earlier life are free at once."""

    def __init__(self, store: Store, keys: Keys, *, alone: bool = True, clock: Callable[[], float] = time) -> None:
        self._store, self._keys, self._alone, self._clock = store, keys, alone, clock
        self._owner = secrets.token_hex(8)
        self._in_hand: dict[int, bytes] = {}
        """Updates that this process works on, each with its claim."""

    # ---- chats ----------------------------------------------------------------------------------

    async def memory(self, chat: int) -> Memory:
        language, context = await self._store.get(self._keys.of("language", chat), self._keys.of("context", chat))
        memory = _as_memory(context) if context else Memory()
        chosen = language.decode(errors="replace") if language else None
        return replace(memory, chosen_language=chosen, stored_language=chosen)

    async def remember(self, chat: int, memory: Memory) -> None:
        await self._store.write(*self._memory_writes(chat, memory))

    async def forget(self, chat: int) -> None:
        copies = await self._store.counters(self._keys.of("copies", chat))
        links = [Delete(self._keys.of("copied", copy)) for copy in copies]
        kinds = ("language", "context", "trail", "copies", "sent", "late")
        await self._store.write(*links, *(Delete(self._keys.of(kind, chat)) for kind in kinds))

    async def told_late(self, chat: int) -> None:
        """Somebody there was told that their message was read late, which holds for all that they wrote before."""
        await self._store.write(Put(self._keys.of("late", chat), b"1", CONTEXT_SECONDS))

    async def was_told_late(self, chat: int) -> bool:
        """Within the last quarter of an hour."""
        (told,) = await self._store.get(self._keys.of("late", chat))
        return told is not None

    # ---- questions to the organisers ------------------------------------------------------------

    async def was_asked(self, chat: int, question: int) -> bool:
        """Whether this was the chat's latest question to them."""
        (sent,) = await self._store.get(self._keys.of("sent", chat))
        return sent == b"%d" % question

    async def link(self, copy: int, chat: int, question: int) -> None:
        """From the copy in the organisers' chat, the chat of its author can be found once; it lies there sealed.

        The chat names its copies: a link to a chat that no longer names it, since all was forgotten, leads nowhere.
        """
        sealed = self._keys.seal(b"%d %d" % (chat, question))
        await self._store.write(
            Append(self._keys.of("copied", copy), (sealed,), 1, ASKED_SECONDS),
            Add(self._keys.of("copies", chat), str(copy), ASKED_SECONDS),
            Put(self._keys.of("sent", chat), b"%d" % question, ASKED_SECONDS),
        )

    async def take_link(self, copy: int) -> tuple[int, int] | None:
        """Chat and question; None where it was taken, forgotten or has expired."""
        links, _ = await self._take(self._keys.of("copied", copy))
        for sealed in links:
            opened = self._keys.open(sealed, ASKED_SECONDS)
            if opened is not None:
                chat, question = map(int, opened.split())
                named = await self._store.counters(self._keys.of("copies", chat))
                return (chat, question) if str(copy) in named else None
        return None

    async def leave_trail(self, chat: int, messages: Sequence[int]) -> None:
        if messages:
            await self._store.write(self._trail_write(chat, messages))

    async def take_trail(self, chat: int) -> tuple[list[int], Rest]:
        """Ids of the last 48 hours, oldest first, which are then gone from the trail, and what may be left."""
        values, whole = await self._take(self._keys.of("trail", chat))
        ids = [int(value) for value in values]
        if not whole:
            return ids, "unread"
        return ids, "older" if len(ids) >= LONGEST_TRAIL else "nothing"

    async def _take(self, key: str) -> tuple[list[bytes], bool]:
        """A list, and whether it is all of it."""
        try:
            return await self._store.take(key), True
        except Incomplete as part:
            return part.values, False

    # ---- updates --------------------------------------------------------------------------------

    async def claim(self, update: int) -> Claim:
        """Whoever gets NEW ends with `done`."""
        if update in self._in_hand:
            return Claim.IN_WORK
        self._in_hand[update] = mine = self._lease(_CLAIMED)
        claim = Claim.IN_WORK
        try:
            claim = await (self._look(update) if self._alone else self._compete(update, mine))
        finally:
            if claim is not Claim.NEW:
                del self._in_hand[update]
        return claim

    async def sending(self, update: int, *, again: bool = False) -> bool:
        """Noted before the first message goes out; False where another has taken the update over.

        `again` is for help: should this process die before it is done, another sends the reply once more.
        """
        mine, note = self._in_hand[update], self._lease(_HELPING) if again else _SENDING
        ours = mine != _LOST and await self._note(self._keys.of_update(update), mine, note)
        self._in_hand[update] = note if ours else _LOST
        return ours

    async def _note(self, key: str, mine: bytes, note: bytes) -> bool:
        if not self._alone and await self._store.swap(key, mine, note, CLAIM_SECONDS):
            return True
        # Alone, nothing was written before; a shared store that started anew has lost what was.
        found = await self._store.put_if_absent(key, note, CLAIM_SECONDS)
        if found is not None and self._alone and found not in _NEVER_AGAIN:
            return await self._store.swap(key, found, note, CLAIM_SECONDS)
        return found is None

    def _lease(self, word: bytes) -> bytes:
        return b"%s %s %d" % (word, self._owner.encode(), self._clock() + LEASE_SECONDS)

    async def done(
        self,
        update: int,
        chat: int | None = None,
        memory: Memory | None = None,
        trail: Sequence[int] = (),
        count: str | None = None,
    ) -> None:
        """All that an answered update leaves, in one write; a second call for the same update does nothing."""
        noted = self._in_hand.pop(update, None)
        if noted in (None, _LOST):
            return
        writes: list[Write] = []
        if noted != _SENDING:  # which says as much
            writes.append(Put(self._keys.of_update(update), _DONE, CLAIM_SECONDS))
        if chat is not None and memory is not None:
            writes += self._memory_writes(chat, memory)
        if chat is not None and trail:
            writes.append(self._trail_write(chat, trail))
        if count:
            writes.append(self._count_write(count))
        if writes:
            await self._store.write(*writes)

    # ---- counts ---------------------------------------------------------------------------------

    async def count(self, name: str) -> None:
        """One more today (UTC) of what `name` says; it must say nothing of a person."""
        await self._store.write(self._count_write(name))

    async def counts(self, day: date) -> dict[str, int]:
        """Counts of a day, without those that are too small to be shown."""
        found = await self._store.counters(self._keys.of("count", day.isoformat()))
        return {name: number for name, number in sorted(found.items()) if number >= FEWEST}

    async def sums(self, days: Iterable[date], wanted: Callable[[str], bool]) -> dict[str, int]:
        """Of several days together, the counts whose name is wanted; without sums that are too small to be shown."""
        total: Counter[str] = Counter()
        for day in days:
            found = await self._store.counters(self._keys.of("count", day.isoformat()))
            total.update({name: number for name, number in found.items() if wanted(name)})
        return {name: number for name, number in sorted(total.items()) if number >= FEWEST}

    # ---- housekeeping ---------------------------------------------------------------------------

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """While this lasts, what has expired is removed now and then; at its end the store is closed."""
        tidying = asyncio.create_task(self._tidy())
        try:
            yield
        finally:
            tidying.cancel()
            await asyncio.wait([tidying])
            await self._store.close()

    async def _tidy(self) -> None:
        while True:
            await self._store.purge()
            await asyncio.sleep(_BETWEEN_PURGES)

    async def _look(self, update: int) -> Claim:
        (found,) = await self._store.get(self._keys.of_update(update))
        return Claim.DONE if found in _NEVER_AGAIN else Claim.NEW

    async def _compete(self, update: int, mine: bytes) -> Claim:
        key = self._keys.of_update(update)
        found = await self._store.put_if_absent(key, mine, CLAIM_SECONDS)
        if found is None:
            return Claim.NEW
        if found in _NEVER_AGAIN:
            return Claim.DONE
        if _lease_of(found) > self._clock():
            return Claim.IN_WORK
        return Claim.NEW if await self._store.swap(key, found, mine, CLAIM_SECONDS) else Claim.IN_WORK

    def _memory_writes(self, chat: int, memory: Memory) -> list[Write]:
        context = self._keys.of("context", chat)
        value = _as_bytes(memory)
        writes: list[Write] = [Put(context, value, CONTEXT_SECONDS) if value else Delete(context)]
        if memory.chosen_language:
            language, chosen = self._keys.of("language", chat), memory.chosen_language
            is_new = chosen != memory.stored_language
            writes.append(
                Put(language, chosen.encode(), LANGUAGE_SECONDS) if is_new else Renew(language, LANGUAGE_SECONDS)
            )
        return writes

    def _trail_write(self, chat: int, messages: Sequence[int]) -> Append:
        ids = tuple(b"%d" % message for message in messages)
        return Append(self._keys.of("trail", chat), ids, LONGEST_TRAIL, TRAIL_SECONDS)

    def _count_write(self, name: str) -> Add:
        today = datetime.fromtimestamp(self._clock(), UTC).date()
        return Add(self._keys.of("count", today.isoformat()), name, COUNT_SECONDS)


def _as_bytes(memory: Memory) -> bytes:
    """What of a memory is kept for minutes; nothing where there is nothing."""
    facts = {
        "language": memory.last_language,
        "shown": memory.shown,
        "at": _as_seconds(memory.shown_at),
        "offered": memory.offered or None,
        "asked": _as_seconds(memory.asked_at),
        "short_card": memory.short_card or None,
    }
    kept = {name: fact for name, fact in facts.items() if fact is not None}
    return json.dumps(kept, separators=(",", ":")).encode() if kept else b""


def _as_memory(context: bytes) -> Memory:
    try:
        facts = json.loads(context)
        offered, asked_at = tuple(map(str, facts.get("offered", ()))), _as_time(facts.get("asked"))
        return Memory(
            last_language=facts.get("language"),
            shown=facts.get("shown"),
            shown_at=_as_time(facts.get("at")),
            offered=offered,
            asked_at=asked_at if offered else None,
            # Before there was a word for it, a time of asking without anything offered stood for it.
            short_card=bool(facts.get("short_card", asked_at and not offered)),
        )
    except (ValueError, TypeError, AttributeError):  # written by another version
        return Memory()


def _as_seconds(time: datetime | None) -> int | None:
    return int(time.timestamp()) if time else None


def _as_time(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def _lease_of(claim: bytes) -> float:
    """When a claim runs out; one that cannot be read has run out."""
    try:
        return float(claim.split()[-1])
    except (ValueError, IndexError):
        return 0.0
