"""What this machine lets the bot do: listen, write files, and tell the time."""

from __future__ import annotations

import errno
import os
import socket
import urllib.error
import urllib.request
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from pathlib import Path

from bot.doctor.findings import Finding, fault, note, ok
from bot.settings import Address

PATIENCE = 10.0
"""Seconds for anything that is asked over a network."""
WRONG_CLOCK = 60.0
"""Seconds; from a quarter of an hour on, every message would look late."""


def examine_listen(address: Address) -> Finding:
    """Takes the address without listening there, which nobody notices."""
    try:
        with socket.socket(address.family) as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return note("listen", f"{address} is in use", "`senim healthcheck` says whether it is the bot that uses it")
        return _no_address(f"{address} cannot be opened ({error.strerror})")
    except (TypeError, ValueError):  # what cannot be the name of a host
        return _no_address(f"{address} names no host")
    return ok("listen", f"{address} can be opened")


def _no_address(what: str) -> Finding:
    return fault("listen", what, "set LISTEN to an address of this machine, such as 127.0.0.1:8080")


def examine_drafts(folder: Path, *, has_organisers: bool) -> Finding:
    if not has_organisers:
        return note("drafts", "DRAFTS without ORGANISERS_CHAT_ID: nobody can make any", "set both, or neither")
    there = folder
    try:
        there = nearest(folder)
        can_be_written = takes_files(there)
    except OSError:  # one that may not even be looked into
        can_be_written = False
    if not can_be_written:
        missing = "" if there == folder else f"is not there and cannot be made: {there} "
        what = f"{folder} {missing}cannot be written"
        return fault("drafts", what, "check the folder and its rights, or choose another")
    if there != folder:
        what = f"{folder} is not there yet: with the first draft the bot makes it, for its own user alone"
        return note("drafts", what, "make it beforehand where editors are other users; docs/organisers.md tells how")
    return ok("drafts", f"{folder} can be used")


def nearest(folder: Path) -> Path:
    """The folder itself, or of those above it the first that is there."""
    return next(path for path in (folder, *folder.absolute().parents) if path.exists())


def takes_files(folder: Path) -> bool:
    """Whether files may be made in it, by its rights."""
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def room_in(folder: Path) -> int | None:
    """Bytes that may still be written, without trying it: None where the disk tells of no limit."""
    disk = os.statvfs(folder)
    return disk.f_bavail * disk.f_frsize if disk.f_blocks else None


def examine_clock(api_url: str) -> Finding:
    """Compares this machine's clock with Telegram's, which dates messages: late ones are answered differently."""
    request = urllib.request.Request(api_url, method="HEAD")
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            told = response.headers["Date"]
    except urllib.error.HTTPError as error:  # any answer tells the time
        told = error.headers["Date"]
    except (OSError, ValueError, HTTPException):  # the last where something answers that is no web server
        return note("clock", "not compared: Telegram's server was not reached")
    try:
        behind = (parsedate_to_datetime(told or "") - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError):  # no date, or one that leaves open where it is so late
        return note("clock", "not compared: the server tells no time")
    if abs(behind) > WRONG_CLOCK:
        what = f"{abs(behind):.0f} seconds {'behind' if behind > 0 else 'ahead of'} Telegram's"
        return fault("clock", what, "switch on time synchronisation (timedatectl set-ntp true)")
    return ok("clock", "agrees with Telegram's")
