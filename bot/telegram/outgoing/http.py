"""python-telegram-bot's requests over aiohttp, at a third of the processor time that they take over httpx.

Only JSON goes out, since the bot sends no files. What goes wrong is told by its kind alone: the words of a library may
hold the address, and the address holds the token.
"""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Awaitable, Mapping
from contextvars import Context
from functools import cache
from http import HTTPStatus
from typing import Any, NamedTuple, cast
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from aiohttp import (
    ClientConnectorCertificateError,
    ClientConnectorDNSError,
    ClientConnectorError,
    ClientError,
    ClientHttpProxyError,
    ClientProxyConnectionError,
    ClientSession,
    ClientSSLError,
    ClientTimeout,
    ConnectionTimeoutError,
    DummyCookieJar,
    TCPConnector,
)
from telegram import Bot
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.settings import Secret
from bot.telegram.telegram_clock import TelegramClock

CONNECT_SECONDS = 10.0
READ_SECONDS = 15.0
_KEPT_ALIVE = 60.0
_JSON = {"Content-Type": "application/json"}
_encode = json.JSONEncoder(ensure_ascii=False).encode


class BrokenOffError(NetworkError):
    """The connection broke before the answer came: it may have idled too long, or broken after the call was done."""


class NameNotFoundError(NetworkError):
    """DNS knows no such server, or does not answer."""


class CertificateError(NetworkError):
    """What answers there cannot show that it is the server: something stands on the way, or the clock is wrong."""


class ProxyError(NetworkError):
    """The proxy cannot be reached, or lets nothing through."""


class StatusError(NetworkError):
    """No answer of Telegram's came, only an HTTP status."""

    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status


class NoAnswerError(StatusError, BrokenOffError):
    """The answer is not Telegram's, or only says that Telegram failed: the call may have been done."""


class ForeignRefusalError(StatusError):
    """Something on the way, such as a proxy, refused the call: Telegram has not heard of it."""


def _is_telegrams(payload: bytes) -> bool:
    """Whether a body is Telegram's own, by its "ok": a gateway may answer in JSON, too, and a body may be cut off."""
    if payload.startswith(b'{"ok":') and payload.endswith(b"}"):
        return True  # as it comes from Telegram, and read soon enough
    try:
        return isinstance(json.loads(payload)["ok"], bool)
    except (ValueError, TypeError, KeyError):
        return False


class _Fields(NamedTuple):
    """The one property of `RequestData` that is needed here; to build all the rest takes longer than to send it."""

    parameters: Mapping[str, Any]


class _Connections(TCPConnector):
    """A connection stays open for others, and must not hold the update for which it was opened: it would take a third
    of its memory, and keep the number of a chat as long.
    """

    async def _create_connection(self, *args: Any, **kwargs: Any) -> Any:
        opening = super()._create_connection(*args, **kwargs)
        return await asyncio.create_task(opening, context=Context())


class Requests(BaseRequest):
    """A pool of connections. `HTTPS_PROXY` and its like are respected; the clock hears when Telegram answers."""

    def __init__(self, connections: int, clock: TelegramClock | None = None) -> None:
        self._connections, self._clock = connections, clock or TelegramClock()
        self._proxies: dict[str, str | None] = {}
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return READ_SECONDS

    async def initialize(self) -> None:
        if self._session is None:
            connector = _Connections(limit=self._connections, keepalive_timeout=_KEPT_ALIVE)
            headers = {"User-Agent": self.USER_AGENT}
            self._session = ClientSession(connector=connector, headers=headers, cookie_jar=DummyCookieJar())

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        *_: object,
        **__: object,
    ) -> tuple[int, bytes]:
        body = _encode(request_data.parameters).encode() if request_data else None
        timeout = _timeout(READ_SECONDS if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout)
        asked = self._clock.of_machine()
        status, payload, date = await self._exchange(method, url, body, timeout)
        is_telegrams = _is_telegrams(payload)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR or (status == HTTPStatus.OK and not is_telegrams):
            raise NoAnswerError(status)
        if not is_telegrams:
            raise ForeignRefusalError(status)
        self._clock.heard(date, asked)
        return status, payload

    async def _exchange(
        self, method: str, url: str, body: bytes | None, timeout: ClientTimeout
    ) -> tuple[int, bytes, str]:
        """Status, body and date of whatever answers."""
        if self._session is None:
            raise NetworkError("the connections are closed")
        try:
            async with self._session.request(
                method,
                url,
                data=body,
                headers=_JSON if body else None,
                timeout=timeout,
                proxy=(proxy := self._proxy_to(url)),
                ssl=certificates() if proxy or url.startswith("https:") else True,
                allow_redirects=False,
            ) as response:
                return response.status, await response.read(), response.headers.get("Date", "")
        except ConnectionTimeoutError:  # nothing was sent yet: it may safely be tried again
            raise NetworkError("no connection in time") from None
        except TimeoutError:
            raise TimedOut from None
        except (ClientConnectorError, ClientHttpProxyError) as error:  # nothing was sent here either
            raise _kind_of(error)(type(error).__name__) from None
        except ClientError as error:
            raise BrokenOffError(type(error).__name__) from None

    def _proxy_to(self, url: str) -> str | None:
        # Found once for each server: aiohttp by itself looks in two threads for every single request.
        server = url.partition("/bot")[0]
        if server not in self._proxies:
            parts = urlsplit(url)
            bypassed = proxy_bypass(parts.netloc)
            self._proxies[server] = None if bypassed else getproxies().get(parts.scheme)
        return self._proxies[server]


def _kind_of(error: ClientError) -> type[NetworkError]:
    """The log and `senim doctor` show nothing else of it."""
    match error:
        case ClientConnectorDNSError():
            return NameNotFoundError
        case ClientSSLError() | ClientConnectorCertificateError():
            return CertificateError
        case ClientProxyConnectionError() | ClientHttpProxyError():
            return ProxyError
    return NetworkError


def bot_at(api_url: str, token: Secret, ordinary: BaseRequest, polls: BaseRequest) -> Bot:
    """The library's bot, whose every call goes over these requests."""
    return Bot(
        token.reveal(),
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=ordinary,
        get_updates_request=polls,
    )


@cache
def certificates() -> ssl.SSLContext:
    """Those of the machine, for all connections; read for the first that needs them, since aiohttp's own may have been
    left out (`lean_imports.py`).
    """
    context = ssl.create_default_context()
    context.set_alpn_protocols(("http/1.1",))
    return context


@cache
def _timeout(read: float | None) -> ClientTimeout:
    return ClientTimeout(total=None, sock_connect=CONNECT_SECONDS, sock_read=read)


def call(requests: BaseRequest, url: str, fields: Mapping[str, Any]) -> Awaitable[Any]:
    """The result of one method, as plain JSON. Raises TelegramError."""
    return requests.post(url, cast(RequestData, _Fields(fields)))
