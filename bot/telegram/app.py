"""Builds the Telegram application and runs it by long polling, until it is told to stop or cannot go on."""

from __future__ import annotations

import asyncio
import logging
import signal
from time import monotonic
from typing import Any

from telegram import Update
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError
from telegram.ext import Application, ApplicationBuilder, TypeHandler
from telegram.request import HTTPXRequest

from bot.core.dialogue import Dialogue
from bot.logs import event, place_of
from bot.settings import Secret
from bot.state.memory import ChatState
from bot.telegram.handlers import Handlers
from bot.telegram.order import ChatOrder
from bot.telegram.profile import update_profile

UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
"""What is asked of Telegram; channel posts, polls, inline queries and the rest never arrive."""
CONNECTIONS = 16
"""At once; with more, httpx's pool costs more than it gains."""
POLL_SECONDS = 30
LAST_REPLIES = 10.0
"""Seconds that replies in hand get when the bot is told to stop."""
CONFLICTS = 3
"""Polls in a row that Telegram gives to another program before this one steps back."""
_CONFLICT_WINDOW = 120.0
_LONGEST_PAUSE = 60.0

App = Application[Any, Any, Any, Any, Any, Any]


class CannotRun(Exception):
    """The bot cannot go on; the message says why and what to do."""


def build_application(dialogue: Dialogue, token: Secret, api_url: str, state: ChatState | None = None) -> App:
    """The whole bot behind one seam: `api_url`, so that tests give it a Telegram of their own."""
    request = HTTPXRequest(connection_pool_size=CONNECTIONS, pool_timeout=60, read_timeout=15, connect_timeout=10)
    app = (
        ApplicationBuilder()
        .token(token.reveal())
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .request(request)
        .concurrent_updates(ChatOrder())
        .build()
    )
    handlers = Handlers(dialogue, state or ChatState(), app.bot)
    app.add_handler(TypeHandler(Update, handlers.on_update))
    app.add_error_handler(handlers.on_error)
    return app


async def run_polling(app: App, dialogue: Dialogue) -> None:
    """Until SIGINT or SIGTERM. Raises CannotRun."""
    stop: asyncio.Future[CannotRun | None] = asyncio.get_running_loop().create_future()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, _finish, stop, None)
    if not await _connect(app, stop):
        return
    try:
        assert app.updater is not None
        await app.updater.start_polling(
            timeout=POLL_SECONDS,
            allowed_updates=UPDATES,
            bootstrap_retries=-1,
            error_callback=_PollErrors(stop),
        )
        await app.start()
        profile = asyncio.create_task(update_profile(app.bot, dialogue.knowledge))
        event("running", entries=len(dialogue.knowledge.entries))
        reason = await stop
        profile.cancel()
    finally:
        await _shut_down(app)
    if reason:
        raise reason


async def _connect(app: App, stop: asyncio.Future[CannotRun | None]) -> bool:
    """Waits for the network as long as it takes; a token that Telegram refuses ends the run."""
    pause = 1.0
    while not stop.done():
        try:
            await app.initialize()
            return True
        except InvalidToken:
            raise CannotRun(
                "Telegram does not accept TELEGRAM_TOKEN: copy it again from @BotFather, or make a new one there."
            ) from None
        except (NetworkError, TelegramError) as error:
            event("telegram not reached", logging.WARNING, error=type(error).__name__, again_in=pause)
            await asyncio.wait([stop], timeout=pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
    return False


class _PollErrors:
    """Counts conflicts; everything else passes by itself, and PTB polls again."""

    def __init__(self, stop: asyncio.Future[CannotRun | None]) -> None:
        self._stop = stop
        self._conflicts: list[float] = []

    def __call__(self, error: TelegramError) -> None:
        event("poll failed", logging.WARNING, error=type(error).__name__)
        if isinstance(error, InvalidToken):
            _finish(self._stop, CannotRun("Telegram no longer accepts TELEGRAM_TOKEN: was it revoked in @BotFather?"))
        if isinstance(error, Conflict):
            now = monotonic()
            self._conflicts = [at for at in self._conflicts if now - at < _CONFLICT_WINDOW] + [now]
            if len(self._conflicts) >= CONFLICTS:
                reason = "Another program is polling with the same TELEGRAM_TOKEN: stop it, then start this one again."
                _finish(self._stop, CannotRun(reason))


def _finish(stop: asyncio.Future[CannotRun | None], reason: CannotRun | None) -> None:
    if not stop.done():
        stop.set_result(reason)


async def _shut_down(app: App) -> None:
    """Takes no more updates, then finishes the replies in hand."""
    try:
        async with asyncio.timeout(LAST_REPLIES):
            if app.updater and app.updater.running:
                await app.updater.stop()
            if app.running:
                await app.stop()
    except TimeoutError:
        event("stopped with replies unsent", logging.WARNING)
    except TelegramError as error:
        event("stopped with an error", logging.WARNING, error=place_of(error))
    await app.shutdown()
    event("stopped")
