"""What is remembered of a chat, and for how long."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.core.model import Memory
from bot.state import chats
from bot.state.chats import BETWEEN_PURGES, CONTEXT_SECONDS, LANGUAGE_SECONDS, TRAIL_SECONDS, ChatState, Kept
from bot.state.fallback import WithFallback
from bot.state.memory import MemoryStore
from bot.state.store import Put
from tests.support.clock import Clock
from tests.support.senim_program import ROOT
from tests.support.state_of_chats import KEYS, new_state, on_file
from tests.support.waiting import until

from .conftest import Breakable, Place

SHOWN = Memory(
    chosen_language="kk", last_language="kk", shown="film.gulmira", shown_at=datetime(2024, 11, 27, tzinfo=UTC)
)


def as_read(written: Memory) -> Memory:
    return written._replace(stored_language=written.chosen_language)


@pytest.fixture
def state(store: MemoryStore, clock: Clock) -> ChatState:
    return new_state(clock, store=store)


async def test_what_is_remembered_comes_back(state: ChatState) -> None:
    await state.remember(1, SHOWN)

    assert await state.memory(1) == as_read(SHOWN)
    assert await state.memory(2) == Memory()


async def test_what_was_offered_comes_back_from_every_store(place: Place, clock: Clock) -> None:
    state = new_state(clock, store=place.store)
    offered = SHOWN._replace(offered=("films.all", "event.when"), asked_at=datetime(2024, 11, 27, 1, tzinfo=UTC))
    await state.remember(1, offered)

    assert await state.memory(1) == as_read(offered)


@pytest.mark.parametrize(
    ("written", "offered"),
    [(b'{"shown":"films.all","at":1732665600}', ()), (b'{"offered":["films.all",1]}', ("films.all", "1")), (b"[]", ())],
)
async def test_what_another_version_wrote_is_read_or_forgotten(
    state: ChatState, store: MemoryStore, written: bytes, offered: tuple[str, ...]
) -> None:
    await store.write(Put(KEYS.of("context", 1), written, 60))

    assert (await state.memory(1)).offered == offered


async def test_a_variant_that_an_older_version_wrote_as_a_number_counts_for_none(
    state: ChatState, store: MemoryStore
) -> None:
    await store.write(Put(KEYS.of("context", 1), b'{"helped":1732665600,"helped_with":"danger","helped_as":3}', 60))
    memory = await state.memory(1)

    assert (memory.helped_with, memory.helped_as) == ("danger", None)


async def test_that_the_numbers_were_shown_and_how_comes_back(state: ChatState) -> None:
    helped = SHOWN._replace(short_card=True, helped_at=datetime(2024, 11, 27, 1, tzinfo=UTC), helped_with="danger")
    helped = helped._replace(helped_as="danger.gas", helped_child=True)
    await state.remember(1, helped)

    assert await state.memory(1) == as_read(helped)


async def test_what_was_shown_is_forgotten_after_fifteen_minutes_and_the_chosen_language_is_not(
    state: ChatState, clock: Clock
) -> None:
    await state.remember(1, SHOWN)
    clock.now += CONTEXT_SECONDS

    assert CONTEXT_SECONDS == 15 * 60
    assert await state.memory(1) == as_read(Memory(chosen_language="kk"))


async def test_a_slow_reply_does_not_undo_a_language_chosen_meanwhile(state: ChatState) -> None:
    await state.remember(1, Memory(chosen_language="ru"))
    slow = await state.memory(1)
    await state.remember(1, (await state.memory(1))._replace(chosen_language="kk"))
    await state.remember(1, slow._replace(shown="films.all"))

    assert (await state.memory(1)).chosen_language == "kk"


async def test_every_reply_keeps_a_chosen_language_for_another_thirty_days(state: ChatState, clock: Clock) -> None:
    await state.remember(1, SHOWN)
    clock.now += LANGUAGE_SECONDS - 1
    await state.remember(1, await state.memory(1))
    clock.now += LANGUAGE_SECONDS - 1

    assert (await state.memory(1)).chosen_language == "kk"


async def test_a_chosen_language_is_forgotten_after_thirty_silent_days(state: ChatState, clock: Clock) -> None:
    await state.remember(1, SHOWN)
    clock.now += LANGUAGE_SECONDS

    assert LANGUAGE_SECONDS == 30 * 24 * 3600
    assert await state.memory(1) == Memory()


async def test_a_trail_stays_but_for_what_is_dropped_from_it(state: ChatState) -> None:
    await state.leave_trail(1, [7, 8])
    await state.leave_trail(1, [8, 9])
    before = await state.trail(1)
    await state.drop_from_trail(1, [7, 9, 10])

    assert [before, await state.trail(1)] == [([7, 8, 9], "nothing"), ([8], "nothing")]


async def test_a_message_leaves_the_trail_after_two_days(state: ChatState, clock: Clock) -> None:
    await state.leave_trail(1, [7])
    clock.now += TRAIL_SECONDS / 2
    await state.leave_trail(1, [8])
    clock.now += TRAIL_SECONDS / 2

    assert await state.trail(1) == ([8], "nothing")


async def test_a_trail_that_was_too_long_is_not_whole(state: ChatState) -> None:
    await state.leave_trail(1, range(500))
    ids, rest = await state.trail(1)

    assert (len(ids), ids[-1], rest) == (400, 499, "older")


async def test_a_trail_in_a_store_that_is_away_is_not_whole(store: Breakable, clock: Clock) -> None:
    state = new_state(clock, store=WithFallback(store, timer=clock))
    await state.leave_trail(1, [7])
    store.trouble = "gone"
    await state.leave_trail(1, [8])
    meanwhile = await state.trail(1)
    store.trouble = ""

    assert [meanwhile, await state.trail(1)] == [([8], "unread"), ([7, 8], "nothing")]


async def test_a_chat_that_is_forgotten_leaves_nothing(state: ChatState, store: MemoryStore) -> None:
    await state.remember(1, SHOWN)
    await state.leave_trail(1, [7])
    await state.forget(1)

    assert store.size() == 0


async def test_a_context_that_another_version_wrote_is_forgotten(state: ChatState, store: MemoryStore) -> None:
    await state.remember(1, SHOWN)
    await store.write(Put(KEYS.of("context", 1), b'["unknown"]', 60))

    assert await state.memory(1) == as_read(Memory(chosen_language="kk"))


async def test_what_an_answered_update_leaves_is_written_together(state: ChatState) -> None:
    await state.claims.claim(5)
    await state.done(5, Kept(1, SHOWN, [7, 8]))

    assert await state.memory(1) == as_read(SHOWN)
    assert await state.trail(1) == ([7, 8], "nothing")


async def test_no_chat_can_be_found_in_the_store(state: ChatState, store: MemoryStore) -> None:
    await state.claims.claim(5)
    await state.done(5, Kept(7_305_118_846, SHOWN, [1], "answer.kk"))

    assert "7305118846" not in repr(vars(store))


async def test_what_is_over_is_removed_from_the_file_while_the_bot_runs(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chats, "BETWEEN_PURGES", 0.01)
    file = tmp_path / "state.sqlite3"
    state = on_file(file, clock)

    def rows() -> int:
        with closing(sqlite3.connect(file)) as looked_at:
            found = [looked_at.execute(f"SELECT count(*) FROM {table}").fetchone() for table in ("entry", "item")]
        return sum(number for (number,) in found)

    async with state.open():
        await state.remember(1, SHOWN)
        await state.leave_trail(1, [7])
        written = rows()
        clock.now += LANGUAGE_SECONDS + 1
        await until(lambda: rows() == 0)

    assert written == 3


def test_the_page_on_privacy_tells_how_soon_what_is_over_is_removed() -> None:
    page = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")

    assert ("removed within a minute after them" in page, BETWEEN_PURGES) == (True, 60)
