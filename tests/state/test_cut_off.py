"""S12: two replicas, one of which was cut off from the store: what it wrote meanwhile is handed in afterwards.

Of `bot/state/backlog.py` and `fallback.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import pytest

from bot.core.model import Memory
from bot.state import backlog
from bot.state.chats import TRAIL_SECONDS
from bot.state.fallback import BETWEEN_TRIES, WithFallback
from bot.state.memory import MemoryStore
from bot.state.store import Append, Put, Store
from tests.support.clock import Clock
from tests.support.state_of_chats import new_state

from .conftest import Link, Place, answers_counted


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
        await self.state.remember(1, (await self.state.memory(1))._replace(chosen_language=language))

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

    assert await there.state.memory(1) == shown._replace(stored_language="kk")


async def test_hide_finds_what_another_replica_sent_while_it_was_cut_off(
    here: Replica, there: Replica, place: Place
) -> None:
    await here.state.leave_trail(1, [7])
    await place.pass_time(1)
    await there.state.leave_trail(1, [8])
    await here.comes_back()

    assert await there.state.trail(1) == ([7, 8], "nothing")


async def test_what_is_handed_in_expires_as_if_it_had_come_in_time(here: Replica, there: Replica, place: Place) -> None:
    await here.state.leave_trail(1, [7])
    await place.pass_time(3600)
    await here.comes_back()
    await there.state.leave_trail(1, [8])
    await place.pass_time(TRAIL_SECONDS - 3600)

    assert await there.state.trail(1) == ([8], "nothing")


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
    assert await here.state.trail(1) == ([], "nothing")


async def test_what_was_written_after_all_was_forgotten_elsewhere_is_handed_in(
    here: Replica, there: Replica, place: Place
) -> None:
    await here.state.leave_trail(1, [7])
    await place.pass_time(1)
    await there.state.forget(1)
    await place.pass_time(1)
    await here.state.leave_trail(1, [8])
    await here.comes_back()

    assert await there.state.trail(1) == ([8], "nothing")


async def test_what_is_forgotten_while_cut_off_is_forgotten_everywhere(here: Replica, there: Replica) -> None:
    await there.chooses("kk")
    await here.state.leave_trail(1, [7])
    await here.state.forget(1)
    await here.comes_back()

    assert (await there.language(), await there.state.trail(1)) == (None, ([], "nothing"))


async def test_what_was_hidden_while_cut_off_does_not_come_back(here: Replica, there: Replica) -> None:
    await here.state.leave_trail(1, [7])
    await there.state.leave_trail(1, [8])
    meanwhile = await here.state.trail(1)
    await here.state.drop_from_trail(1, [7])
    await here.comes_back()

    assert [meanwhile, await there.state.trail(1)] == [([7], "unread"), ([8], "nothing")]


async def test_counts_are_handed_in_and_those_that_may_have_been_counted_are_not(
    here: Replica, there: Replica, clock: Clock
) -> None:
    for _ in range(5):
        await here.state.counts.add("answer.kk")
    await here.comes_back()
    here.link.trouble = "late"
    await here.state.counts.add("answer.kk")
    await here.comes_back()

    assert [await answers_counted(replica.state, clock) for replica in (here, there)] == [6, 6]


async def test_what_may_have_been_counted_while_it_was_handed_in_is_not_counted_again(
    here: Replica, there: Replica, place: Place, clock: Clock
) -> None:
    for _ in range(5):
        await here.state.counts.add("answer.kk")
    here.link.trouble = "late"
    await place.pass_time(BETWEEN_TRIES)
    await here.state.leave_trail(1, [7])
    await here.comes_back()

    assert (await answers_counted(there.state, clock), await there.state.trail(1)) == (5, ([7], "nothing"))


async def test_all_but_counts_is_written_again_where_it_may_have_been_written(here: Replica, there: Replica) -> None:
    here.link.trouble = "late"
    await here.chooses("kk")
    await here.state.leave_trail(1, [7])
    await there.state.forget(2)
    await here.comes_back()

    assert (await there.language(), await there.state.trail(1)) == ("kk", ([7], "nothing"))


async def test_no_message_is_lost_by_a_store_that_answers_hide_too_late(here: Replica, there: Replica) -> None:
    await there.state.leave_trail(1, [7])
    here.link.trouble = "late"
    hidden = await here.state.trail(1)
    await here.state.drop_from_trail(1, [7])
    await here.comes_back()

    assert [hidden, await there.state.trail(1)] == [([7], "nothing"), ([], "nothing")]


async def test_a_replica_that_ends_hands_in_what_it_has(here: Replica, there: Replica) -> None:
    await here.state.leave_trail(1, [7])
    here.link.trouble = ""
    await here.store.close()

    assert await there.state.trail(1) == ([7], "nothing")


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

    assert (await there.language(), await there.state.trail(2)) == ("kk", ([], "nothing"))


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
