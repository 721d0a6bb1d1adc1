"""Requests to Telegram: what goes out, and what every kind of failure becomes."""

import json
import socket
from collections.abc import AsyncIterator
from contextvars import ContextVar
from typing import Any

import pytest
from aiohttp import TCPConnector, web
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.telegram.outgoing import http
from bot.telegram.outgoing.http import (
    BrokenOffError,
    CertificateError,
    ForeignRefusalError,
    NameNotFoundError,
    NoAnswerError,
    ProxyError,
    Requests,
    call,
)
from bot.telegram.outgoing.outbox import seconds_of

TOKEN = "123:SECRET"


class Server:
    """Gives each request the answer that a test has set, and keeps what it got."""

    def __init__(self) -> None:
        self.answer, self.url = web.Response(text='{"ok": true, "result": {"message_id": 7}}'), ""
        self.got: list[tuple[str, bytes]] = []

    async def handle(self, request: web.BaseRequest) -> web.Response:
        self.got.append((request.headers.get("Content-Type", ""), await request.read()))
        if self.answer.reason == "drop" and request.transport:
            request.transport.abort()
        return self.answer


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    runner = web.ServerRunner(web.Server(server.handle))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}/bot{TOKEN}/sendMessage"
    yield server
    await runner.cleanup()


@pytest.fixture
async def requests() -> AsyncIterator[Requests]:
    async with Requests(connections=2) as requests:
        yield requests


def refusal(code: int, description: str, **parameters: int) -> web.Response:
    body = {"ok": False, "error_code": code, "description": description, "parameters": parameters}
    return web.Response(text=json.dumps(body), status=code)


async def test_fields_go_out_as_one_json_object(server: Server, requests: Requests) -> None:
    fields = {"chat_id": 5, "text": "сәлем", "reply_markup": {"inline_keyboard": []}}
    result = await call(requests, server.url, fields)

    assert result == {"message_id": 7}
    assert [(kind, json.loads(body)) for kind, body in server.got] == [("application/json", fields)]


async def test_a_connection_is_opened_outside_of_the_update_that_needs_it(
    server: Server, requests: Requests, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered, seen = ContextVar("answered", default=0), list[int]()
    opened = TCPConnector._create_connection

    async def look_and_open(*args: Any) -> Any:
        seen.append(answered.get())
        return await opened(*args)

    monkeypatch.setattr(TCPConnector, "_create_connection", look_and_open)
    answered.set(7)

    assert await call(requests, server.url, {}) == {"message_id": 7}
    assert seen == [0]


async def test_a_proxy_of_the_environment_is_used(
    server: Server, requests: Requests, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.url.partition("/bot")[0])
    monkeypatch.setenv("no_proxy", "direct.test")
    result = await call(requests, f"http://telegram.test/bot{TOKEN}/getMe", {})

    assert result == {"message_id": 7}
    assert len(server.got) == 1


async def test_a_server_that_needs_no_proxy_is_reached_without(
    server: Server, requests: Requests, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "127.0.0.1")

    assert await call(requests, server.url, {}) == {"message_id": 7}


@pytest.mark.parametrize(
    ("code", "kind"), [(400, BadRequest), (403, Forbidden), (502, NoAnswerError), (301, NetworkError)]
)
async def test_a_refusal_is_told_by_its_kind(
    server: Server, requests: Requests, code: int, kind: type[Exception]
) -> None:
    server.answer = refusal(code, "no")
    with pytest.raises(kind) as caught:
        await call(requests, server.url, {})

    assert type(caught.value) is kind


@pytest.mark.parametrize("body", ['{"ok": true, "result": 7}\n', '{"result": 7, "ok": true}'])
async def test_a_word_of_telegram_is_known_however_it_is_written(server: Server, requests: Requests, body: str) -> None:
    server.answer = web.Response(text=body)

    assert await call(requests, server.url, {}) == 7


@pytest.mark.parametrize("page", ["<html>nginx</html>", '{"message": "no Route matched"}', '{"ok":true,"resu', "[]"])
@pytest.mark.parametrize(
    ("code", "kind"),
    [(200, NoAnswerError), (504, NoAnswerError), (301, ForeignRefusalError), (404, ForeignRefusalError)],
)
async def test_what_something_on_the_way_answers_is_no_word_of_telegram(
    server: Server, requests: Requests, code: int, kind: type[Exception], page: str
) -> None:
    server.answer = web.Response(status=code, text=page)
    with pytest.raises(kind) as caught:
        await call(requests, server.url, {})

    assert (type(caught.value), str(caught.value)) == (kind, f"HTTP {code}")


@pytest.mark.parametrize("type_of_the_future", ["false", "true"])
async def test_a_flood_wait_is_told_with_its_length(
    server: Server, requests: Requests, monkeypatch: pytest.MonkeyPatch, type_of_the_future: str
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", type_of_the_future)
    server.answer = refusal(429, "Too Many Requests", retry_after=3)
    with pytest.raises(RetryAfter) as caught:
        await call(requests, server.url, {})

    assert seconds_of(caught.value) == 3


async def test_a_dropped_connection_tells_nothing_of_the_address(server: Server, requests: Requests) -> None:
    server.answer = web.Response(reason="drop")
    with pytest.raises(BrokenOffError) as caught:
        await call(requests, server.url, {})

    assert TOKEN not in f"{caught.value!r} {caught.value.__cause__!r} {caught.value.__context__}"


async def test_nobody_listening_may_be_tried_again(requests: Requests) -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        with pytest.raises(NetworkError) as caught:
            await call(requests, f"http://127.0.0.1:{door.getsockname()[1]}/bot{TOKEN}/getMe", {})

    assert type(caught.value) is NetworkError
    assert TOKEN not in str(caught.value)


async def test_a_proxy_that_refuses_has_passed_nothing_on(
    server: Server, requests: Requests, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", server.url.partition("/bot")[0])
    server.answer = web.Response(status=403)
    with pytest.raises(NetworkError) as caught:
        await call(requests, f"https://telegram.test/bot{TOKEN}/getMe", {})

    assert type(caught.value) is ProxyError
    assert TOKEN not in str(caught.value)


async def test_no_dns_no_certificate_and_no_proxy_are_told_apart(
    server: Server, requests: Requests, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = server.url.partition("/bot")[0].partition("://")[2]
    with pytest.raises(NameNotFoundError):
        await call(requests, f"http://telegram.invalid/bot{TOKEN}/getMe", {})
    with pytest.raises(CertificateError):
        await call(requests, f"https://{here}/bot{TOKEN}/getMe", {})
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:1")
    with pytest.raises(ProxyError):
        await call(requests, f"https://telegram.test/bot{TOKEN}/getMe", {})


async def test_an_answer_that_does_not_come_is_a_time_out(requests: Requests, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "READ_SECONDS", 0.05)
    with socket.socket() as door:  # takes connections, and never answers
        door.bind(("127.0.0.1", 0))
        door.listen()
        with pytest.raises(TimedOut):
            await call(requests, f"http://127.0.0.1:{door.getsockname()[1]}/bot{TOKEN}/getMe", {})


async def test_a_closed_pool_is_a_network_error() -> None:
    with pytest.raises(NetworkError):
        await call(Requests(connections=1), "http://127.0.0.1:9/", {})
