"""The HTTP server in front of the methods: it checks the token, and makes the trouble that a test wants."""

from __future__ import annotations

import asyncio
import re
import socket
from datetime import UTC, datetime
from email.utils import format_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from aiohttp import web

from .methods import Methods
from .records import Call, Json
from .refusals import Refusal, bad
from .requests import failure, read_params

if TYPE_CHECKING:
    from .fake import FakeTelegram


class Server:
    """Listens on a free port of this machine."""

    def __init__(self, telegram: FakeTelegram) -> None:
        self._telegram, self._methods = telegram, Methods(telegram)
        app = web.Application()
        app.on_response_prepare.append(self._tell_time)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        # A poll that the bot has abandoned must not live on, nor hold up the end of the test.
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.2)

    async def start(self) -> str:
        """Begin to listen and give the address."""
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def listen_on(self, door: socket.socket) -> None:
        """Listen on a socket that is bound already, too."""
        await web.SockSite(self._runner, door).start()

    async def close(self) -> None:
        """End what is under way."""
        await self._runner.cleanup()

    async def _tell_time(self, _: web.Request, response: web.StreamResponse) -> None:
        response.headers["Date"] = format_datetime(datetime.now(UTC) + self._telegram.ahead, usegmt=True)

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method, params = request.match_info["method"], Json()
        try:
            self._check(request.match_info["token"])
            params = await read_params(request)
            self._telegram.calls.append(Call(method, params))
            return await self._answer(request, method, params)
        except (Refusal, AttributeError, KeyError, TypeError) as error:
            # The checks look at values, not at shapes: a field of a wrong shape ends up here.
            refusal = error if isinstance(error, Refusal) else bad(f"field of a wrong shape: {error!r}")
            known = request.match_info["token"] == self._telegram.token
            if refusal.code == 400 or (refusal.code == 404 and known):
                self._telegram.refused.append(Call(method, params, refusal.description))
            return failure(refusal.code, refusal.description, moved_to=refusal.moved_to)

    def _check(self, token: str) -> None:
        if token != self._telegram.token:
            wellformed = re.fullmatch(r"\d+:[\w-]{30,}", token)
            raise Refusal(401, "Unauthorized") if wellformed else Refusal(404, "Not Found")

    async def _answer(self, request: web.Request, method: str, params: Json) -> web.StreamResponse:
        fault, retry_after = self._telegram.faults.next(method, str(params.get("text", "")))
        if isinstance(fault, int):
            return failure(fault, HTTPStatus(fault).phrase, retry_after)
        if fault == "malformed":
            return web.Response(text="<html>not JSON</html>")
        if fault == "held":
            await self._telegram.release.wait()
        result = None if fault == "drop" else await self._methods.run(method, params)
        if fault == "silent":
            await asyncio.Event().wait()
        if fault in ("drop", "drop_after") and request.transport:
            request.transport.abort()
        return web.json_response({"ok": True, "result": {} if fault == "odd" else result})
