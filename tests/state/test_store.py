"""What every place where state may lie promises: the same tests for memory, SQLite and a real Redis."""

from __future__ import annotations

import asyncio

from bot.state.store import Add, Append, Delete, Put, Remove, Renew
from bot.telegram.scheduling.order import AT_ONCE

from .conftest import Place


async def test_a_value_comes_back_until_it_expires(place: Place) -> None:
    await place.store.write(Put("a", b"1", 60), Put("b", b"2", 120))
    await place.pass_time(61)

    assert await place.store.get("a", "b", "c") == [None, b"2", None]


async def test_a_value_replaces_the_one_before_and_its_expiry(place: Place) -> None:
    await place.store.write(Put("a", b"1", 60))
    await place.store.write(Put("a", b"\x00\xff", 120))
    await place.pass_time(61)

    assert await place.store.get("a") == [b"\x00\xff"]


async def test_a_value_is_renewed_as_it_is_and_only_while_it_is_there(place: Place) -> None:
    await place.store.write(Put("a", b"1", 60), Put("b", b"2", 10))
    await place.pass_time(11)
    await place.store.write(Renew("a", 60), Renew("b", 60), Renew("c", 60))
    await place.pass_time(59)

    assert await place.store.get("a", "b", "c") == [b"1", None, None]


async def test_a_value_that_comes_late_replaces_only_what_expires_earlier(place: Place) -> None:
    await place.store.write(Put("older", b"1", 60), Put("newer", b"1", 120))
    await place.store.write(*(Put(key, b"late", 90, late=True) for key in ("older", "newer", "absent")))

    assert await place.store.get("older", "newer", "absent") == [b"late", b"1", b"late"]


async def test_what_comes_late_shortens_nothing(place: Place) -> None:
    await place.store.write(Put("value", b"1", 60), Append("list", (b"1",), 9, 60), Add("group", "x", 60))
    await place.store.write(Renew("value", 30), Append("list", (b"late",), 9, 30), Add("group", "x", 30))
    listed = await place.store.peek("list")
    await place.pass_time(31)

    assert (listed, await place.store.peek("list")) == ([b"late", b"1"], [b"1"])
    assert (await place.store.get("value"), await place.store.counters("group")) == ([b"1"], {"x": 2})


async def test_what_is_deleted_is_gone_whatever_it_was(place: Place) -> None:
    await place.store.write(Put("value", b"1", 60), Append("list", (b"1",), 9, 60), Add("group", "x", 60))
    await place.store.write(Delete("value"), Delete("list"), Delete("group"), Delete("never there"))

    assert await place.store.get("value") == [None]
    assert (await place.store.take("list"), await place.store.counters("group")) == ([], {})


async def test_a_list_keeps_its_order_and_is_taken_once(place: Place) -> None:
    await place.store.write(Append("a", (b"9", b"10"), 9, 60))
    await place.pass_time(1)
    await place.store.write(Append("a", (b"1",), 9, 60), Append("b", (b"7",), 9, 60))

    assert await place.store.take("a") == [b"9", b"10", b"1"]
    assert (await place.store.take("a"), await place.store.take("b")) == ([], [b"7"])


async def test_a_list_that_is_only_looked_at_stays(place: Place) -> None:
    await place.store.write(Append("a", (b"2", b"1"), 9, 60))

    assert [await place.store.peek("a"), await place.store.take("a")] == [[b"2", b"1"]] * 2
    assert await place.store.peek("a") == []


async def test_only_what_is_removed_leaves_a_list(place: Place) -> None:
    await place.store.write(Append("a", (b"1", b"2", b"3"), 9, 60), Append("b", (b"1",), 9, 60))
    await place.store.write(Remove("a", (b"1", b"3", b"4")), Remove("never there", (b"1",)))

    assert [await place.store.take("a"), await place.store.take("b")] == [[b"2"], [b"1"]]


async def test_a_value_stands_in_a_list_once(place: Place) -> None:
    for values in ((b"1", b"2"), (b"1",)):
        await place.store.write(Append("a", values, 9, 60))
        await place.pass_time(1)

    assert await place.store.take("a") == [b"2", b"1"]


async def test_the_oldest_leave_a_list_that_is_full(place: Place) -> None:
    for value in (b"1", b"2", b"3"):
        await place.store.write(Append("a", (value,), 2, 60))
        await place.pass_time(1)

    assert await place.store.take("a") == [b"2", b"3"]


async def test_each_value_of_a_list_expires_by_itself(place: Place) -> None:
    await place.store.write(Append("a", (b"1",), 9, 60))
    await place.pass_time(40)
    await place.store.write(Append("a", (b"2",), 9, 60))
    await place.pass_time(40)

    assert await place.store.take("a") == [b"2"]


async def test_counters_count_and_expire(place: Place) -> None:
    await place.store.write(Add("day", "x", 60), Add("day", "x", 60), Add("day", "y", 60))
    counted = await place.store.counters("day")
    await place.pass_time(61)

    assert counted == {"x": 2, "y": 1}
    assert await place.store.counters("day") == {}


async def test_the_first_to_put_a_value_wins(place: Place) -> None:
    tries = [place.store.put_if_absent("a", b"%d" % number, 60) for number in range(10)]
    found = await asyncio.gather(*tries)

    assert found.count(None) == 1
    assert {value for value in found if value is not None} == set(await place.store.get("a"))


async def test_an_expired_value_is_absent(place: Place) -> None:
    await place.store.put_if_absent("a", b"1", 60)
    await place.pass_time(61)

    assert await place.store.put_if_absent("a", b"2", 60) is None
    assert await place.store.get("a") == [b"2"]


async def test_of_several_that_swap_the_same_value_one_wins(place: Place) -> None:
    await place.store.write(Put("a", b"old", 60))
    won = await asyncio.gather(*(place.store.swap("a", b"old", b"%d" % number, 60) for number in range(10)))

    assert won.count(True) == 1
    assert await place.store.get("a") == [b"%d" % won.index(True)]


async def test_neither_an_absent_nor_an_expired_value_can_be_swapped(place: Place) -> None:
    await place.store.write(Put("a", b"old", 60))
    await place.pass_time(61)

    assert [await place.store.swap(key, b"old", b"new", 60) for key in ("a", "b")] == [False, False]
    assert await place.store.get("a", "b") == [None, None]


async def test_purging_removes_only_what_has_expired(place: Place) -> None:
    await place.store.write(Put("a", b"1", 60), Append("b", (b"1",), 9, 60), Add("c", "x", 60))
    await place.pass_time(61)
    await place.store.write(Put("d", b"2", 60), Append("b", (b"2",), 9, 60), Add("e", "x", 60))
    await place.store.purge()

    assert await place.store.get("a", "d") == [None, b"2"]
    assert (await place.store.counters("c"), await place.store.counters("e")) == ({}, {"x": 1})
    assert await place.store.take("b") == [b"2"]


async def test_as_many_as_two_lanes_hold_may_ask_at_once(place: Place) -> None:
    await place.store.write(Put("a", b"1", 60))

    assert await asyncio.gather(*(place.store.get("a") for _ in range(2 * AT_ONCE))) == [[b"1"]] * 2 * AT_ONCE
