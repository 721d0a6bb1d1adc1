"""`senim run`: the Telegram bot."""

from __future__ import annotations

import asyncio
import logging
import signal
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from bot.cli.failures import FAULTS_SHOWN, end_with, settings_or_end
from bot.core.answering import Answering, is_help_only
from bot.core.dialogue import Dialogue
from bot.core.replying.privacy import Offers, Retention
from bot.loading import KnowledgeError, shipped_folder
from bot.loading.files import Stamp, stamp_of
from bot.loading.long_lists import OnDisk
from bot.loading.prepared import load_dialogue
from bot.logs import event, set_up_logs
from bot.operating.health import Health
from bot.operating.memory_trim import trim_memory
from bot.operating.metrics import NO_METRICS, Metrics
from bot.operating.reload import Reloader
from bot.operating.watchdog import watched
from bot.settings import Secret, Settings, SettingsError
from bot.state.chats import ChatState
from bot.state.drafts import DRAFT_DAYS, Drafts
from bot.state.fallback import WithFallback
from bot.state.keys import Keys
from bot.state.links import ASKED_SECONDS
from bot.state.memory import MemoryStore
from bot.state.opening import open_store
from bot.state.reasons import reason_of
from bot.state.store import Store

if TYPE_CHECKING:
    from bot.telegram.app import TelegramBot

HELP_ONLY = 3
"""The exit code after a run that could only give help numbers."""
_TRIMMED_AFTER = 1.0
"""Seconds after which the start is surely over."""


class _RunContext(NamedTuple):
    """What a run starts from."""

    settings: Settings
    token: Secret
    folder: Path
    store: Store
    retention: Retention
    files: Stamp
    """Of the folder, before anything of it was loaded."""


def run_bot(folder: Path | None) -> int:
    """0 when it was told to stop, 3 when it then gave help only; 1, with the reason, when it cannot go on."""
    if not hasattr(signal, "SIGHUP"):  # Windows, whose event loops know no signals either
        click.echo("`senim run` needs Linux or macOS; on Windows, run it in Docker or WSL.", err=True)
        return 1
    try:
        context = _prepared(settings_or_end(), folder)
    except SettingsError as error:
        click.echo(str(error), err=True)
        return 1
    return _run_until_stopped(context, _load(context.folder, context.retention))


def _prepared(settings: Settings, folder: Path | None) -> _RunContext:
    """Sets up logs and the state. Raises SettingsError."""
    if settings.token is None:
        raise SettingsError(
            "TELEGRAM_TOKEN is missing: get a token from @BotFather in Telegram, then run "
            "TELEGRAM_TOKEN=… senim run. (`senim chat` needs none.)"
        )
    _forbid_core_dumps()
    set_up_logs(settings.log_level, settings.log_format, settings.token)
    folder = folder or settings.knowledge or shipped_folder()
    store, retention = open_store(settings.state)
    return _RunContext(
        settings, settings.token, folder, store, with_offers(retention, settings), files=stamp_of(folder)
    )


def _run_until_stopped(context: _RunContext, answering: Answering) -> int:
    """The exit code."""
    from bot.telegram.lean_imports import import_lean

    import_lean()
    from bot.telegram.stopping import CannotRunError

    running = _run(context, answering)
    del answering  # held here, it would stay after a reload, too
    try:
        with asyncio.Runner(loop_factory=_loop) as runner:
            answered_last = runner.run(running)
    except CannotRunError as reason:
        click.echo(str(reason), err=True)
        return 1
    return HELP_ONLY if is_help_only(answered_last) else 0


def _forbid_core_dumps() -> None:
    """A crash would write the token, and what people just wrote, to the disk."""
    import resource  # not on Windows

    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    # One byte: by nought, Linux would still hand the memory to a program that collects dumps.
    least = 1 if most else 0
    resource.setrlimit(resource.RLIMIT_CORE, (least, least))


def _loop() -> asyncio.AbstractEventLoop:
    """uvloop where there is one: an update then takes a tenth less processor time."""
    try:
        import uvloop
    except ImportError:
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()


def _load(folder: Path, retention: Retention) -> Answering:
    """With a broken knowledge the help that is left of it; the program ends where there is none."""
    try:
        dialogue = load_for_people(folder, retention)
        _warn_if_unfitted(dialogue, folder)
        return dialogue
    except KnowledgeError as error:
        broken = error
    # Only a broken knowledge needs it, and with it comes validation: a tenth of a second and ten megabytes.
    from bot.loading.help_only import load_help

    left = load_help(folder, retention)
    if left is None:
        end_with(broken)
    for found in broken.faults[:FAULTS_SHOWN]:
        event("knowledge cannot be used", logging.ERROR, what=str(found))
    what = "the bot gives help numbers and nothing else. Fix the knowledge; no restart is needed."
    event("HELP ONLY", logging.ERROR, faults=len(broken.faults), what=what)
    return left


def load_for_people(folder: Path, retention: Retention) -> Dialogue:
    """What serves people needs little memory; whoever measures leaves all of it there, and is faster."""
    return load_dialogue(folder, retention, OnDisk(_tell_of_memory))


def _tell_of_memory(error: OSError) -> None:
    event("no temporary file", logging.WARNING, why=reason_of(error), error=type(error).__name__)


def _warn_if_unfitted(dialogue: Dialogue, folder: Path) -> None:
    """Warns where a knowledge that was never fitted answers from now on."""
    if dialogue.has_learned:
        return
    what = (
        "the bot recognises few cries for help: only safe words, rules and the exact examples. "
        f"Run `senim fit --knowledge {folder}` before people use it."
    )
    event("NEVER FITTED", logging.WARNING, what=what)


async def _run(context: _RunContext, answering: Answering) -> Answering:
    """The bot, its HTTP server where one is wanted, and the watch over its files; gives what answered last."""
    settings = context.settings
    metrics = _metrics(settings, context.store)
    drafts = Drafts(settings.drafts) if settings.drafts else None
    bot = _bot(context, answering, metrics, drafts)
    reloader = _reloader(context, answering, bot, metrics)
    del answering
    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, reloader.reload_now)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(watched(bot.health))
        if settings.listen:
            from bot.telegram.incoming.server import serving, web_app

            app = web_app(bot.health, metrics, bot.inbox, settings.webhook)
            await stack.enter_async_context(serving(app, settings.listen))
        if drafts:
            await stack.enter_async_context(drafts.purged())
        await stack.enter_async_context(reloader.watching(context.files))
        # Not before the bot runs, whose start it would make longer.
        asyncio.get_running_loop().call_later(_TRIMMED_AFTER, trim_memory)
        await bot.run()
    return reloader.in_use


def _bot(context: _RunContext, answering: Answering, metrics: Metrics, drafts: Drafts | None) -> TelegramBot:
    from bot.telegram.app import Setup, TelegramBot

    settings = context.settings
    health = Health()
    if is_help_only(answering):
        health.knowledge.last_reload = "refused at start: help only"
    return TelegramBot(
        answering,
        context.token,
        settings.api_url,
        ChatState(context.store, Keys(context.token, settings.state_key), alone=not settings.has_replicas),
        Setup(settings.webhook, metrics, health, settings.organisers, drafts),
    )


def _reloader(context: _RunContext, answering: Answering, bot: TelegramBot, metrics: Metrics) -> Reloader:
    def use(changed: Dialogue) -> None:
        bot.use(changed)
        # By itself, since it may fail (nobody may read what is written), and the new knowledge answers already.
        asyncio.get_running_loop().call_soon(after_use, changed)

    def after_use(changed: Dialogue) -> None:
        _warn_if_unfitted(changed, context.folder)
        trim_memory()

    load = partial(load_for_people, retention=context.retention)
    return Reloader(context.folder, answering, load, use, bot.health.knowledge, metrics)


def with_offers(retention: Retention, settings: Settings) -> Retention:
    """What the privacy text must say about what an operator has switched on."""
    hours = round(ASKED_SECONDS / 3600) if settings.organisers else 0
    draft_days = DRAFT_DAYS if settings.organisers and settings.drafts else 0
    offers = Offers(settings.feedback, organisers_hours=hours, draft_days=draft_days)
    return retention._replace(metrics=settings.listen is not None, offers=offers)


def _metrics(settings: Settings, store: Store) -> Metrics:
    if settings.listen is None:
        return NO_METRICS
    from bot.operating.prometheus import PrometheusMetrics

    metrics = PrometheusMetrics()
    if isinstance(store, MemoryStore) and not settings.state.chosen:
        metrics.state_in_memory()
    if isinstance(store, WithFallback):
        metrics.watch_store(lambda: store.failures)
    return metrics
