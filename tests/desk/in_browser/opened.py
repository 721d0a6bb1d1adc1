"""A page of the desk that tests have open in a real Chromium."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.desk.browser import CHROMIUM

expect.set_options(timeout=30_000)
_REFUSED = re.compile(r"status of (409|422)")
"""A refusal is meant to be seen as such."""
IN_BROWSER = [
    pytest.mark.asyncio(loop_scope="module"),
    # In one process of several (`-n 2 --dist loadgroup`): two browsers at once are too slow.
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not on the PATH (apt-get install chromium)"),
]
"""The marks of a module whose tests need one."""


@dataclass(slots=True)
class Opened:
    """A page of the desk, its folder, and what the browser complained of or fetched from elsewhere."""

    page: Page
    address: str
    folder: Path
    troubles: list[str] = field(default_factory=list)

    async def go(self, path: str) -> None:
        await self.page.goto(self.address.rstrip("/") + path)

    async def say(self, text: str) -> None:
        await self.page.get_by_label("Message").fill(text)
        await self.page.keyboard.press("Enter")
        await expect(self.page.locator(".bubble.mine .said").last).to_have_text(text)


def watch(opened: Opened) -> None:
    page, troubles = opened.page, opened.troubles
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda m: troubles.append(m.text) if m.type == "error" and not _REFUSED.search(m.text) else None)
    page.on("request", lambda r: None if r.url.startswith(opened.address) else troubles.append(r.url))
