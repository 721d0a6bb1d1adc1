"""The door: every way in by which another page could reach the desk."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from bot.desk.app import make_app
from bot.desk.guard import HEADERS, LARGEST_FORM, Tokens, is_here

HERE = "http://127.0.0.1:8420"
LINES = "/lines?file=entries.yaml&line=6"
OWN = {"origin": HERE, "sec-fetch-site": "same-origin"}


@pytest.fixture
def app(small_folder: Path) -> Starlette:
    return make_app(small_folder)


@pytest.fixture
async def client(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HERE) as client:
        yield client


async def token_of(client: httpx.AsyncClient) -> str:
    page = await client.get("/chat")
    found = re.search(r'name="token" value="(\w+)"', page.text)
    assert found
    return found[1]


async def turns(client: httpx.AsyncClient) -> int:
    return (await client.get("/chat")).text.count('class="turn"')


async def test_a_page_of_the_desk_may_change_something(client: httpx.AsyncClient) -> None:
    data = {"token": await token_of(client), "text": "where is the fair"}
    answer = await client.post("/chat/say", data=data, headers=OWN)

    assert (answer.status_code, await turns(client)) == (303, 2)


@pytest.mark.parametrize(
    "host",
    [
        *("fair.example", "fair.example:8420", "127.0.0.1.fair.example", "localhost.fair.example", "127.0.0.1@x"),
        *("", "127.0.0.2:8420", "0.0.0.0", "[::1]:8420", "127.0.0.1:8420.x", "localhost:"),
    ],
)
async def test_a_foreign_name_for_this_machine_gets_nothing(client: httpx.AsyncClient, host: str) -> None:
    answer = await client.get("/chat", headers={"host": host})

    assert (answer.status_code, "token" in answer.text) == (421, False)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8420", "localhost:9000", "localhost"])
def test_this_machine_may_be_named_with_any_port(host: str) -> None:
    assert is_here(host)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://fair.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "https://127.0.0.1:8420"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": HERE, "sec-fetch-site": "cross-site"},
        {"origin": "http://127.0.0.1:9999", "sec-fetch-site": "same-origin"},
    ],
)
async def test_another_page_changes_nothing_even_with_the_token(
    client: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    data = {"token": await token_of(client), "text": "where is the fair"}
    answer = await client.post("/chat/say", data=data, headers=headers)

    assert (answer.status_code, await turns(client)) == (403, 1)


@pytest.mark.parametrize("token", ["", "0" * 64, "é", "x" * 10_000])
async def test_without_the_right_token_nothing_is_changed(client: httpx.AsyncClient, token: str) -> None:
    await token_of(client)
    answer = await client.post("/chat/say", data={"token": token, "text": "where"}, headers=OWN)

    assert (answer.status_code, await turns(client)) == (403, 1)


async def test_the_token_of_another_session_does_not_fit(app: Starlette, client: httpx.AsyncClient) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HERE) as other:
        theirs = await token_of(other)
    await token_of(client)
    answer = await client.post("/chat/say", data={"token": theirs, "text": "where"}, headers=OWN)

    assert answer.status_code == 403


async def test_a_session_that_a_stranger_chose_is_not_taken(client: httpx.AsyncClient) -> None:
    client.cookies.set("senim_desk", "chosen")
    answer = await client.get("/chat")

    assert "senim_desk=" in answer.headers["set-cookie"]


async def test_every_address_that_changes_something_is_guarded(app: Starlette, client: httpx.AsyncClient) -> None:
    posts = [route.path for route in app.routes if isinstance(route, Route) and "POST" in (route.methods or ())]
    paths = [re.sub(r"\{(\w+)(:int)?\}", "1", path) for path in posts]
    answers = [await client.post(path, data={"token": "no"}, headers=OWN) for path in paths]

    assert len(posts) >= 8
    assert {answer.status_code for answer in answers} == {403}


async def test_the_cookie_is_only_for_the_desk_itself(client: httpx.AsyncClient) -> None:
    cookie = (await client.get("/chat")).headers["set-cookie"].lower()

    assert "samesite=strict" in cookie
    assert "httponly" in cookie


@pytest.mark.parametrize("path", ["/chat", "/entries", "/contacts", "/confusions", "/check", "/changes", "/gone"])
async def test_every_page_forbids_what_comes_from_elsewhere(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)

    assert {name: answer.headers.get(name) for name in HEADERS} == dict(HEADERS)
    assert "unsafe" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path", ["/chat", "/entries/fair.where", "/contacts", "/contacts/112", "/sources", "/check", LINES]
)
async def test_no_page_holds_inline_script_or_style_or_an_address_elsewhere(
    client: httpx.AsyncClient, path: str
) -> None:
    html = (await client.get(path)).text

    assert re.findall(r'<script(?! src="/static/)| style=|<style| on\w+=|javascript:', html) == []
    assert re.findall(r'(?:src|action)="(?!/[a-z])[^"]*"|<link[^>]+href="(?!/static/)', html) == []


async def test_a_form_that_is_too_large_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post("/chat/say", content=b"x" * (LARGEST_FORM + 1), headers=OWN)

    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", "&".join(f"a{n}=1" for n in range(1001))),
        ("multipart/form-data", "x"),
        ("multipart/form-data; boundary=b", "x"),
    ],
)
async def test_a_form_that_cannot_be_read_is_refused(client: httpx.AsyncClient, kind: str, body: str) -> None:
    answer = await client.post("/chat/say", content=body, headers={**OWN, "content-type": kind})

    assert (answer.status_code, "nothing was done" in answer.text) == (400, True)


@pytest.mark.parametrize(
    "path",
    [
        *("/entries/..%2f..%2fetc%2fpasswd", "/entries/%2e%2e", "/entries/entries.yaml", "/static/../app.py"),
        *("/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd", "/taught/1", "/entries/%00"),
    ],
)
async def test_no_path_leads_out_of_the_pages(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)

    assert answer.status_code in (404, 405)
    assert "root:" not in answer.text


def test_a_token_belongs_to_one_session_and_one_run() -> None:
    tokens = Tokens()

    assert tokens.fits("a", tokens.of("a"))
    assert not tokens.fits("b", tokens.of("a"))
    assert not Tokens().fits("a", tokens.of("a"))
