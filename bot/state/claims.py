"""Who answers an update, so that it is answered once, also after a crash and over replicas.

It is *claimed* before anything is done, and *sending* is noted just before the first message goes out. After a crash a
claim alone may be taken over, since nobody has been answered yet; one that was sending is never answered again, since
somebody may have been. Help is the exception: twice is better than never, so *helping* is noted, which may be taken
over, and *sending* when all is sent.

What stays is alike for every update, whatever was answered and whether anything was: the rows of a chat beside it tell
when it wrote, so else they would tell together who got help, and when.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from secrets import SystemRandom, token_hex
from time import time

from bot.state.keys import Keys
from bot.state.store import Put, Store, Write

CLAIM_SECONDS = 24 * 3600.0
"""Telegram delivers an update again for this long."""
LEASE_SECONDS = 10.0
"""Seconds after which another process may take over from one that claimed an update or sends help."""
UNDER_WAY_SECONDS = 60.0
"""Seconds for which a mark that may be taken over is kept; without a mark the update may be taken over as well."""
_HOUR = 3600.0
_by_chance = SystemRandom().random

_CLAIMED, _SENDING, _HELPING = b"claimed", b"sending", b"helping"
_NEVER_AGAIN = (_SENDING, b"done")
"""The second was written by earlier versions."""
_LOST = b"lost"
"""Stands for a claim that another has taken over; it is written nowhere."""


class Claim(Enum):
    NEW = "new"
    """Nobody has answered this update: it is now ours."""
    IN_WORK = "in work"
    """Somebody is about to answer it."""
    DONE = "done"
    """It was answered, or may have been."""


class Claims:
    """`alone`: no other process answers for this bot, so that claims of an earlier run are free at once."""

    def __init__(self, store: Store, keys: Keys, *, alone: bool = True, clock: Callable[[], float] = time) -> None:
        self._store, self._keys, self._alone, self._clock = store, keys, alone, clock
        self._in_hand: dict[int, bytes] = {}
        """Updates that this process works on, each with its claim."""
        self._helped_before: set[int] = set()
        """Those of them for which another process was sending help when it died or was too slow."""

    async def claim(self, update: int) -> Claim:
        """Claims an update; where the result is NEW, the caller must end with `let_go` or `give_back`."""
        if update in self._in_hand:
            return Claim.IN_WORK
        self._in_hand[update] = mine = self._lease(_CLAIMED)
        claim = Claim.IN_WORK
        try:
            claim = await (self._look(update) if self._alone else self._compete(update, mine))
        finally:
            if claim is not Claim.NEW:
                del self._in_hand[update]
                self._helped_before.discard(update)
        return claim

    def was_helped_before(self, update: int) -> bool:
        """Whether another process may have sent help for it already, of which nobody noted the messages."""
        return update in self._helped_before

    async def sending(self, update: int, *, again: bool = False) -> bool:
        """Noted before the first message goes out; False where another has taken the update over.

        `again` is for help: should this process die before it is done, another sends the reply once more.
        """
        mine, note = self._in_hand[update], self._lease(_HELPING) if again else _mark(_SENDING)
        ours = mine != _LOST and await self._note(self._keys.of_update(update), mine, note)
        self._in_hand[update] = note if ours else _LOST
        return ours

    async def give_back(self, update: int) -> None:
        """Frees an update for which nothing was sent after all: the next process that gets it may answer it at once."""
        noted = self._pop(update)
        if noted not in (None, _LOST):
            await self._replace(self._keys.of_update(update), noted, b"%s 0" % _mark(_CLAIMED))

    def let_go(self, update: int) -> list[Write] | None:
        """Ends the claim of an update that is answered, by what is to be written; None where it was ended already, or
        another process has it.
        """
        noted = self._pop(update)
        if noted in (None, _LOST):
            return None
        if _is_never_again(noted):
            return []
        mark = _mark(_SENDING)
        return [Put(self._keys.of_update(update), mark, self._seconds_of(mark))]

    def _pop(self, update: int) -> bytes | None:
        self._helped_before.discard(update)
        return self._in_hand.pop(update, None)

    async def _note(self, key: str, mine: bytes, note: bytes) -> bool:
        if not self._alone:
            return await self._replace(key, mine, note)
        found = await self._put(key, note)  # a claim was written nowhere
        return found is None or (not _is_never_again(found) and await self._replace(key, found, note))

    async def _replace(self, key: str, old: bytes, new: bytes) -> bool:
        # A store that started anew has lost what was to be replaced.
        return await self._store.swap(key, old, new, self._seconds_of(new)) or await self._put(key, new) is None

    async def _put(self, key: str, mark: bytes) -> bytes | None:
        """Writes a mark if there is none; returns None where it now stands there, else the mark that does."""
        found = await self._store.put_if_absent(key, mark, self._seconds_of(mark))
        # A store is asked once more where its answer was lost, and may have done it the first time.
        return None if found == mark else found

    def _seconds_of(self, mark: bytes) -> float:
        if not _is_never_again(mark):
            return UNDER_WAY_SECONDS
        # All of an hour end together, in no order: what a store adds until it writes would tell one way of answering
        # from another.
        return CLAIM_SECONDS + -self._clock() % _HOUR + _by_chance()

    def _lease(self, word: bytes) -> bytes:
        return b"%s %d" % (_mark(word), self._clock() + LEASE_SECONDS)

    def _look_for_help(self, update: int, found: bytes | None) -> None:
        if found is not None and _word_of(found) == _HELPING:
            self._helped_before.add(update)

    async def _look(self, update: int) -> Claim:
        (found,) = await self._store.get(self._keys.of_update(update))
        self._look_for_help(update, found)
        return Claim.DONE if found is not None and _is_never_again(found) else Claim.NEW

    async def _compete(self, update: int, mine: bytes) -> Claim:
        key = self._keys.of_update(update)
        found = await self._put(key, mine)
        if found is None:
            return Claim.NEW
        if _is_never_again(found):
            return Claim.DONE
        if _lease_of(found) > self._clock():
            return Claim.IN_WORK
        self._look_for_help(update, found)
        return Claim.NEW if await self._replace(key, found, mine) else Claim.IN_WORK


def _word_of(mark: bytes) -> bytes:
    return mark.partition(b" ")[0]


def _mark(word: bytes) -> bytes:
    """A mark like no other, so that the process that wrote it recognises it."""
    return b"%s %s" % (word, token_hex(8).encode())


def _is_never_again(mark: bytes) -> bool:
    return _word_of(mark) in _NEVER_AGAIN


def _lease_of(claim: bytes) -> float:
    """When a claim runs out; one that cannot be read has run out."""
    try:
        return float(claim.split()[-1])
    except (ValueError, IndexError):
        return 0.0
