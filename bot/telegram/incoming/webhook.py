"""The webhook as Telegram knows it: set where it differs, and looked after while the bot runs."""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections.abc import Sequence
from urllib.parse import urlencode, urlsplit

from telegram import Bot, WebhookInfo
from telegram.error import InvalidToken

from bot.logs import event, origin_of
from bot.operating.health import Intake
from bot.settings import Webhook

CONNECTIONS = 100
"""Updates that Telegram may bring at the same time: a chat that must wait holds one of them."""
BETWEEN_LOOKS = 60.0
"""Seconds."""
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


async def set_webhook(bot: Bot, webhook: Webhook, updates: Sequence[str]) -> None:
    """Only where something differs: many replicas start at once, and Telegram limits how often it may be set."""
    if not differs(await bot.get_webhook_info(), webhook, updates):
        return
    await bot.set_webhook(
        address_of(webhook),
        max_connections=CONNECTIONS,
        allowed_updates=list(updates),
        secret_token=webhook.secret.reveal(),
    )
    event("webhook set")


async def keep_webhook(bot: Bot, webhook: Webhook, updates: Sequence[str], intake: Intake) -> None:
    """Looks now and then whether Telegram still has the webhook, until cancelled; sets it again where it is gone.

    A program that polls with the same token, perhaps for a trial, removes it, and nobody would be answered any more.
    Another webhook in its place is left alone, and logged: replicas of two versions must not take it from each other.
    """
    while True:
        await asyncio.sleep(BETWEEN_LOOKS)
        try:
            info = await bot.get_webhook_info()
            if not info.url:
                intake.closed()
                event("webhook gone: does another program poll with this token?", logging.ERROR)
                await set_webhook(bot, webhook, updates)
            elif urlsplit(info.url).hostname != urlsplit(webhook.url).hostname:
                intake.closed()
                event("webhook leads elsewhere: did somebody set another one with this token?", logging.ERROR)
                continue
            elif differs(info, webhook, updates):
                event("webhook is another one: give all replicas the same settings", logging.WARNING)
            intake.opened()
        except InvalidToken:
            intake.closed()
            event("telegram no longer accepts TELEGRAM_TOKEN: was it revoked in @BotFather?", logging.ERROR)
        except Exception as error:  # whatever is wrong now, the next look may find it well
            event("webhook not looked at", logging.WARNING, error=origin_of(error))


def differs(info: WebhookInfo, webhook: Webhook, updates: Sequence[str]) -> bool:
    known = (info.url, info.max_connections, sorted(info.allowed_updates or ()))
    return known != (address_of(webhook), CONNECTIONS, sorted(updates))


def address_of(webhook: Webhook) -> str:
    """The address with a fingerprint of the secret, which Telegram never shows: a changed secret then makes a
    difference.
    """
    fingerprint = hmac.digest(webhook.secret.reveal().encode(), b"senim webhook fingerprint", "sha256").hex()[:12]
    return f"{webhook.url}?{urlencode({'v': fingerprint})}"


def is_from_telegram(header: str | None, webhook: Webhook) -> bool:
    """Whether the header holds the secret; compared in constant time."""
    return hmac.compare_digest((header or "").encode(errors="replace"), webhook.secret.reveal().encode())
