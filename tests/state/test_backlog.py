"""S12: in which order what was written while the store was away is handed in, and what is passed over.

Of `bot/state/backlog.py` and `fallback.py`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from time import monotonic
from typing import cast

import pytest

from bot.state import fallback
from bot.state.backlog import HANDED_IN_AT_ONCE, PASSED_OVER, Backlog
from bot.state.fallback import BETWEEN_TRIES, WithFallback
from bot.state.store import Add, Append, Delete, Put, Renew, Store, Write
from tests.support.clock import Clock
from tests.support.state_of_chats import new_state
from tests.support.waiting import until

from .conftest import Breakable, Link, answers_counted


async def test_what_was_written_is_handed_in_though_nobody_writes(
    store: Breakable, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fallback, "BETWEEN_TRIES", 0.01)
    replica = WithFallback(store, 0.5, clock, monotonic)
    store.trouble = "gone"
    await replica.write(Append("trail", (b"7",), 9, 60))
    await until(lambda: store.asked > 2)
    store.trouble = ""

    assert await until(lambda: store.size() == 1)


async def test_it_is_tried_again_after_a_try_that_came_too_late(
    store: Breakable, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fallback, "BETWEEN_TRIES", 0.01)
    link = Link(store)
    replica = WithFallback(cast("Store", link), 0.05, clock, monotonic)
    link.trouble = "late"
    await replica.write(Append("trail", (b"7",), 9, 60))
    await until(lambda: replica.failures > 2)
    link.trouble = ""
    await store.write(Delete("trail"))

    assert await until(lambda: store.size() == 1)


async def test_much_is_handed_in_though_each_try_is_cut_short(store: Breakable, clock: Clock) -> None:
    async def go_away() -> None:
        store.trouble = "gone"

    replica = WithFallback(store, None, clock, clock)
    state = new_state(clock, store=replica)
    store.trouble = "gone"
    for _ in range(2 * HANDED_IN_AT_ONCE):
        await state.counts.add("answer.kk")
    for _ in range(3):
        store.trouble, store.after_write = "", go_away
        clock.now += BETWEEN_TRIES
        await replica.write(Put("a", b"1", 60))

    store.trouble = ""
    assert (await answers_counted(new_state(clock, store=store), clock), store.most) == (2 * HANDED_IN_AT_ONCE, 500)


async def test_the_order_is_kept_though_a_try_fails(store: Breakable, clock: Clock) -> None:
    replica = WithFallback(store, None, clock, clock)
    store.trouble = "full"
    for value in (b"9", b"8", b"7"):
        await replica.write(Append("trail", (value,), 9, 60))
    clock.now += BETWEEN_TRIES
    await replica.write(Put("a", b"1", 60))
    store.trouble = ""
    clock.now += BETWEEN_TRIES
    await replica.write(Put("a", b"1", 60))

    assert await store.take("trail") == [b"9", b"8", b"7"]


REFUSED = [Put("CANARY", b"CANARY", 60), Renew("x", 60), Append("x", (b"1",), 9, 60), Add("x", "n", 60), Delete("x")]


@pytest.mark.parametrize("refused", REFUSED)
async def test_a_write_that_the_store_refuses_for_itself_stops_no_other(
    store: Breakable, clock: Clock, caplog: pytest.LogCaptureFixture, refused: Write
) -> None:
    replica = WithFallback(store, None, clock, clock)
    store.refuses = lambda write: write.key == refused.key
    await replica.write(Put("a", b"1", 60), refused, Put("b", b"2", 60))
    clock.now += BETWEEN_TRIES
    with caplog.at_level(logging.INFO, "senim"):
        claim = await replica.put_if_absent("claim", b"3", 60)

    assert (claim, await store.get("a", "b", "claim")) == (None, [b"1", b"2", b"3"])
    said = [(record.getMessage(), getattr(record, "facts", {}).get("kind")) for record in caplog.records]
    assert (PASSED_OVER, type(refused).__name__) in said
    assert "CANARY" not in str([vars(record) for record in caplog.records])


async def test_a_kind_of_write_that_the_store_refuses_is_passed_over_and_all_other_kinds_are_kept(
    store: Breakable, clock: Clock
) -> None:
    replica = WithFallback(store, None, clock, clock)
    store.refuses = lambda write: isinstance(write, Append)
    for number in range(2 * HANDED_IN_AT_ONCE):
        await replica.write(Append("trail", (b"1",), 9, 60), Put(str(number), b"1", 60))
    clock.now += BETWEEN_TRIES
    await replica.write(Put("new", b"1", 60))

    assert (store.size(), await store.get("new")) == (2 * HANDED_IN_AT_ONCE + 2, [b"1"])  # and what was tried


@pytest.mark.parametrize("trouble", ["", "gone", "full"])
async def test_nothing_is_passed_over_by_a_store_that_takes_no_writes_at_all(
    store: Breakable, clock: Clock, trouble: str
) -> None:
    """Or none that need room, like a Redis whose memory is full: the deletion would succeed."""
    replica = WithFallback(store, None, clock, clock)
    store.trouble, store.refuses = trouble, lambda write: not trouble and not isinstance(write, Delete)
    await replica.write(Put("a", b"1", 60), Delete("b"))
    for _ in range(3):
        clock.now += BETWEEN_TRIES
        await replica.write(Put("c", b"2", 60))
    store.trouble, store.refuses = "", lambda _: False
    clock.now += BETWEEN_TRIES
    await replica.write(Put("d", b"3", 60))

    assert await store.get("a", "c", "d") == [b"1", b"2", b"3"]


async def test_what_the_store_fails_to_take_while_it_goes_away_is_kept(store: Breakable, clock: Clock) -> None:
    async def go_away() -> None:
        store.trouble = "gone"

    replica = WithFallback(store, None, clock, clock)
    store.refuses = lambda write: write.key == "refused"
    await replica.write(Put("a", b"1", 60), Put("refused", b"2", 60), Put("b", b"3", 60))
    clock.now += BETWEEN_TRIES
    store.after_write = go_away  # when it has taken the first try, and is asked for each write alone
    await replica.write(Put("c", b"4", 60))
    store.trouble = ""
    clock.now += BETWEEN_TRIES
    await replica.write(Put("d", b"5", 60))

    assert await store.get("a", "b", "c", "d") == [b"1", b"3", b"4", b"5"]


@pytest.mark.parametrize("is_later", [False, True])
async def test_what_is_deleted_and_written_while_each_write_is_tried_alone_is_handed_in_in_order(
    store: Breakable, clock: Clock, *, is_later: bool
) -> None:
    async def forget() -> None:
        mine.add([Delete("old"), Delete("new"), Delete("refused")])
        mine.add([Put("new", b"1", 60)])

    async def go_on() -> None:
        store.after_write = forget

    await store.write(Put("old", b"1", 60))
    mine = Backlog(store, clock)
    mine.add([Put("refused", b"1", 60), Put("a", b"1", 60)])
    store.refuses = lambda write: isinstance(write, Put) and write.key == "refused"
    store.after_write = go_on if is_later else forget
    await mine.hand_in()

    assert await store.get("old", "refused", "a", "new") == [None, None, b"1", b"1"]


@pytest.fixture
async def under_way(clock: Clock, store: Breakable) -> AsyncIterator[tuple[Link, Backlog, asyncio.Task[None]]]:
    """One value is being handed in: it is there already, but the answer does not come."""
    link = Link(store)
    backlog = Backlog(cast("Store", link), clock)
    backlog.add([Put("a", b"1", 60)])
    link.trouble = "late"
    handing_in = asyncio.create_task(backlog.hand_in())
    await until(lambda: store.size() == 1)
    yield link, backlog, handing_in
    handing_in.cancel()


async def test_what_is_deleted_while_it_is_handed_in_in_vain_stays_deleted(
    under_way: tuple[Link, Backlog, asyncio.Task[None]], store: Breakable
) -> None:
    link, backlog, handing_in = under_way
    backlog.add([Delete("a")])
    handing_in.cancel()
    await asyncio.wait([handing_in])
    link.trouble = ""
    await backlog.hand_in()

    assert await store.get("a") == [None]


async def test_nobody_overtakes_what_is_being_handed_in(
    under_way: tuple[Link, Backlog, asyncio.Task[None]],
) -> None:
    _, backlog, _ = under_way
    another = asyncio.create_task(backlog.hand_in())
    for _ in range(10):
        await asyncio.sleep(0)
    another.cancel()
    await asyncio.wait([another])

    assert another.cancelled()
