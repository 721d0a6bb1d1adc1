"""A store that is away: nobody waits, nothing is raised, and what was meant to be kept or forgotten still is."""

from __future__ import annotations

import asyncio
import gc
import logging
import time
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from bot.state.backlog import HANDED_IN_AT_ONCE
from bot.state.fallback import BETWEEN_LINES, BETWEEN_TRIES, WithFallback
from bot.state.memory import MemoryStore
from bot.state.store import Add, Append, Delete, IncompleteError, Put, Remove
from tests.support.clock import Clock
from tests.support.waiting import LONGEST

from .conftest import Breakable


@pytest.fixture
def inner(clock: Clock) -> Breakable:
    return Breakable(clock)


@pytest.fixture
def store(inner: Breakable, clock: Clock) -> WithFallback:
    return WithFallback(inner, 0.05, clock, clock)


def come_back(inner: Breakable, clock: Clock) -> None:
    inner.trouble = ""
    clock.now += BETWEEN_TRIES


Use = Callable[[WithFallback], Coroutine[Any, Any, Any]]
USES: list[tuple[Use, object]] = [
    (lambda store: store.get("a", "b"), [None, None]),
    (lambda store: store.write(Put("a", b"1", 60)), None),
    (lambda store: store.put_if_absent("a", b"1", 60), None),
    (lambda store: store.swap("a", b"1", b"2", 60), True),
    (lambda store: store.purge(), None),
]


@pytest.mark.parametrize(("use", "answer"), USES)
async def test_a_store_that_fails_is_never_felt(
    store: WithFallback, inner: Breakable, use: Use, answer: object
) -> None:
    inner.trouble = "gone"

    assert await use(store) == answer


@pytest.mark.parametrize(("use", "answer"), USES[:-1])
async def test_nobody_waits_for_a_store_that_hangs(
    store: WithFallback, inner: Breakable, use: Use, answer: object
) -> None:
    inner.trouble = "hangs"
    async with asyncio.timeout(LONGEST):
        assert await use(store) == answer


class StarvedStore(MemoryStore):
    """Answers after a few turns of the event loop, during which the process is kept from working."""

    async def get(self, *keys: str) -> list[bytes | None]:
        for _ in range(4):
            time.sleep(0.1)
            await asyncio.sleep(0)
        return [b"answered" for _ in keys]


async def test_a_process_that_is_kept_from_working_takes_no_store_for_away(clock: Clock) -> None:
    store = WithFallback(StarvedStore(clock), 0.3, clock, clock)

    assert (await store.get("a"), store.failures) == ([b"answered"], 0)


async def test_what_was_written_meanwhile_is_read_meanwhile_and_afterwards(
    store: WithFallback, inner: Breakable, clock: Clock
) -> None:
    await store.write(Append("trail", (b"1",), 9, 60))
    inner.trouble = "gone"
    await store.write(Put("a", b"1", 60), Append("trail", (b"2",), 9, 60), Add("day", "x", 60))
    meanwhile = await store.get("a")
    come_back(inner, clock)

    assert [meanwhile, await store.get("a")] == [[b"1"], [b"1"]]
    assert (await store.take("trail"), await store.counters("day")) == ([b"1", b"2"], {"x": 1})


@pytest.mark.parametrize("known", [[], [Put("a", b"old", 60)]])
async def test_what_was_swapped_meanwhile_is_read_meanwhile_and_handed_in_afterwards(
    store: WithFallback, inner: Breakable, clock: Clock, known: list[Put]
) -> None:
    inner.trouble = "gone"
    await store.write(*known)
    clock.now += 1
    swapped = await store.swap("a", b"old", b"new", 60)
    again = await store.swap("a", b"old", b"other", 60)
    meanwhile = await store.get("a")
    come_back(inner, clock)
    await store.write(Put("b", b"1", 60))

    assert (swapped, again, meanwhile, await inner.get("a")) == (True, False, [b"new"], [b"new"])


async def test_what_is_written_later_replaces_what_was_written_meanwhile(
    store: WithFallback, inner: Breakable, clock: Clock
) -> None:
    inner.trouble = "gone"
    await store.write(Put("a", b"meanwhile", 60))
    come_back(inner, clock)
    await store.write(Put("a", b"later", 60))

    assert await store.get("a") == [b"later"]


async def test_what_was_deleted_meanwhile_is_deleted_when_the_store_is_back(
    store: WithFallback, inner: Breakable, clock: Clock
) -> None:
    await store.write(Put("a", b"1", 60))
    inner.trouble = "gone"
    await store.write(Delete("a"))
    come_back(inner, clock)
    read = await store.get("a")
    await store.write(Put("b", b"2", 60))

    assert (read, await inner.get("a", "b")) == ([None], [None, b"2"])


async def test_what_is_deleted_while_earlier_deletions_are_handed_in_is_deleted_too(
    store: WithFallback, inner: Breakable, clock: Clock
) -> None:
    async def delete_one_more() -> None:
        await inner.write(Put("early", b"3", 60))
        inner.trouble = "gone"
        await store.purge()  # so that it is known to be away
        await store.write(Delete("early"), Delete("late"))
        come_back(inner, clock)

    await store.write(Put("early", b"1", 60), Put("late", b"2", 60))
    inner.trouble = "gone"
    await store.write(Delete("early"))
    come_back(inner, clock)
    inner.after_write = delete_one_more
    await store.write(Put("a", b"4", 60))

    assert await inner.get("early", "late", "a") == [None, None, b"4"]


async def test_many_deletions_are_handed_in_though_each_try_is_cut_short(
    store: WithFallback, inner: Breakable, clock: Clock
) -> None:
    async def go_away() -> None:
        inner.trouble = "gone"

    keys = [str(number) for number in range(3 * HANDED_IN_AT_ONCE)]
    await store.write(*(Put(key, b"1", 60) for key in keys))
    inner.trouble, inner.most = "gone", 0
    await store.write(*map(Delete, keys))
    for _ in range(3):
        come_back(inner, clock)
        inner.after_write = go_away
        await store.write(Put("a", b"2", 60))
    come_back(inner, clock)

    assert (await inner.get(*keys), inner.most) == ([None] * len(keys), HANDED_IN_AT_ONCE)


async def test_counters_that_were_deleted_meanwhile_are_not_read(
    inner: Breakable, store: WithFallback, clock: Clock
) -> None:
    await store.write(Add("day", "x", 60))
    inner.trouble = "gone"
    await store.write(Delete("day"))
    await store.write(Add("day", "y", 60))
    come_back(inner, clock)

    assert await store.counters("day") == {"y": 1}


async def test_a_list_that_can_only_be_read_is_taken_and_goes_when_the_store_is_back(
    inner: Breakable, store: WithFallback, clock: Clock
) -> None:
    await store.write(Append("trail", (b"1",), 9, 60))
    inner.trouble = "full"
    await store.write(Append("trail", (b"2",), 9, 60))
    taken = [await store.take("trail"), await store.take("trail"), await store.peek("trail")]
    come_back(inner, clock)
    await store.write(Append("trail", (b"3",), 9, 60))

    assert taken == [[b"1", b"2"], [], []]
    assert await inner.take("trail") == [b"3"]


@pytest.mark.parametrize("trouble", ["gone", "hangs"])
async def test_that_a_list_cannot_be_read_is_told_and_it_is_taken_as_soon_as_it_can_be(
    inner: Breakable, store: WithFallback, trouble: str
) -> None:
    await store.write(Append("trail", (b"1",), 9, 60))
    inner.trouble = trouble
    await store.write(Append("trail", (b"2",), 9, 60))
    with pytest.raises(IncompleteError) as part:
        await store.take("trail")
    inner.trouble = ""  # within the time for which nothing else is asked of it

    assert (part.value.values, await store.take("trail")) == ([b"2"], [b"1"])


@pytest.mark.parametrize("trouble", ["gone", "hangs"])
async def test_that_a_list_can_only_be_looked_at_in_part_is_told_and_it_stays(
    inner: Breakable, store: WithFallback, trouble: str
) -> None:
    await store.write(Append("trail", (b"1",), 9, 60))
    inner.trouble = trouble
    await store.write(Append("trail", (b"2",), 9, 60))
    with pytest.raises(IncompleteError) as part:
        await store.peek("trail")
    inner.trouble = ""

    assert (part.value.values, await store.peek("trail")) == ([b"2"], [b"1", b"2"])


async def test_what_is_removed_from_a_list_meanwhile_leaves_it_when_the_store_is_back(
    inner: Breakable, store: WithFallback, clock: Clock
) -> None:
    await store.write(Append("trail", (b"1", b"2"), 9, 60))
    inner.trouble = "gone"
    await store.write(Append("trail", (b"3", b"4"), 9, 60))
    await store.write(Remove("trail", (b"1", b"3")))
    come_back(inner, clock)
    await store.write(Put("a", b"1", 60))

    assert await inner.take("trail") == [b"2", b"4"]


async def test_that_counters_cannot_be_read_is_told_with_those_that_are_known(
    inner: Breakable, store: WithFallback
) -> None:
    await store.write(Add("day", "x", 60))
    inner.trouble = "gone"
    await store.write(Add("day", "y", 60))
    with pytest.raises(IncompleteError) as part:
        await store.counters("day")

    assert part.value.counters == {"y": 1}


async def test_a_claim_made_meanwhile_holds_afterwards(store: WithFallback, inner: Breakable, clock: Clock) -> None:
    inner.trouble = "gone"
    await store.put_if_absent("update", b"claimed", 60)
    come_back(inner, clock)

    assert await store.put_if_absent("update", b"other", 60) == b"claimed"
    assert await store.swap("update", b"claimed", b"sending", 60)


async def test_a_store_that_is_away_is_asked_seldom(store: WithFallback, inner: Breakable, clock: Clock) -> None:
    inner.trouble = "gone"
    for _ in range(100):
        await store.get("a")
    asked = inner.asked
    clock.now += BETWEEN_TRIES
    await store.get("a")

    assert (asked, inner.asked, store.failures) == (1, 2, 2)


async def test_a_store_that_kept_one_waiting_does_so_once_only(store: WithFallback, inner: Breakable) -> None:
    inner.trouble = "hangs"
    await store.get("a")
    await store.write(Put("a", b"1", 60))

    assert inner.asked == 1


async def test_the_log_tells_of_it_once_a_minute_without_any_content(
    store: WithFallback, inner: Breakable, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    inner.trouble = "CANARY"
    with caplog.at_level(logging.INFO, "senim"):
        for _ in range(int(2 * BETWEEN_LINES / BETWEEN_TRIES)):
            await store.write(Put("CANARY", b"CANARY", 60))
            clock.now += BETWEEN_TRIES
        inner.trouble = ""
        await store.write(Put("CANARY", b"CANARY", 60))

    said = [record.getMessage() for record in caplog.records]
    assert said == ["store away: answering from memory"] * 2 + ["store is back"]
    assert "CANARY" not in str([vars(record) for record in caplog.records])


async def test_it_is_said_once_that_a_part_is_back_whatever_fails_late(
    store: WithFallback, inner: Breakable, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "senim"):
        for _ in range(3):
            inner.trouble = "gone"
            await store.write(Put("a", b"1", 60))
            await store.get("a")
            come_back(inner, clock)
            await store.write(Put("a", b"2", 60))
            await store.get("a")

    said = [(record.getMessage()[:13], vars(record)["facts"]["what"]) for record in caplog.records]
    assert said == [(what, part) for what in ("store away: a", "store is back") for part in ("writing", "reading")]


async def test_no_part_is_back_that_was_never_said_to_be_away(
    store: WithFallback, inner: Breakable, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    inner.trouble = "hangs"  # whoever waited for one part in vain does not wait for the other
    with caplog.at_level(logging.INFO, "senim"):
        await store.write(Put("a", b"1", 60))
        come_back(inner, clock)
        await store.get("a")

    assert [record.getMessage() for record in caplog.records] == ["store away: answering from memory"]


class HangingStore(MemoryStore):
    """Never answers, and ends badly when it is given up."""

    given_up = False

    async def get(self, *keys: str) -> list[bytes | None]:
        try:
            await asyncio.Event().wait()
        finally:
            self.given_up = True
            raise ConnectionError(keys)


@pytest.mark.parametrize("impatient", [False, True])
async def test_a_call_that_is_given_up_ends_and_nobody_hears_of_it(
    clock: Clock, caplog: pytest.LogCaptureFixture, impatient: bool
) -> None:
    inner = HangingStore(clock)
    asking = asyncio.create_task(WithFallback(inner, 0.1, clock, clock).get("a"))
    await asyncio.sleep(0)
    if impatient:
        await asyncio.sleep(0)
        asking.cancel()
    await asyncio.wait([asking])
    await asyncio.sleep(0)
    gc.collect()

    assert inner.given_up
    assert "never retrieved" not in caplog.text
