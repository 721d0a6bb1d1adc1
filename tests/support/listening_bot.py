"""A bot that listens on a port of this machine, as `senim run` builds it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp

from bot.core.answering import Answering
from bot.operating.health import Health, KnowledgeStatus
from bot.operating.prometheus import PrometheusMetrics
from bot.settings import Address, Secret, Webhook
from bot.telegram.app import Setup, TelegramBot
from bot.telegram.incoming.server import serving, web_app
from bot.telegram.incoming.webhook import set_webhook
from tests.fake_telegram import FakeTelegram

SECRET = "CANARY-secret_0123456789"


@dataclass
class Listening:
    """The bot, and where it listens."""

    bot: TelegramBot
    url: str
    health: Health
    metrics: PrometheusMetrics = field(default_factory=PrometheusMetrics)

    async def get(self, path: str) -> tuple[int, str]:
        async with aiohttp.ClientSession() as session, session.get(self.url + path) as response:
            return response.status, await response.text()

    async def post(self, body: bytes, secret: str | None = SECRET, path: str = "/telegram", **headers: str) -> int:
        named = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret is not None else {}
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.url + path, data=body, headers=named | headers) as response,
        ):
            return response.status

    async def counted(self, line: str) -> float:
        """The value of one line of `/metrics`, 0 where it is not there."""
        _, page = await self.get("/metrics")
        return next((float(row.rsplit(" ", 1)[1]) for row in page.splitlines() if row.startswith(line + " ")), 0.0)


@asynccontextmanager
async def listening(telegram: FakeTelegram, dialogue: Answering, *, webhook: bool = True) -> AsyncIterator[Listening]:
    """With its webhook set where there is one, polling where there is none."""
    health, metrics = Health(knowledge=KnowledgeStatus("0123456789ab")), PrometheusMetrics()
    hook = Webhook("http://127.0.0.1/telegram", Secret(SECRET)) if webhook else None
    bot = TelegramBot(dialogue, Secret(telegram.token), telegram.url, setup=Setup(hook, metrics, health))
    async with serving(web_app(health, metrics, bot.inbox, hook), Address("127.0.0.1", 0)) as port:
        url = f"http://127.0.0.1:{port}"
        async with bot.receiving() if hook else bot.polling():
            if hook:
                await set_webhook(bot.bot, Webhook(f"{url}/telegram", hook.secret), ["message", "callback_query"])
            yield Listening(bot, url, health, metrics)
