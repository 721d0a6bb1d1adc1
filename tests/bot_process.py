"""`senim run` in a process of its own: what it says and how it ends."""

import asyncio
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable

Run = Callable[..., Awaitable[Process]]


async def says(process: Process, word: str) -> str:
    """Waits until the process has written a line with this word."""
    assert process.stderr
    async with asyncio.timeout(15):
        while word not in (line := (await process.stderr.readline()).decode()):
            assert line, "the process ended"
    return line


async def end_of(process: Process) -> tuple[int | None, str]:
    """The exit code, and what was written to standard error and not yet read."""
    async with asyncio.timeout(15):
        _, stderr = await process.communicate()
    return process.returncode, stderr.decode()
