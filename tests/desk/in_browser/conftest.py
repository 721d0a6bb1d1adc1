from __future__ import annotations

import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Browser

from tests.desk.browser import opened_browser, running_desk
from tests.desk.in_browser.opened import Opened, watch


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with opened_browser() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def desk(browser: Browser, small_folder: Path, questions: Path) -> AsyncIterator[Opened]:
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=E", "-c", "user.email=e@x", "commit", "-qm", "x"]):
        subprocess.run(["git", *command], cwd=small_folder, check=True)
    with running_desk(small_folder, "--questions", questions) as address:
        context = await browser.new_context()
        opened = Opened(await context.new_page(), address, small_folder)
        watch(opened)
        await opened.go("/")
        yield opened
        await context.close()
    assert opened.troubles == []
