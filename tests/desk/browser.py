"""A real browser without a screen, and the desk as a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from tests.support.senim_program import ROOT

CHROMIUM = shutil.which("chromium")
_ARGUMENTS = [
    *("--no-sandbox", "--headless", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


@asynccontextmanager
async def opened_browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


@contextmanager
def running_desk(folder: Path, *arguments: str | Path) -> Iterator[str]:
    """The address of `senim desk` for this folder."""
    command = [sys.executable, "-m", "bot", "desk", "--knowledge", folder, "--port", "0", "--no-browser", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, env=environment, text=True) as desk:
        assert desk.stdout is not None
        line = desk.stdout.readline()
        try:
            yield line.split(" is open at ")[1].split()[0]
        finally:
            desk.terminate()
            desk.wait(timeout=20)
