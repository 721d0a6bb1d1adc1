"""How many answers of each kind and language were given per day, and what people said of them; nothing of a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from functools import cache
from time import time

from bot.core.replying.buttons import JUDGING
from bot.state.keys import Keys
from bot.state.store import Add, Store, read_what_is_known

COUNT_SECONDS = 366 * 24 * 3600.0
FEWEST = 5
"""Smaller counts are not shown: they could tell of a single person."""


def name_of_reply(kind: str, language: str) -> str:
    """The name under which a reply of this kind is counted."""
    return f"{kind}.{language}"


def name_of_judgement(verb: str, entry: str, language: str) -> str:
    """The name under which a press of 👍 or 👎 is counted."""
    return f"{verb}.{entry}.{language}"


def judgement_of(name: str) -> tuple[str, str, str] | None:
    """The verb, entry and language in such a name; None where it counts something else."""
    verb, _, rest = name.partition(".")
    entry, _, language = rest.rpartition(".")  # the id of an entry has dots of its own
    return (verb, entry, language) if entry and verb in JUDGING else None


class Counts:
    """By day (UTC) and by name; a name must say nothing of a person."""

    def __init__(self, store: Store, keys: Keys, clock: Callable[[], float] = time) -> None:
        self._store, self._clock = store, clock
        self._key = cache(lambda day: keys.of("count", day.isoformat()))

    def one_more(self, name: str) -> Add:
        """A write that counts one more of `name` today."""
        today = datetime.fromtimestamp(self._clock(), UTC).date()
        return Add(self._key(today), name, COUNT_SECONDS)

    async def add(self, name: str) -> None:
        await self._store.write(self.one_more(name))

    async def of_day(self, day: date) -> dict[str, int]:
        """The counts of a day that are not too small to be shown."""
        return await self.sums([day], lambda _: True)

    async def sums(self, days: Iterable[date], wanted: Callable[[str], bool]) -> dict[str, int]:
        """The sums of several days for the names that are wanted, without those too small to be shown."""
        total: Counter[str] = Counter()
        for day in days:
            found, _ = await read_what_is_known(self._store, self._key(day))
            total.update({name: number for name, number in found.items() if wanted(name)})
        return {name: number for name, number in sorted(total.items()) if number >= FEWEST}
