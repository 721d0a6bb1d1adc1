"""What the methods do by which the bot gets its updates."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .records import Json
from .refusals import UNDER_WEBHOOK, Refusal, bad

if TYPE_CHECKING:
    from .fake import FakeTelegram


class UpdateMethods:
    """Long polling, and the webhook that excludes it."""

    def __init__(self, telegram: FakeTelegram) -> None:
        self._telegram, self._updates = telegram, telegram.updates
        self.by_name: dict[str, Callable[[Json], Any]] = {
            "getUpdates": self._get,
            "setWebhook": lambda p: self._set_webhook(p.get("url", ""), p),
            "deleteWebhook": lambda p: self._set_webhook("", p),
            "getWebhookInfo": self._info,
        }

    async def _get(self, p: Json) -> list[Json]:
        if self._updates.webhook.url:
            raise Refusal(409, f"Conflict: {UNDER_WEBHOOK}")
        self._updates.allowed = p.get("allowed_updates", self._updates.allowed)
        limit = min(max(p.get("limit", 100), 1), 100)
        return await self._updates.take(p.get("offset", 0), limit, p.get("timeout", 0))

    def _set_webhook(self, url: str, p: Json) -> bool:
        if url and not re.match(r"https://|http://(127\.0\.0\.1|localhost)[:/]", url):  # this machine: for tests
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", p.get("secret_token", "")):
            raise bad("secret token contains unallowed characters")
        self._updates.allowed = p.get("allowed_updates", self._updates.allowed)
        self._updates.webhook.set(url, p)
        if p.get("drop_pending_updates"):
            self._updates.pending.clear()
        return True

    def _info(self, _: Json) -> Json:
        counts = {"has_custom_certificate": False, "pending_update_count": len(self._updates.pending)}
        webhook = self._updates.webhook
        return {"url": webhook.url, **counts, **webhook.info, **self._telegram.webhook_trouble}
