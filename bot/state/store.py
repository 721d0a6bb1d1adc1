"""The one interface of every place where state may lie: simple primitives with an expiry.

Keys are short strings and values short bytes; only chats, claims, links and counts know what they mean. A place that
cannot be reached raises; `fallback.py` deals with that once for all of them.
"""

from __future__ import annotations

from collections.abc import Awaitable
from typing import NamedTuple, Protocol


class Put(NamedTuple):
    """The value replaces the one before; one that comes `late` replaces none that expires later."""

    key: str
    value: bytes
    seconds: float
    late: bool = False


class Renew(NamedTuple):
    """The value under the key, if there is one, stays for at least so long from now."""

    key: str
    seconds: float


class Append(NamedTuple):
    """Each value stands in the list once and expires separately; beyond `keep` the oldest go."""

    key: str
    values: tuple[bytes, ...]
    keep: int
    seconds: float


class Remove(NamedTuple):
    """These values leave the list, as far as they stand in it."""

    key: str
    values: tuple[bytes, ...]


class Add(NamedTuple):
    """One more in the counter `name` of a group."""

    key: str
    name: str
    seconds: float


class Delete(NamedTuple):
    """Whatever stands under the key: a value, a list or counters."""

    key: str


Write = Put | Renew | Append | Remove | Add | Delete


class LostAnswerError(Exception):
    """The store may have done what it was asked: the connection broke before it said so."""


MAY_BE_DONE = (TimeoutError, LostAnswerError)
"""Errors of a call that may have been carried out all the same."""


class IncompleteError(Exception):
    """A list or a group lies in a place that is away; `values` and `counters` are those known all the same."""

    def __init__(self, values: list[bytes] | None = None, counters: dict[str, int] | None = None) -> None:
        super().__init__("the place is away")
        self.values, self.counters = values or [], counters or {}


class Store(Protocol):
    """Times are seconds from now. Adding to a list or to counters never shortens the time of what is there."""

    def get(self, *keys: str) -> Awaitable[list[bytes | None]]:
        """The values, in the order of the keys."""

    def write(self, *writes: Write) -> Awaitable[None]:
        """Writes all of these or nothing, in one round trip, and once at most."""

    def put_if_absent(self, key: str, value: bytes, seconds: float) -> Awaitable[bytes | None]:
        """None where it was put; else the value that was there."""

    def swap(self, key: str, old: bytes, new: bytes, seconds: float) -> Awaitable[bool]:
        """Replaces the value only if it is still `old`."""

    def take(self, key: str) -> Awaitable[list[bytes]]:
        """A list, oldest first, which is empty afterwards."""

    def peek(self, key: str) -> Awaitable[list[bytes]]:
        """A list, oldest first, which stays."""

    def counters(self, key: str) -> Awaitable[dict[str, int]]:
        """All counters of a group."""

    def purge(self) -> Awaitable[None]:
        """Removes what has expired, where that does not happen by itself."""

    def close(self) -> Awaitable[None]:
        """Nothing may be asked afterwards."""


async def take_what_is_known(store: Store, key: str) -> tuple[list[bytes], bool]:
    """A list as far as it can be taken, and whether that is all of it."""
    try:
        return await store.take(key), True
    except IncompleteError as part:
        return part.values, False


async def look_at_what_is_known(store: Store, key: str) -> tuple[list[bytes], bool]:
    """A list as far as it can be read, which stays where it is, and whether that is all of it."""
    try:
        return await store.peek(key), True
    except IncompleteError as part:
        return part.values, False


async def read_what_is_known(store: Store, key: str) -> tuple[dict[str, int], bool]:
    """Counters as far as they can be read, and whether those are all of them."""
    try:
        return await store.counters(key), True
    except IncompleteError as part:
        return part.counters, False
