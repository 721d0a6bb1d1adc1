"""Examines everything that `senim run` needs, and says in plain words what is wrong and what to do.

It makes, changes and moves no file, and a bot that runs with the same settings notices nothing of it. In Redis it
writes under keys of its own, which it deletes.
"""

from __future__ import annotations

import asyncio
import errno
import os
import socket
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import is_time_zone, now_in
from bot.core.dialogue import Dialogue
from bot.loading import KnowledgeError, shipped_folder
from bot.loading.prepared import load_dialogue
from bot.logs import origin_of
from bot.operating.findings import Finding, fault, note, ok
from bot.operating.reload import version_of
from bot.operating.trial import trial_faults
from bot.settings import Address, Secret, Settings, SettingsError, StatePlace, read_settings
from bot.state.reasons import DISK_FULL, reason_of
from bot.state.sqlite import would_be_set_aside
from bot.state.store import Add, Append, Delete, Put, Remove, Renew

if TYPE_CHECKING:
    from bot.state.redis import RedisStore

PATIENCE = 10.0
"""Seconds for anything that is asked over a network."""
_OWN_SECONDS = 10.0
"""After which the keys of an examination go by themselves, should it be killed before it deletes them."""
LEAST_ROOM = 1_000_000
"""Bytes; with less on the disk, SQLite soon takes no write."""
WRONG_CLOCK = 60.0
"""Seconds; from a quarter of an hour on, every message would look late."""
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


_UNCALLED = note(
    "numbers",
    "nobody has called any of them: each may be wrong, or silent",
    "call them before people use the bot; docs/before-launch.md says how, and where to write the day",
)


async def examine(environment: Mapping[str, str], folder: Path | None = None) -> AsyncIterator[Finding]:
    try:
        settings = read_settings(environment)
    except SettingsError as error:
        yield fault("settings", str(error), "correct it; the README lists all settings")
        return
    yield ok("settings", "readable")
    if settings.listen:
        yield _listen(settings.listen)
    dialogue, findings = _knowledge(folder or settings.knowledge or shipped_folder())
    for finding in findings:
        yield finding
    yield await _store(settings.state)
    if settings.webhook and not settings.state.redis:
        yield note("store", "a webhook without Redis is for one process only", "set STATE_URL=redis://… for replicas")
    if settings.drafts:
        yield _drafts(settings.drafts, has_organisers=settings.organisers is not None)
    yield await asyncio.to_thread(_clock, settings.api_url)
    async for finding in _telegram(settings, dialogue):
        yield finding


def _knowledge(folder: Path) -> tuple[Dialogue | None, list[Finding]]:
    try:
        dialogue = load_dialogue(folder)
    except KnowledgeError as error:
        count = len(error.faults)
        what = str(error.faults[0]) if count == 1 else f"{count} faults; the first: {error.faults[0]}"
        return None, [fault("knowledge", what, "`senim check` shows all of them")]
    found = [fault("knowledge", what, "run `senim check`, then `senim fit`") for what in trial_faults(dialogue)]
    if not dialogue.has_learned:
        what = "it was never fitted and recognises few cries for help"
        found.append(note("knowledge", what, f"run `senim fit --knowledge {folder}` before people use it"))
    state = f"{len(dialogue.knowledge.entries)} entries, version {version_of(folder)}"
    numbers = [_UNCALLED] if dialogue.knowledge.no_number_was_called else []
    return dialogue, [*(found or [ok("knowledge", state)]), *numbers, _time_zone(dialogue.knowledge.time_zone)]


def _time_zone(name: str) -> Finding:
    if not is_time_zone(name):
        return fault("time zone", f"{name} is unknown here", "install the program again: its tzdata package is missing")
    return ok("time zone", f"{name}, where it is {now_in(name):%H:%M}")


def _listen(address: Address) -> Finding:
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


async def _store(place: StatePlace) -> Finding:
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
        folder = _nearest(path.parent)
        if not _takes_files(folder):
            return _unusable(where, f"{folder} is no folder that may be written", cure)
        room = _room_in(folder)
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


def _drafts(folder: Path, *, has_organisers: bool) -> Finding:
    if not has_organisers:
        return note("drafts", "DRAFTS without ORGANISERS_CHAT_ID: nobody can make any", "set both, or neither")
    nearest = folder
    try:
        nearest = _nearest(folder)
        can_be_written = _takes_files(nearest)
    except OSError:  # one that may not even be looked into
        can_be_written = False
    if not can_be_written:
        missing = "" if nearest == folder else f"is not there and cannot be made: {nearest} "
        what = f"{folder} {missing}cannot be written"
        return fault("drafts", what, "check the folder and its rights, or choose another")
    if nearest != folder:
        what = f"{folder} is not there yet: with the first draft the bot makes it, for its own user alone"
        return note("drafts", what, "make it beforehand where editors are other users; docs/organisers.md tells how")
    return ok("drafts", f"{folder} can be used")


def _nearest(folder: Path) -> Path:
    """The folder itself, or of those above it the first that is there."""
    return next(path for path in (folder, *folder.absolute().parents) if path.exists())


def _takes_files(folder: Path) -> bool:
    """Whether files may be made in it, by its rights."""
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def _room_in(folder: Path) -> int | None:
    """Bytes that may still be written, without trying it: None where the disk tells of no limit."""
    disk = os.statvfs(folder)
    return disk.f_bavail * disk.f_frsize if disk.f_blocks else None


def _unusable(where: str, why: str, cure: str) -> Finding:
    return fault("store", f"{where} cannot be used ({why}); the bot would answer from memory", cure)


def _clock(api_url: str) -> Finding:
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


async def _telegram(settings: Settings, dialogue: Dialogue | None) -> AsyncIterator[Finding]:
    if settings.token is None:
        yield fault("token", "TELEGRAM_TOKEN is missing", "get one from @BotFather with /newbot")
        return
    from bot.telegram.examine import examine_bot

    knowledge = dialogue.knowledge if dialogue else None
    async for finding in examine_bot(
        settings.token, settings.api_url, settings.webhook, knowledge, settings.organisers
    ):
        yield finding
