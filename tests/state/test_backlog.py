"""S12: two replicas, one of which was cut off from the store: what it wrote meanwhile is handed in afterwards.

Of `bot/state/backlog.py` and `fallback.py`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import date
from time import monotonic
from typing import cast

import pytest
from state_of_chats import new_state
from waiting import until

from bot.core.model import Memory
from bot.state import backlog, fallback
from bot.state.backlog import HANDED_IN_AT_ONCE, PASSED_OVER, Backlog
from bot.state.chats import TRAIL_SECONDS, ChatState
from bot.state.fallback import BETWEEN_TRIES, WithFallback
from bot.state.memory import MemoryStore
from bot.state.store import Add, Append, Delete, Put, Renew, Store, Write

from .conftest import Breakable, Clock, Link, Place


class Replica:
    def __init__(self, place: Place, clock: Clock) -> None:
        self.link = Link(place.store)
        self.store = WithFallback(cast("Store", self.link), 0.5, clock, clock)
        self.state = new_state(clock, store=self.store, alone=False)
        self._pass_time = place.pass_time

    async def comes_back(self) -> None:
        """And writes something: by then all else is handed in."""
        self.link.trouble = ""
        await self._pass_time(BETWEEN_TRIES)
        await self.state.told_late(999)

    async def chooses(self, language: str) -> None:
        await self.state.remember(1, replace(await self.state.memory(1), chosen_language=language))

    async def language(self) -> str | None:
        return (await self.state.memory(1)).chosen_language


@pytest.fixture
def here(place: Place, clock: Clock) -> Replica:
    """Cut off from the store, until it comes back."""
    replica = Replica(place, clock)
    replica.link.trouble = "gone"
    return replica


@pytest.fixture
def there(place: Place, clock: Clock) -> Replica:
    return Replica(place, clock)


async def test_what_a_replica_wrote_while_it_was_cut_off_is_known_to_all_afterwards(
    here: Replica, there: Replica
) -> None:
    shown = Memory(chosen_language="kk", last_language="kk", shown="film.gulmira")
    await here.state.remember(1, shown)
    await here.comes_back()

    assert await there.state.memory(1) == replace(shown, stored_language="kk")


async def test_hide_finds_what_another_replica_sent_while_it_was_cut_off(
    here: Replica, there: Replica, place: Place
) -> None:
    await here.state.leave_trail(1, [7])
    await place.pass_time(1)
    await there.state.leave_trail(1, [8])
    await here.comes_back()

    assert await there.state.take_trail(1) == ([7, 8], "nothing")
    assert await here.state.take_trail(1) == ([], "nothing")


async def test_what_is_handed_in_expires_as_if_it_had_come_in_time(here: Replica, there: Replica, place: Place) -> None:
    await here.state.leave_trail(1, [7])
    await place.pass_time(3600)
    await here.comes_back()
    await there.state.leave_trail(1, [8])
    await place.pass_time(TRAIL_SECONDS - 3600)

    assert await there.state.take_trail(1) == ([8], "nothing")


async def test_what_has_expired_meanwhile_is_not_handed_in(here: Replica, there: Replica, place: Place) -> None:
    await here.store.write(Put("a", b"1", 60), Append("b", (b"1",), 9, 60))
    await place.pass_time(61)
    await here.comes_back()

    assert (await there.store.get("a"), await there.store.peek("b")) == ([None], [])


@pytest.mark.parametrize(("order", "chosen"), [(("here", "there"), "there"), (("there", "here"), "here")])
async def test_the_language_that_was_chosen_last_holds_everywhere(
    here: Replica, there: Replica, place: Place, order: Sequence[str], chosen: str
) -> None:
    for replica in order:
        await (here if replica == "here" else there).chooses(replica)
        await place.pass_time(1)
    await here.comes_back()

    assert [await here.language(), await there.language()] == [chosen, chosen]


async def test_no_replica_has_a_language_of_its_own_afterwards(here: Replica, there: Replica) -> None:
    await here.chooses("kk")
    await here.comes_back()
    await there.chooses("ru")

    assert await here.language() == "ru"


async def test_when_all_were_cut_off_the_order_in_which_they_come_back_does_not_matter(
    here: Replica, there: Replica, place: Place
) -> None:
    there.link.trouble = "gone"
    await here.chooses("kk")
    await place.pass_time(1)
    await there.chooses("ru")
    await there.comes_back()
    await here.comes_back()

    assert [await here.language(), await there.language()] == ["ru", "ru"]


@pytest.mark.parametrize("are_all_cut_off", [False, True])
async def test_what_was_forgotten_later_elsewhere_is_not_brought_back(
    here: Replica, there: Replica, place: Place, *, are_all_cut_off: bool
) -> None:
    there.link.trouble = "gone" if are_all_cut_off else ""
    await here.chooses("kk")
    await here.state.leave_trail(1, [7])
    await place.pass_time(1)
    await there.state.forget(1)
    await there.comes_back()
    await here.comes_back()

    assert [await replica.language() for replica in (here, there)] == [None, None]
    assert await here.state.take_trail(1) == ([], "nothing")


async def test_what_was_written_after_all_was_forgotten_elsewhere_is_handed_in(
    here: Replica, there: Replica, place: Place
) -> None:
    await here.state.leave_trail(1, [7])
    await place.pass_time(1)
    await there.state.forget(1)
    await place.pass_time(1)
    await here.state.leave_trail(1, [8])
    await here.comes_back()

    assert await there.state.take_trail(1) == ([8], "nothing")


async def test_what_is_forgotten_while_cut_off_is_forgotten_everywhere(here: Replica, there: Replica) -> None:
    await there.chooses("kk")
    await here.state.leave_trail(1, [7])
    await here.state.forget(1)
    await here.comes_back()

    assert (await there.language(), await there.state.take_trail(1)) == (None, ([], "nothing"))


async def test_what_was_hidden_while_cut_off_does_not_come_back(here: Replica, there: Replica) -> None:
    await here.state.leave_trail(1, [7])
    meanwhile = await here.state.take_trail(1)
    await here.comes_back()

    assert [meanwhile, await there.state.take_trail(1)] == [([7], "unread"), ([], "nothing")]


async def count(state: ChatState, clock: Clock) -> int:
    return (await state.counts.of_day(date.fromtimestamp(clock.now))).get("answer.kk", 0)


async def test_counts_are_handed_in_and_those_that_may_have_been_counted_are_not(
    here: Replica, there: Replica, clock: Clock
) -> None:
    for _ in range(5):
        await here.state.counts.add("answer.kk")
    await here.comes_back()
    here.link.trouble = "late"
    await here.state.counts.add("answer.kk")
    await here.comes_back()

    assert [await count(replica.state, clock) for replica in (here, there)] == [6, 6]


async def test_what_may_have_been_counted_while_it_was_handed_in_is_not_counted_again(
    here: Replica, there: Replica, place: Place, clock: Clock
) -> None:
    for _ in range(5):
        await here.state.counts.add("answer.kk")
    here.link.trouble = "late"
    await place.pass_time(BETWEEN_TRIES)
    await here.state.leave_trail(1, [7])
    await here.comes_back()

    assert (await count(there.state, clock), await there.state.take_trail(1)) == (5, ([7], "nothing"))


async def test_all_but_counts_is_written_again_where_it_may_have_been_written(here: Replica, there: Replica) -> None:
    here.link.trouble = "late"
    await here.chooses("kk")
    await here.state.leave_trail(1, [7])
    await there.state.forget(2)
    await here.comes_back()

    assert (await there.language(), await there.state.take_trail(1)) == ("kk", ([7], "nothing"))


async def test_no_message_is_lost_by_a_store_that_answers_hide_too_late(here: Replica, there: Replica) -> None:
    await there.state.leave_trail(1, [7])
    here.link.trouble = "late"
    hidden = await here.state.take_trail(1)
    await here.comes_back()

    assert [hidden, await there.state.take_trail(1)] == [([7], "nothing"), ([], "nothing")]


async def test_what_was_written_is_handed_in_though_nobody_writes(
    store: Breakable, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fallback, "BETWEEN_TRIES", 0.01)
    replica = WithFallback(store, 0.5, clock, monotonic)
    store.trouble = "gone"
    await replica.write(Append("trail", (b"7",), 9, 60))
    await until(lambda: store.asked > 2)
    store.trouble = ""

    await until(lambda: store.size() == 1)


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

    await until(lambda: store.size() == 1)


async def test_a_replica_that_ends_hands_in_what_it_has(here: Replica, there: Replica) -> None:
    await here.state.leave_trail(1, [7])
    here.link.trouble = ""
    await here.store.close()

    assert await there.state.take_trail(1) == ([7], "nothing")


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
    assert (await count(new_state(clock, store=store), clock), store.most) == (2 * HANDED_IN_AT_ONCE, 500)


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


@pytest.mark.parametrize("note", [b"damaged", b"\xff 1", b"", b"soon a"])
async def test_a_damaged_note_of_what_was_forgotten_is_passed_over(
    here: Replica, there: Replica, place: Place, note: bytes
) -> None:
    await there.store.write(Append("forgotten", (note,), 9, 60))
    await here.chooses("kk")
    await here.state.leave_trail(2, [7])
    await place.pass_time(1)
    await there.state.forget(2)
    await here.comes_back()

    assert (await there.language(), await there.state.take_trail(2)) == ("kk", ([], "nothing"))


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


async def test_so_much_is_kept_and_the_oldest_goes_first(
    here: Replica, there: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backlog, "ROWS", 3)
    for number in range(5):
        await here.store.write(Put(str(number), b"1", 60))
    await here.comes_back()

    assert await there.store.get(*"01234") == [None, None, b"1", b"1", b"1"]


async def test_a_bot_alone_leaves_no_note_of_what_was_forgotten(clock: Clock) -> None:
    notes = []
    for alone in (True, False):
        store = MemoryStore(clock)
        await new_state(clock, store=store, alone=alone).forget(1)
        notes.append(store.size())

    assert notes == [0, 1]
