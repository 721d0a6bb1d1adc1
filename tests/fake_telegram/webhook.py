"""Updates that are brought to the bot."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
from typing import Any

import aiohttp

from .records import Json


class Webhook:
    """Brings updates to the bot: a chat's in order, chats at the same time, each again until the answer is a yes."""

    def __init__(self, pending: list[Json]) -> None:
        self.url, self.secret, self.info = "", "", dict[str, Any]()
        self.behind: list[str] = []  # where a load balancer at the url would send them, in turn; else the url itself
        self.answers: list[int] = []
        self._pending, self._turn = pending, itertools.count()
        self._last: dict[int, asyncio.Task[None]] = {}  # of each chat
        self._session: aiohttp.ClientSession | None = None

    def set(self, url: str, p: Json) -> None:
        """Take another address; what waits is brought there."""
        self.url, self.secret = url, p.get("secret_token", "")
        self.info = {key: p[key] for key in ("max_connections", "allowed_updates") if key in p}
        for update in self._pending:
            self.bring(update)

    def bring(self, update: Json) -> None:
        """Bring an update after the others of its chat."""
        if not self.url:
            return
        content = next(value for key, value in update.items() if key != "update_id")
        chat = content.get("message", content).get("chat", {}).get("id", 0)
        self._last[chat] = asyncio.create_task(self._deliver(update, self._last.get(chat)))

    async def post(self, body: bytes, **headers: str) -> int:
        """Call the webhook once, with any body, and give the status of the answer; 0 where nobody answers."""
        self._session = self._session or aiohttp.ClientSession()
        addresses = self.behind or [self.url]
        address = addresses[next(self._turn) % len(addresses)]
        secret = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        try:
            async with self._session.post(address, data=body, headers=secret | headers) as response:
                return response.status
        except (aiohttp.ClientError, OSError):
            return 0

    async def close(self) -> None:
        """Stop bringing."""
        for task in self._last.values():
            task.cancel()
        await asyncio.gather(*self._last.values(), return_exceptions=True)
        if self._session:
            await self._session.close()

    async def _deliver(self, update: Json, before: asyncio.Task[None] | None) -> None:
        if before:
            await asyncio.wait([before])
        while update in self._pending:
            self.answers.append(await self.post(json.dumps(update).encode()))
            if self.answers[-1] == 200:
                with contextlib.suppress(ValueError):
                    self._pending.remove(update)
            else:
                await asyncio.sleep(0.05)
