"""How much the memory of a process holds at most; what every place promises is in `test_store.py`."""

from __future__ import annotations

import pytest

from bot.state import memory
from bot.state.memory import MemoryStore
from bot.state.store import Add, Append, Put


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> MemoryStore:
    monkeypatch.setattr(memory, "ROWS", 3)
    return MemoryStore()


async def test_the_values_written_longest_ago_go_first(store: MemoryStore) -> None:
    for key in ("a", "b", "c", "a", "d"):
        await store.write(Put(key, b"1", 60))

    assert await store.get("a", "b", "c", "d") == [b"1", None, b"1", b"1"]


async def test_the_lists_written_longest_ago_go_first(store: MemoryStore) -> None:
    for key in ("a", "b", "c", "a", "d"):
        await store.write(Append(key, (b"1",), 10, 60))

    assert [await store.peek(key) for key in ("a", "b", "c", "d")] == [[b"1"], [], [b"1"], [b"1"]]


async def test_the_counters_written_longest_ago_go_first(store: MemoryStore) -> None:
    for key in ("a", "b", "c", "a", "d"):
        await store.write(Add(key, "shown", 60))

    assert [(await store.counters(key)).get("shown") for key in ("a", "b", "c", "d")] == [2, None, 1, 1]


async def test_values_lists_and_counters_are_counted_apart(store: MemoryStore) -> None:
    for key in ("a", "b", "c"):
        await store.write(Put(key, b"1", 60), Append(key, (b"1",), 10, 60), Add(key, "shown", 60))

    assert store.size() == 9
