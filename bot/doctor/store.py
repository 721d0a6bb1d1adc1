"""Whether the bot could keep what it remembers: in Redis, or in a file."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from bot.doctor.findings import Finding, fault, note, ok
from bot.doctor.machine import PATIENCE, nearest, room_in, takes_files
from bot.logs import origin_of
from bot.settings import Secret, SettingsError, StatePlace
from bot.state.reasons import DISK_FULL, reason_of
from bot.state.sqlite import would_be_set_aside
from bot.state.store import Add, Append, Delete, Put, Remove, Renew

if TYPE_CHECKING:
    from bot.state.redis import RedisStore

_OWN_SECONDS = 10.0
"""After which the keys of an examination go by themselves, should it be killed before it deletes them."""
LEAST_ROOM = 1_000_000
"""Bytes; with less on the disk, SQLite soon takes no write."""
_OWN = "doctor."
"""How the keys begin that an examination makes."""
_VALUE, _LIST, _COUNTER = f"{_OWN}value", f"{_OWN}list", f"{_OWN}counter"
_TRIED: Mapping[str, Callable[[RedisStore], Awaitable[object]]] = {
    "keep a value": lambda store: store.write(Put(_VALUE, b"1", _OWN_SECONDS)),
    "renew a value": lambda store: store.write(Renew(_VALUE, _OWN_SECONDS)),
    "replace a value": lambda store: store.swap(_VALUE, b"1", b"2", _OWN_SECONDS),
    "add to a list": lambda store: store.write(Append(_LIST, (b"1",), 1, _OWN_SECONDS)),
    "read a list": lambda store: store.peek(_LIST),
    "remove from a list": lambda store: store.write(Remove(_LIST, (b"1",))),
    "remove what has expired": lambda store: store.purge(_OWN),
    "count": lambda store: store.write(Add(_COUNTER, "1", _OWN_SECONDS)),
    "read counts": lambda store: store.counters(_COUNTER),
    "delete": lambda store: store.write(*map(Delete, (_VALUE, _LIST, _COUNTER))),
}
"""Everything that the bot asks of Redis, but to read a value, without which nothing else is tried."""
_BY_SCRIPT = {"renew a value", "replace a value", "add to a list", "count"}
"""Kinds that Redis refuses together where it allows no scripts."""


async def examine_store(place: StatePlace) -> Finding:
    if place.redis:
        return await _redis(place.redis)
    if place.file:
        return _state_file(place.file)
    return note("store", "in memory: a restart forgets chosen languages and what Hide can remove")


async def _redis(url: Secret) -> Finding:
    """Asked without the fallback that hides failures from people."""
    from bot.state.redis import RedisStore

    try:
        store = RedisStore(url)
    except SettingsError as error:
        return fault("store", str(error), "correct it")
    try:
        async with asyncio.timeout(PATIENCE):
            await store.get(_VALUE)
            refused = await _refused_by(store)
    except Exception as error:  # whatever a store raises, the bot runs without it
        return _unusable("Redis", origin_of(error), "is the server running and reachable?")
    finally:
        await store.close()
    if refused:
        what = f"Redis refuses to {', '.join(refused)} ({', '.join(dict.fromkeys(refused.values()))})"
        return fault("store", f"{what}; the bot would go without that", _cure_of(refused))
    return ok("store", "Redis answers, and does all that the bot asks of it")


async def _refused_by(store: RedisStore) -> dict[str, str]:
    """What a store refuses, each with the type of its error."""
    refused: dict[str, str] = {}
    for what, ask in _TRIED.items():
        try:
            await ask(store)
        except Exception as error:  # as above; it may take the next
            refused[what] = type(error).__name__
    return refused


def _cure_of(refused: Mapping[str, str]) -> str:
    if "ClusterCrossSlotError" in refused.values():
        return "use one Redis server instead of a cluster, where the keys of one write may lie apart"
    if "keep a value" in refused:
        return "is its memory full, is it a read-only copy, or may the bot's user not write?"
    if refused.keys() >= _BY_SCRIPT:
        return "allow scripts, which the bot needs: +@scripting for its user (ACL), and no renamed EVAL or EVALSHA"
    return "allow the bot's user all commands on its keys (ACL: ~senim:* +@all -@dangerous)"


def _state_file(path: Path) -> Finding:
    """Only looks at the file, which the bot alone makes, changes or sets aside: it may be running, as another user."""
    where, cure = f"the file {path}", "check the folder and its rights"
    try:
        folder = nearest(path.parent)
        if not takes_files(folder):
            return _unusable(where, f"{folder} is no folder that may be written", cure)
        room = room_in(folder)
        if room is not None and room < LEAST_ROOM:
            return _unusable(where, f"{DISK_FULL}: {room // 1000} KB are left in {folder}", "make room on that disk")
        if folder != path.parent:  # rights alone do not tell: root may write everywhere, and yet nothing into /proc
            return ok("store", f"{where} will be made when the bot starts, if {folder} takes a new folder")
        if not path.exists():
            return ok("store", f"{where} will be made when the bot starts")
        if not os.access(path, os.W_OK):
            return _unusable(where, "it may not be written", cure)
        if would_be_set_aside(path):
            what = f"{where} is damaged, no database, or of another version: the bot would set it aside and begin anew"
            return fault("store", what, "does STATE_URL name the right file?")
    except Exception as error:  # as with Redis
        return _unusable(where, reason_of(error) or origin_of(error), cure)
    return ok("store", f"{where} can be used")


def _unusable(where: str, why: str, cure: str) -> Finding:
    return fault("store", f"{where} cannot be used ({why}); the bot would answer from memory", cure)
