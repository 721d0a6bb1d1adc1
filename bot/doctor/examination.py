"""Examines everything that `senim run` needs, and says in plain words what is wrong and what to do.

It makes, changes and moves no file, and a bot that runs with the same settings notices nothing of it. In Redis it
writes under keys of its own, which it deletes.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

from bot.clock import is_time_zone, now_in
from bot.core.dialogue import Dialogue
from bot.doctor.findings import Finding, fault, note, ok
from bot.doctor.machine import examine_clock, examine_drafts, examine_listen
from bot.doctor.store import examine_store
from bot.loading import KnowledgeError, shipped_folder
from bot.loading.prepared import load_dialogue
from bot.operating.reload import version_of
from bot.operating.trial import trial_faults
from bot.settings import Settings, settings_and_faults

_UNCALLED = note(
    "numbers",
    "nobody has called any of them: each may be wrong, or silent",
    "call them before people use the bot; docs/before-launch.md says how, and where to write the day",
)

_OF_TELEGRAM = frozenset(
    {"TELEGRAM_TOKEN", "TELEGRAM_API_URL", "HTTPS_PROXY", "WEBHOOK_URL", "WEBHOOK_SECRET", "ORGANISERS_CHAT_ID"}
)
"""Without these Telegram cannot be asked."""


async def examine(environment: Mapping[str, str], folder: Path | None = None) -> AsyncIterator[Finding]:
    settings, wrong = settings_and_faults(environment)
    for what in wrong.values():
        yield fault("settings", what, "correct it; the README lists all settings")
    if not wrong:
        yield ok("settings", "readable")
    # What a wrong setting says is not known, and what would be found without it is no help.
    if settings.listen:
        yield examine_listen(settings.listen)
    is_known = folder is not None or "SENIM_KNOWLEDGE" not in wrong
    dialogue, findings = _knowledge(folder or settings.knowledge or shipped_folder()) if is_known else (None, [])
    for finding in findings:
        yield finding
    if "STATE_URL" not in wrong:
        yield await examine_store(settings.state)
    if "STATE_URL" not in wrong and settings.webhook and not settings.state.redis:
        yield note("store", "a webhook without Redis is for one process only", "set STATE_URL=redis://… for replicas")
    if settings.drafts:
        yield examine_drafts(settings.drafts, has_organisers=settings.organisers is not None)
    if not wrong.keys().isdisjoint(_OF_TELEGRAM):
        return
    yield await asyncio.to_thread(examine_clock, settings.api_url)
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


async def _telegram(settings: Settings, dialogue: Dialogue | None) -> AsyncIterator[Finding]:
    if settings.token is None:
        yield fault("token", "TELEGRAM_TOKEN is missing", "get one from @BotFather with /newbot")
        return
    from bot.doctor.telegram import examine_bot

    knowledge = dialogue.knowledge if dialogue else None
    async for finding in examine_bot(
        settings.token, settings.api_url, settings.webhook, knowledge, settings.organisers
    ):
        yield finding
