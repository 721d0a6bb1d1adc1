"""The desk for the small book fair, spoken to as a browser would."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from bot.desk.app import make_app

HERE = "http://127.0.0.1:8420"


class Visitor:
    """A browser without a screen: keeps its cookie, sends forms with the token of the page."""

    def __init__(self, client: httpx.AsyncClient, folder: Path) -> None:
        self._client, self.folder = client, folder

    async def see(self, path: str) -> str:
        answer = await self._client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.text

    async def open(self, path: str) -> httpx.Response:
        """A page, whatever its status."""
        return await self._client.get(path)

    async def in_language(self, language: str, path: str) -> str:
        """A page as a browser of that language gets it."""
        return (await self._client.get(path, headers={"accept-language": language})).text

    async def send(self, path: str, form_on: str = "/chat", **fields: str) -> httpx.Response:
        """The answer to a form, after whatever it leads to."""
        page = await self.see(form_on)
        found = re.search(r'name="token" value="(\w+)"', page)
        assert found
        headers = {"origin": HERE, "sec-fetch-site": "same-origin"}
        data = {"token": found[1], **fields}
        return await self._client.post(path, data=data, headers=headers, follow_redirects=True)

    def text_of(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")


def field(html: str, name: str) -> str:
    """A value that a form of the page sends along."""
    found = re.search(rf'name="{name}" value="(\w+)"', html)
    assert found
    return found[1]


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "questions.jsonl"
    path.write_text(
        '{"text": "where is the fair", "expect": "fair.where", "lang": "en", "style": "plain"}\n'
        '{"text": "helpline number 3", "expect": "help.numbers", "lang": "en", "style": "plain"}\n'
        '{"text": "unicorns for sale", "expect": "fair.where", "lang": "en", "style": "plain"}\n',
        encoding="utf-8",
    )
    return path


@pytest.fixture
async def visitor(small_folder: Path, questions: Path) -> AsyncIterator[Visitor]:
    app = make_app(small_folder, [questions])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HERE) as client:
        yield Visitor(client, small_folder)
