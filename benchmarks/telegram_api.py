"""A Bot API that only measures: it plays many people, and is quick enough not to be what is measured.

It runs in a process of its own, is told what to play by `POST /play` with the fields of `Play` as JSON and answers with
those of `Played`. Whether what a bot sends is right, is the tests' concern.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import deque
from dataclasses import asdict, dataclass, field
from itertools import count
from time import monotonic, time
from typing import Any

from aiohttp import web

Json = dict[str, Any]
BOT: Json = {"id": 123456, "is_bot": True, "first_name": "Test", "username": "test_bot"}
SILENCE = 20.0
"""Seconds without a reply, after which what is missing will not come any more."""
_numbers = count(1)


@dataclass(frozen=True)
class Play:
    texts: list[str]
    """What people write, in turn."""
    updates: int
    chats: int
    """Each writes its share, one message after the other's answer."""
    first_chat: int = 0
    """0: people who never wrote before."""
    at_once: int = 0
    """Messages that wait for a reply at any time; 0: all."""
    rate: float = 0.0
    """Messages a second, whether answered or not; 0: as `at_once` allows."""
    delay: float = 0.0
    """Seconds that every send takes, as real Telegram's distance."""
    flooded: int = 0
    """One chat in so many is told to wait, once, at its first reply; 0: none."""
    background: int = 0
    """Messages of other people that are queued before, and whose answers are not waited for."""


@dataclass
class Played:
    seconds: float = 0.0
    unanswered: int = 0
    milliseconds: dict[str, float] = field(default_factory=dict)
    """From a message being written to its reply: p50, p95 and the longest."""


class Api:
    """The people, and the bot's end of the line."""

    def __init__(self) -> None:
        self._queue: deque[Json] = deque()
        self._given: list[Json] = []
        self._poll: asyncio.Future[None] | None = None
        self._written: dict[int, float] = {}
        self._times: list[float] = []
        self._flood: set[int] = set()
        self._delay, self._lost = 0.0, 0
        self._replied = asyncio.Event()
        self.first_poll = 0.0

    # ---- the bot's end --------------------------------------------------------------------------

    async def serve(self, request: web.BaseRequest) -> web.Response:
        method = request.path.rpartition("/")[2]
        match method:
            case "getUpdates":
                fields = dict(request.query) or await _fields(request)
                return _ok(await self._updates(int(fields.get("offset", 0)), float(fields.get("timeout", 0))))
            case "sendMessage":
                return await self._send(await _fields(request))
            case "play":
                # Past the 1 MB that `request.read()` takes: a play brings all its questions.
                play = Play(**json.loads(await request.content.read()))
                return web.json_response(asdict(await self.play(play)))
            case "first_poll":
                return web.json_response(self.first_poll)
            case "getMe":
                return _ok(BOT)
            case "getMyCommands":
                return _ok([])
            case "getMyName" | "getMyDescription" | "getMyShortDescription":
                return _ok({"name": "", "description": "", "short_description": ""})
        return _ok(result=True)

    async def _updates(self, offset: int, timeout: float) -> list[Json]:
        self.first_poll = self.first_poll or monotonic()
        self._given = [update for update in self._given if update["update_id"] >= offset]
        if not self._given and not self._queue and timeout:
            self._poll = asyncio.get_running_loop().create_future()
            await asyncio.wait([self._poll], timeout=timeout)
        while self._queue and len(self._given) < 100:
            self._given.append(self._queue.popleft())
        return self._given

    async def _send(self, fields: Json) -> web.Response:
        chat = int(fields["chat_id"])
        if chat in self._flood:
            self._flood.discard(chat)
            body = {"ok": False, "error_code": 429, "description": "Too Many Requests: retry after 5"}
            return web.json_response(body | {"parameters": {"retry_after": 5}}, status=429)
        if self._delay:
            await asyncio.sleep(self._delay)
        if written := self._written.pop(chat, None):
            self._times.append(monotonic() - written)
            self._replied.set()
        message = {"message_id": next(_numbers), "date": 1, "chat": {"id": chat, "type": "private"}, "from": BOT}
        return _ok(message | {"text": fields["text"]})

    # ---- the people -----------------------------------------------------------------------------

    async def play(self, play: Play) -> Played:
        self._times, self._written, self._delay, self._lost = [], {}, play.delay, 0
        await self._fill_up(play)
        began, sent = monotonic(), 0
        first = play.first_chat or next(_numbers) * 1_000_000
        waiting: deque[int] = deque(first + number for number in range(play.chats))
        while sent < play.updates:
            if play.rate:
                await asyncio.sleep(max(0.0, began + sent / play.rate - monotonic()))
            while len(self._written) >= (play.at_once or play.chats):
                await self._some_reply()
            while waiting[0] in self._written:
                await self._some_reply()
            self._write(waiting[0], play.texts[sent % len(play.texts)])
            waiting.rotate(-1)
            sent += 1
        while self._written and await self._some_reply():
            pass
        return Played(monotonic() - began, self._lost, _summary(self._times))

    async def _fill_up(self, play: Play) -> None:
        base = next(_numbers) * 1_000_000
        for number in range(play.background):
            self._queue_up(base + number, play.texts[number % len(play.texts)])
        self._flood = {base + number for number in range(0, play.background, play.flooded)} if play.flooded else set()
        while self._queue:
            await asyncio.sleep(0.05)

    async def _some_reply(self) -> bool:
        self._replied.clear()
        try:
            await asyncio.wait_for(self._replied.wait(), SILENCE)
        except TimeoutError:
            self._lost += len(self._written)
            self._written.clear()
            return False
        return True

    def _write(self, chat: int, text: str) -> None:
        self._written[chat] = monotonic()
        self._queue_up(chat, text)

    def _queue_up(self, chat: int, text: str) -> None:
        person = {"id": chat, "is_bot": False, "first_name": "Anna", "language_code": "ru"}
        where = {"id": chat, "first_name": "Anna", "type": "private"}
        message = {"message_id": next(_numbers), "date": int(time()), "chat": where, "from": person, "text": text}
        self._queue.append({"update_id": next(_numbers), "message": message})
        if self._poll and not self._poll.done():
            self._poll.set_result(None)


def _summary(times: list[float]) -> dict[str, float]:
    ordered = sorted(times) or [0.0]
    indexes = {"p50": len(ordered) // 2, "p95": int(len(ordered) * 0.95), "longest": len(ordered) - 1}
    return {name: round(ordered[index] * 1000, 2) for name, index in indexes.items()}


async def _fields(request: web.BaseRequest) -> Json:
    return dict(await request.json() if request.content_type == "application/json" else await request.post())


def _ok(result: Any) -> web.Response:
    body = json.dumps({"ok": True, "result": result}, ensure_ascii=False).encode()
    return web.Response(body=body, content_type="application/json")


async def main() -> None:
    """Prints the port, and serves until it is killed."""
    runner = web.ServerRunner(web.Server(Api().serve), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    sys.stdout.write(f"{runner.addresses[0][1]}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
