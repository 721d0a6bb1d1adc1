"""`senim run` in a process of its own: what it says and how it ends."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.fake_telegram import TOKEN

ROOT = Path(__file__).parents[2]

_LONGEST = 120.0
"""Seconds; on a busy machine a process takes many to load the knowledge."""

Run = Callable[..., Awaitable[Process]]


async def start_bot(api_url: str, **settings: str) -> Process:
    """With these settings and no others, whatever the environment of the tests says."""
    given = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": api_url, **settings}
    environment = {"PATH": os.environ["PATH"], "PYTHONUNBUFFERED": "1", **given}
    command = (sys.executable, "-m", "bot", "run")
    return await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=environment, stderr=PIPE, stdout=DEVNULL)


async def kill(processes: list[Process]) -> None:
    """Those that still run."""
    for process in processes:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def says(process: Process, word: str) -> str:
    """Waits until the process has written a line with this word."""
    assert process.stderr
    async with asyncio.timeout(_LONGEST):
        while word not in (line := (await process.stderr.readline()).decode()):
            assert line, "the process ended"
    return line


async def end_of(process: Process) -> tuple[int | None, str]:
    """The exit code, and what was written to standard error and not yet read."""
    async with asyncio.timeout(_LONGEST):
        _, stderr = await process.communicate()
    return process.returncode, stderr.decode()
