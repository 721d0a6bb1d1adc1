"""The bot's own HTTP server: the webhook, and pages for those who operate the bot."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from time import monotonic
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from bot.logs import event
from bot.operating.health import Health
from bot.operating.metrics import Metrics
from bot.settings import WEBHOOK_PATH, Address, Webhook
from bot.telegram.incoming.inbox import Inbox
from bot.telegram.incoming.webhook import SECRET_HEADER, is_from_telegram
from bot.telegram.stopping import CannotRunError

LARGEST = 1_000_000
"""Bytes of one update; Telegram's largest are far below."""
SLOWEST = 10.0
"""Seconds in which the head of a request must have arrived, and then an update; and for which an answer may lie there
unread."""
MOST_CONNECTIONS = 500
"""Far more than Telegram makes (100), and about half of the files that a process may usually have open (1024): the
others are for its own calls."""
BETWEEN_LINES = 60.0
"""Seconds between two lines of the log about calls of strangers, who could otherwise fill it."""
LAST_ANSWERS = 2
"""Seconds in which answers that are ready still reach their askers when the bot stops."""


class RefusedBodyError(Exception):
    """A body that Telegram would never send; the status says how it was refused."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def web_app(health: Health, metrics: Metrics, inbox: Inbox, webhook: Webhook | None) -> Starlette:
    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok") if health.is_alive() else PlainTextResponse("stuck", 503)

    async def readyz(_: Request) -> Response:
        return JSONResponse(health.report(), 200 if health.is_ready() else 503)

    async def page(_: Request) -> Response:
        return Response(metrics.page(), media_type=metrics.media_type)

    routes = [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", page)]
    if webhook:
        endpoint = WebhookEndpoint(webhook, inbox)
        routes += [Route(path, endpoint.post, methods=["POST"]) for path in {WEBHOOK_PATH, webhook.path}]
    app = Starlette(routes=routes)
    app.router.redirect_slashes = False
    return app


class WebhookEndpoint:
    """Handles calls of the webhook, whoever makes them."""

    def __init__(self, webhook: Webhook, inbox: Inbox) -> None:
        self._webhook, self._inbox = webhook, inbox
        self._strangers = 0
        """Calls that the log has not been told of yet."""
        self._told_next = 0.0

    async def post(self, request: Request) -> Response:
        if not is_from_telegram(request.headers.get(SECRET_HEADER), self._webhook):
            self._tell_of_stranger()
            return Response(status_code=403)
        try:
            async with asyncio.timeout(SLOWEST):
                update = parse(await read_body(request))
        except RefusedBodyError as refused:
            event("webhook body refused", logging.WARNING, status=refused.status)
            return Response(status_code=refused.status)
        except TimeoutError:
            return Response(status_code=408)
        except ClientDisconnect:
            return Response(status_code=400)
        if await self._inbox.take(update) == "later":
            return Response(status_code=503, headers={"Retry-After": "1"})
        return Response(status_code=200)

    def _tell_of_stranger(self) -> None:
        self._strangers += 1
        now = monotonic()
        if now >= self._told_next:
            event("webhook called without the secret", logging.WARNING, calls=self._strangers)
            self._strangers, self._told_next = 0, now + BETWEEN_LINES


async def read_body(request: Request) -> bytes:
    """Stops reading where the body is too long, whatever its header says."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise RefusedBodyError(413)
    return bytes(body)


def parse(body: bytes) -> dict[str, Any]:
    try:
        update = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):  # no JSON, no UTF-8, nested too deep, a number without end
        raise RefusedBodyError(400) from None
    if not isinstance(update, dict):
        raise RefusedBodyError(400)
    return update


class Connection(H11Protocol):
    """uvicorn's own waits for ever for a request that comes in part or never, and for answers to be read."""

    _next: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > MOST_CONNECTIONS:
            transport.close()
        self._await_request_after(None)

    def on_response_complete(self) -> None:
        answered = self.cycle
        super().on_response_complete()
        self._await_request_after(answered)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._unread = self.loop.call_later(SLOWEST, self.transport.abort)

    def resume_writing(self) -> None:
        self._unread.cancel()
        super().resume_writing()

    def _await_request_after(self, last: RequestResponseCycle | None) -> None:
        def close_if_none_came() -> None:
            if self.cycle is last:
                self.transport.abort()  # to close it would wait for the last answer to be read

        if self._next:  # one that brings thousands of requests leaves no thousands of timers
            self._next.cancel()
        self._next = self.loop.call_later(SLOWEST, close_if_none_came)


class Server(uvicorn.Server):
    """uvicorn without its own handling of signals, which are the bot's."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def serving(app: Starlette, address: Address) -> AsyncIterator[int]:
    """Serves while this lasts and gives the port; raises CannotRunError."""
    config = uvicorn.Config(
        app,
        http=Connection,
        lifespan="off",
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=LAST_ANSWERS,
    )
    server, door = Server(config), listen_on(address)
    running = asyncio.create_task(server.serve([door]))
    event("listening", port=door.getsockname()[1])
    try:
        yield int(door.getsockname()[1])
    finally:
        server.should_exit = True
        await asyncio.wait([running])
        door.close()


def listen_on(address: Address) -> socket.socket:
    try:
        return socket.create_server(address, family=address.family, backlog=1024)
    except OSError:
        why = "cannot be opened: is it taken by another program, or not an address of this machine?"
        raise CannotRunError(f"LISTEN: {address} {why}") from None
