"""Ends a process that hangs, so that another one is started in its place.

Docker starts another only where one has ended, however unhealthy it finds it; so this one ends itself. systemd, where
it waits for signs of life (`WatchdogSec`), also ends one that is stopped as a whole.
"""

from __future__ import annotations

import asyncio
import faulthandler
import os
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress

from bot.operating.health import Health

LONGEST_HANG = 60.0
"""Seconds for which the loop may stand still, or a poller have shown no sign of life for too long."""
BETWEEN_SIGNS = 5.0
"""Seconds between two signs of life."""


@asynccontextmanager
async def watched(health: Health, environment: Mapping[str, str] = os.environ) -> AsyncIterator[None]:
    """While this lasts, the process ends with exit code 1 where it hangs, and says in which lines of the program."""
    tell_systemd("READY=1", environment)
    task = asyncio.create_task(_watch(health, environment))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])
        faulthandler.cancel_dump_traceback_later()
        tell_systemd("STOPPING=1", environment)


async def _watch(health: Health, environment: Mapping[str, str]) -> None:
    told = None
    while True:
        if health.is_alive():
            # A thread of the interpreter that needs nothing of the loop; it shows no values, only files and lines.
            faulthandler.dump_traceback_later(LONGEST_HANG, exit=True)
            tell_systemd("WATCHDOG=1", environment)
        status = "people are answered" if health.is_ready() else "people get no answer; the log says why"
        if status != told:
            tell_systemd(f"STATUS={status}", environment)
            told = status
        await asyncio.sleep(BETWEEN_SIGNS)


def tell_systemd(what: str, environment: Mapping[str, str]) -> None:
    """Nothing where systemd did not start the program, or does not listen any more."""
    address = environment.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as door:
        door.settimeout(0)
        door.connect("\0" + address[1:] if address.startswith("@") else address)
        door.send(what.encode())
