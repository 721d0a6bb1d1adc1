"""What the desk says in a real Chromium while an editor waits for it."""

from __future__ import annotations

import asyncio
import re

import pytest
from playwright.async_api import Page, Route, expect

from tests.desk.in_browser.opened import IN_BROWSER, Opened

pytestmark = IN_BROWSER


@pytest.mark.parametrize(("pressed", "leads_to"), [("Check", "check"), ("New chat", "chat"), ("Send", "chat")])
async def test_a_press_is_answered_at_once_also_for_screen_readers(desk: Opened, pressed: str, leads_to: str) -> None:
    await desk.page.get_by_label("Message").fill("where is the fair")
    await desk.page.evaluate(RECORD)
    async with desk.page.expect_response(desk.address + leads_to):
        await desk.page.locator("a, button").filter(has_text=re.compile(f"^{pressed}$")).click()
    await expect(desk.page.locator("#working")).to_be_empty()

    assert (await _recorded(desk.page))[0] == [True, "true", "One moment"]
    await expect(desk.page.locator("main")).not_to_have_attribute("aria-busy", "true")


async def test_who_stops_a_page_from_loading_is_not_told_to_wait(desk: Opened) -> None:
    go_on = asyncio.Event()
    await _hold(desk.page, desk.address + "check", go_on)
    await desk.page.evaluate(RECORD)
    await desk.page.get_by_role("link", name="Check").dispatch_event("click")
    await desk.page.keyboard.press("Escape")
    go_on.set()
    await desk.page.wait_for_url("**/check")

    assert await _recorded(desk.page) == [[True, "true", "One moment"], [False, None, ""]]


RECORD = """() => {
    const [working, main] = ["working", "main"].map((id) => document.getElementById(id)), said = [];
    new MutationObserver(() => {
        said.push([working.offsetHeight > 0, main.getAttribute("aria-busy"), working.textContent.split(",")[0]]);
        sessionStorage.setItem("said", JSON.stringify(said));
    }).observe(working, { childList: true });
}"""
"""Keeps what is said of the work, for a look at it when the next page is there."""


async def _recorded(page: Page) -> list[list[object]]:
    said: list[list[object]] = await page.evaluate('JSON.parse(sessionStorage.getItem("said"))')
    return said


async def test_faults_that_are_still_looked_for_are_announced(desk: Opened) -> None:
    go_on = asyncio.Event()
    await desk.go("/entries/fair.where")
    await _hold(desk.page, desk.address + "entries/fair.where/preview", go_on)
    await desk.page.locator("#title-en").fill("Where it will be")
    await expect(desk.page.get_by_text("Checking…")).to_be_visible()
    go_on.set()

    await expect(desk.page.get_by_text("Checking…")).to_be_hidden()


async def _hold(page: Page, address: str, go_on: asyncio.Event) -> None:
    """The answer comes no sooner than that."""

    async def answer(route: Route) -> None:
        await go_on.wait()
        await route.continue_()

    await page.route(address, answer)
