"""One lane by itself: turns, order, bounds.

Of `bot/telegram/scheduling/lane.py` and `bot/telegram/scheduling/gate.py`.
"""

import asyncio
from collections.abc import Awaitable, Callable

from bot.telegram.scheduling.gate import Gate, step_aside
from bot.telegram.scheduling.lane import STARTED_TOGETHER, Lane

Work = Callable[[str], Awaitable[None]]


def noting(done: list[str], pause: float = 0) -> Work:
    async def work(item: str) -> None:
        await asyncio.sleep(pause)
        done.append(item)

    return work


async def test_chats_take_turns_and_each_keeps_its_order() -> None:
    done: list[str] = []
    lane = Lane(noting(done), at_once=1)
    for chat, item in [(1, "a1"), (1, "a2"), (1, "a3"), (2, "b1"), (3, "c1")]:
        lane.put(chat, item)
    await lane.finish()

    assert done == ["a1", "b1", "c1", "a2", "a3"]


async def test_a_slot_that_is_left_twice_is_free_for_one_only() -> None:
    """A task that is given up while it has stepped aside leaves its slot a second time."""
    gate = Gate(1)
    slot = await gate.slot()
    for _ in range(2):
        slot.leave()
    await gate.slot()

    assert gate.is_full


async def test_no_more_than_its_slots_are_in_work() -> None:
    in_work, most = 0, 0

    async def work(_: str) -> None:
        nonlocal in_work, most
        in_work += 1
        most = max(most, in_work)
        await asyncio.sleep(0.001)
        in_work -= 1

    lane = Lane(work, at_once=3)
    for chat in range(20):
        lane.put(chat, "")
    await lane.finish()

    assert most == 3


async def test_one_that_steps_aside_leaves_its_slot_to_others() -> None:
    done: list[str] = []

    async def work(item: str) -> None:
        if item == "waits":
            await step_aside(30, go_on)
        done.append(item)
        if item == "last":
            go_on.set()

    go_on, lane = asyncio.Event(), Lane(work, at_once=1)
    for chat, item in enumerate(["waits", "next", "last"]):
        lane.put(chat, item)
    await lane.finish()

    assert done == ["next", "last", "waits"]


async def test_two_parts_of_one_task_that_step_aside_together_come_back_to_one_slot() -> None:
    done: list[str] = []

    async def work(item: str) -> None:
        await asyncio.gather(step_aside(0, asyncio.Event()), step_aside(0, asyncio.Event()))
        done.append(item)

    lane = Lane(work, at_once=1)
    for chat, item in enumerate(["first", "second"]):
        lane.put(chat, item)
    async with asyncio.timeout(5):
        await lane.finish()

    assert sorted(done) == ["first", "second"]


async def test_a_chat_is_not_free_while_all_slots_are_taken_though_nothing_waits() -> None:
    """Else a cry would be put in like any other update, and wait for a slot behind all others."""
    started, go_on = asyncio.Event(), asyncio.Event()

    async def work(_: str) -> None:
        started.set()
        await go_on.wait()

    lane = Lane(work, at_once=1)
    lane.put(1, "takes the place")
    await started.wait()
    busy = lane.is_free(2)
    go_on.set()
    await lane.finish()

    assert (busy, lane.is_free(2)) == (False, True)


async def test_one_that_stepped_aside_holds_a_slot_again_afterwards() -> None:
    full: list[bool] = []

    async def work(_: str) -> None:
        await step_aside(0, asyncio.Event())
        full.append(not lane.is_free(2))

    lane = Lane(work, at_once=1)
    lane.put(1, "")
    await lane.finish()

    assert full == [True]


async def test_a_failure_holds_up_neither_its_chat_nor_others() -> None:
    done: list[str] = []

    async def work(item: str) -> None:
        if item == "fails":
            raise asyncio.CancelledError
        done.append(item)

    lane = Lane(work, at_once=1)
    for chat, item in [(1, "fails"), (1, "second"), (2, "other")]:
        lane.put(chat, item)
    await lane.finish()

    assert done == ["other", "second"]


async def test_the_oldest_of_all_chats_is_taken_out_first() -> None:
    done: list[str] = []
    lane = Lane(noting(done), at_once=1)
    for chat, item in [(1, "a1"), (2, "b1"), (1, "a2")]:
        lane.put(chat, item)
    taken = [lane.take_oldest(), lane.take_oldest()]
    await lane.finish()

    assert (taken, done) == (["a1", "b1"], ["a2"])


async def test_what_waits_of_one_chat_can_be_taken_out() -> None:
    done: list[str] = []
    lane = Lane(noting(done), at_once=1)
    for chat, item in [(1, "a1"), (2, "b1"), (1, "a2")]:
        lane.put(chat, item)
    taken = lane.take_from(1)
    await lane.finish()

    assert (taken, done) == (["a1", "a2"], ["b1"])


async def test_the_end_of_one_chat_is_told_though_others_go_on() -> None:
    done: list[str] = []
    lane = Lane(noting(done), at_once=1)
    for chat, item in [(1, "a1"), (2, "b1"), (1, "a2"), (2, "b2")]:
        lane.put(chat, item)
    await lane.end_of(1).wait()

    assert (done, lane.has(1), lane.has(2)) == (["a1", "b1", "a2"], False, True)
    assert lane.end_of(1).is_set()
    await lane.finish()


async def test_a_stopped_lane_works_on_nothing_more() -> None:
    done: list[str] = []
    lane = Lane(noting(done, pause=30), at_once=2)
    for chat in range(5):
        lane.put(chat, "")
    await asyncio.sleep(0)
    await lane.stop()

    assert (done, len(lane)) == ([], 0)


async def test_the_event_loop_gets_its_turn_after_every_few() -> None:
    turns: list[str] = []
    lane = Lane(noting(turns), at_once=100)
    for chat in range(50):
        lane.put(chat, "item")

    async def other() -> None:
        for _ in range(5):
            turns.append("other")
            await asyncio.sleep(0)

    await asyncio.gather(other(), lane.finish())

    assert turns.index("item") < 5
    assert turns[: 5 * (STARTED_TOGETHER + 1)].count("other") == 5
