"""A process that hangs ends, and systemd hears of one that does not."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.operating import watchdog
from bot.operating.health import LONGEST_SILENCE, Health, Intake
from bot.operating.watchdog import watched
from tests.support.waiting import until

HANGING = """\
import asyncio, time
from bot.operating import watchdog
from bot.operating.health import Health

watchdog.LONGEST_HANG = 0.5

async def hang(said="what she wrote"):
    async with watchdog.watched(Health(), {}):
        await asyncio.sleep(0.1)
        time.sleep(60)

asyncio.run(hang())
"""


STOPPED = """\
import asyncio, time
from bot.operating import watchdog
from bot.operating.health import Health

watchdog.LONGEST_HANG = 2.0

async def stop():
    async with watchdog.watched(Health(), {}):
        await asyncio.sleep(0.1)
    time.sleep(2.5)

asyncio.run(stop())
"""


@pytest.fixture
async def heard(tmp_path: Path) -> AsyncIterator[list[str]]:
    """What systemd hears."""
    lines: list[str] = []
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as door:
        door.bind(str(tmp_path / "notify"))
        asyncio.get_running_loop().add_reader(door, lambda: lines.append(door.recv(1000).decode()))
        yield lines
        asyncio.get_running_loop().remove_reader(door)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"NOTIFY_SOCKET": str(tmp_path / "notify")}


def test_a_process_whose_loop_stands_still_ends_and_says_where_without_what_it_held() -> None:
    ended = subprocess.run([sys.executable, "-c", HANGING], capture_output=True, text=True, timeout=30, check=False)

    assert ended.returncode == 1
    assert 'File "<string>", line 10 in hang' in ended.stderr
    assert "she wrote" not in ended.stderr


def test_a_process_that_is_done_is_not_ended_while_it_tidies_up() -> None:
    ended = subprocess.run([sys.executable, "-c", STOPPED], capture_output=True, text=True, timeout=30, check=False)

    assert (ended.returncode, ended.stderr) == (0, "")


async def test_systemd_hears_that_it_runs_lives_answers_and_stops(
    heard: list[str], environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watchdog, "BETWEEN_SIGNS", 0.01)
    health = Health()
    async with watched(health, environment):
        await until(lambda: heard.count("WATCHDOG=1") > 1)
        health.intake.opened()
        await until(lambda: "STATUS=people are answered" in heard)
    await until(lambda: "STOPPING=1" in heard)

    assert (heard[0], heard[-1]) == ("READY=1", "STOPPING=1")
    assert "STATUS=people get no answer; the log says why" in heard[:3]


async def test_a_poller_without_a_sign_of_life_gives_systemd_none(
    heard: list[str], environment: dict[str, str]
) -> None:
    health = Health()
    health.intake.beat()
    now = health.intake.clock()
    health.intake.clock = lambda: now + LONGEST_SILENCE + 1
    async with watched(health, environment):
        await until(lambda: len(heard) > 1)

    assert "WATCHDOG=1" not in heard


@pytest.mark.parametrize("address", ["", "/nowhere", "@nobody-listens"])
async def test_without_systemd_the_process_is_watched_as_well(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[float] = []

    def clock() -> float:
        looks.append(0.0)
        return looks[-1]

    monkeypatch.setattr(watchdog, "BETWEEN_SIGNS", 0.01)
    health = Health(Intake(clock))
    health.intake.beat()
    async with watched(health, {"NOTIFY_SOCKET": address}):
        assert await until(lambda: len(looks) > 5)
