"""Makes the pictures of docs/desk.md anew, with the shipped knowledge: `python -m tests.desk.make_pictures`."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import Page

from bot.loading import shipped_folder
from tests.desk.browser import opened_browser, running_desk

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
_LONG = 120_000


async def make_pictures(address: str, questions: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    async with opened_browser() as browser:
        page = await browser.new_page(viewport={"width": 1180, "height": 700}, color_scheme="light", locale="en")
        await page.goto(address + "confusions")
        await page.get_by_role("button", name="Measure now").click()
        await page.locator("#measure[data-poll]").wait_for()
        await _chat(page, address, questions)
        await page.screenshot(path=PICTURES / "desk_chat.png")
        await page.get_by_text("This should have been").last.click()
        # Tall enough that the bar on top covers nothing of the part that is taken.
        await page.set_viewport_size({"width": 900, "height": 2000})
        await page.locator(".why").last.screenshot(path=PICTURES / "desk_teach.png")
        await page.set_viewport_size({"width": 1180, "height": 700})
        await page.goto(address + "entries/film.gulmira.director")
        await page.screenshot(path=PICTURES / "desk_entry.png")
        await page.goto(address + "contacts")
        await page.screenshot(path=PICTURES / "desk_contacts.png")
        await page.goto(address + "contacts/150")
        await page.set_viewport_size({"width": 1180, "height": 1120})
        await page.screenshot(path=PICTURES / "desk_contact.png")
        await page.set_viewport_size({"width": 1180, "height": 700})
        await page.goto(address + "confusions")
        await page.locator(".map").wait_for(timeout=_LONG)
        await page.set_viewport_size({"width": 1180, "height": 2400})
        await page.locator(".map").screenshot(path=PICTURES / "desk_confusions.png")
        phone = await browser.new_page(viewport={"width": 390, "height": 780}, color_scheme="dark", locale="kk")
        await _chat(phone, address, questions)
        await phone.screenshot(path=PICTURES / "desk_phone.png")


async def _chat(page: Page, address: str, question: str) -> None:
    await page.goto(address + "chat")
    await page.locator("#text").fill(question)
    await page.keyboard.press("Enter")
    await page.locator(".turn:nth-child(2) .bubble.bot").wait_for()


def main() -> None:
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / "knowledge"
        shutil.copytree(shipped_folder(), folder)
        with running_desk(folder, "--questions", Path(__file__).parents[1] / "questions") as address:
            asyncio.run(make_pictures(address, "кто снял гульмиру"))


if __name__ == "__main__":
    main()
