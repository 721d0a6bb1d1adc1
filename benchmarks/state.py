"""What keeping state costs an update, in each place where it may lie: `python -m benchmarks.state [REDIS_URL]`."""

from __future__ import annotations

import asyncio
import secrets
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from bot.core.model import Memory
from bot.settings import Secret, StatePlace
from bot.state.chats import ChatState, Kept
from bot.state.keys import Keys
from bot.state.opening import open_store

UPDATES = 20_000
CHATS = 5_000
SHOWN = Memory(last_language="kk", shown="film.gulmira", shown_at=datetime.now(UTC))


async def answer(state: ChatState, update: int) -> None:
    """What one answered message asks of the state."""
    chat = update % CHATS
    await state.claims.claim(update)
    await state.memory(chat)
    await state.claims.sending(update)
    await state.done(update, Kept(chat, SHOWN, [2 * update, 2 * update + 1], "answer.kk"))


async def measure(place: StatePlace, *, alone: bool) -> tuple[float, float, float]:
    """Microseconds an update: by the clock, of this process's CPU, and of the slowest in a thousand."""
    store, _ = open_store(place)
    state = ChatState(store, Keys(Secret("1:benchmark")), alone=alone)
    first = secrets.randbits(40)  # so that a Redis that was used before knows none of these updates
    took = []
    begun, cpu = time.perf_counter(), time.process_time()
    for update in range(first, first + UPDATES):
        before = time.perf_counter()
        await answer(state, update)
        took.append(time.perf_counter() - before)
    wall, cpu = time.perf_counter() - begun, time.process_time() - cpu
    await store.close()
    return wall / UPDATES * 1e6, cpu / UPDATES * 1e6, sorted(took)[-UPDATES // 1000] * 1e6


def places(folder: Path) -> Iterator[tuple[str, StatePlace, bool]]:
    yield "memory", StatePlace(), True
    yield "sqlite", StatePlace(folder / "state.sqlite3"), True
    if len(sys.argv) > 1:
        redis = StatePlace(redis=Secret(sys.argv[1]))
        yield "redis, alone", redis, True
        yield "redis, replicas", redis, False


def main() -> None:
    console = Console(highlight=False)
    console.print(f"{'microseconds':<18}{'clock':>8}{'CPU':>8}{'p99.9':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for name, place, alone in places(Path(folder)):
            wall, cpu, slowest = asyncio.run(measure(place, alone=alone))
            console.print(f"{name:<18}{wall:>8.0f}{cpu:>8.0f}{slowest:>8.0f}")


if __name__ == "__main__":
    main()
