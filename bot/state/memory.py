"""State in this process only, bounded in number; a restart forgets everything."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from operator import itemgetter
from time import time
from typing import TypeVar

from bot.state.store import Add, Append, Delete, Put, Remove, Renew, Write

ROWS = 100_000
"""The most values, lists, and groups of counters, each counted separately; those written longest ago go first."""

T = TypeVar("T")


class MemoryStore:
    def __init__(self, clock: Callable[[], float] = time) -> None:
        self._clock = clock
        self._values: OrderedDict[str, tuple[float, bytes]] = OrderedDict()
        self._lists: OrderedDict[str, dict[bytes, float]] = OrderedDict()
        self._counters: OrderedDict[str, tuple[float, dict[str, int]]] = OrderedDict()

    def size(self) -> int:
        """How many values, lists and groups are kept, expired ones included."""
        return len(self._values) + len(self._lists) + len(self._counters)

    async def get(self, *keys: str) -> list[bytes | None]:
        return [self._value(key) for key in keys]

    async def write(self, *writes: Write) -> None:
        for write in writes:
            self._write(write)

    async def put_if_absent(self, key: str, value: bytes, seconds: float) -> bytes | None:
        found = self._value(key)
        if found is None:
            self._write(Put(key, value, seconds))
        return found

    async def swap(self, key: str, old: bytes, new: bytes, seconds: float) -> bool:
        if self._value(key) != old:
            return False
        self._write(Put(key, new, seconds))
        return True

    async def take(self, key: str) -> list[bytes]:
        found = await self.peek(key)
        self._lists.pop(key, None)
        return found

    async def peek(self, key: str) -> list[bytes]:
        now = self._clock()
        return [value for value, expires in self._lists.get(key, {}).items() if expires > now]

    async def counters(self, key: str) -> dict[str, int]:
        expires, counters = self._counters.get(key, (0.0, {}))
        return dict(counters) if expires > self._clock() else {}

    async def purge(self) -> None:
        now = self._clock()
        for key in [key for key, (expires, _) in self._values.items() if expires <= now]:
            del self._values[key]
        for key, values in list(self._lists.items()):
            self._lists[key] = {value: expires for value, expires in values.items() if expires > now}
        for key in [key for key, values in self._lists.items() if not values]:
            del self._lists[key]
        for key in [key for key, (expires, _) in self._counters.items() if expires <= now]:
            del self._counters[key]

    async def close(self) -> None:
        """Nothing is open."""

    def _value(self, key: str) -> bytes | None:
        expires, value = self._values.get(key, (0.0, b""))
        return value if expires > self._clock() else None

    def _write(self, write: Write) -> None:
        match write:
            case Put(key, value, seconds, late):
                expires = self._clock() + seconds
                if not late or self._values.get(key, (0.0, b""))[0] < expires:
                    self._keep(self._values, key, (expires, value))
            case Renew(key, seconds):
                kept = self._value(key)
                if kept is not None:
                    self._keep(self._values, key, (max(self._values[key][0], self._clock() + seconds), kept))
            case Append():
                self._append(write)
            case Remove(key, values):
                for value in values:
                    self._lists.get(key, {}).pop(value, None)
            case Add(key, name, seconds):
                expires, counters = self._counters.get(key, (0.0, {}))
                counters = counters if expires > self._clock() else {}
                counters[name] = counters.get(name, 0) + 1
                self._keep(self._counters, key, (max(expires, self._clock() + seconds), counters))
            case Delete(key):
                self._values.pop(key, None)
                self._lists.pop(key, None)
                self._counters.pop(key, None)

    def _append(self, write: Append) -> None:
        now = self._clock()
        kept = {value: expires for value, expires in self._lists.get(write.key, {}).items() if expires > now}
        for value in write.values:
            kept.pop(value, None)
            kept[value] = now + write.seconds
        in_order = sorted(kept.items(), key=itemgetter(1))
        self._keep(self._lists, write.key, dict(in_order[-write.keep :]))

    def _keep(self, table: OrderedDict[str, T], key: str, row: T) -> None:
        table[key] = row
        table.move_to_end(key)
        while len(table) > ROWS:
            table.popitem(last=False)
