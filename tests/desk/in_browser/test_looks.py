"""How the pages of the desk look in a real Chromium: on a phone, in the dark, and where something is written."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from bot.loading.editor_languages import EDITOR_LANGUAGES
from tests.desk.in_browser.opened import IN_BROWSER, Opened

pytestmark = IN_BROWSER


@pytest.mark.parametrize("language", EDITOR_LANGUAGES)
@pytest.mark.parametrize(
    "path",
    [
        *("/chat", "/entries", "/entries/fair.where", "/contacts", "/contacts/112", "/contacts/new", "/sources"),
        *("/sources/programme", "/confusions", "/check", "/lines?file=entries.yaml&line=6"),
    ],
)
async def test_on_a_phone_nothing_is_wider_than_the_screen(desk: Opened, path: str, language: str) -> None:
    await desk.page.set_extra_http_headers({"accept-language": language})
    await desk.page.set_viewport_size({"width": 360, "height": 640})
    await desk.go(path)

    assert await desk.page.evaluate("document.documentElement.scrollWidth") <= 360


async def test_dark_is_dark(desk: Opened) -> None:
    shades = []
    for scheme in ("light", "dark"):
        await desk.page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
        shades.append(await desk.page.evaluate("getComputedStyle(document.body).backgroundColor"))

    assert shades == ["rgb(244, 245, 244)", "rgb(20, 24, 26)"]


async def test_every_page_of_the_menu_can_be_reached_on_a_phone(desk: Opened) -> None:
    await desk.page.set_viewport_size({"width": 390, "height": 780})
    await desk.go("/check")

    for link in await desk.page.locator(".top nav a").all():
        await expect(link).to_be_in_viewport(ratio=1)


async def test_an_answer_s_box_is_as_tall_as_its_text(desk: Opened) -> None:
    await desk.go("/entries/fair.where")
    box = desk.page.locator("#answer-en")
    await box.fill("\n".join(f"line {n}" for n in range(20)))

    assert await box.evaluate("box => box.scrollHeight <= box.clientHeight")


async def test_the_focus_ring_leaves_the_label_free(desk: Opened) -> None:
    await desk.go("/entries")
    field = desk.page.get_by_label("Search")
    await field.focus()
    gap = await field.evaluate(
        """field => {
            const words = document.createRange();
            words.selectNodeContents(field.parentElement.firstChild);
            const ring = getComputedStyle(field);
            const reach = parseFloat(ring.outlineWidth) + parseFloat(ring.outlineOffset);
            return field.getBoundingClientRect().top - reach - words.getBoundingClientRect().bottom;
        }"""
    )

    assert gap >= 0


@pytest.mark.parametrize("language", EDITOR_LANGUAGES)
async def test_on_a_phone_no_placeholder_is_cut(desk: Opened, language: str) -> None:
    await desk.page.set_extra_http_headers({"accept-language": language})
    await desk.page.set_viewport_size({"width": 360, "height": 640})
    cut = []
    for path in ("/chat", "/entries", "/sources", "/entries/new", "/contacts/new", "/sources/new"):
        await desk.go(path)
        cut += await desk.page.evaluate(CUT)

    assert cut == []


CUT = """() => [...document.querySelectorAll("[placeholder]")].filter((field) => {
    const style = getComputedStyle(field), brush = document.createElement("canvas").getContext("2d");
    brush.font = style.font;
    const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return field.offsetWidth && brush.measureText(field.placeholder).width > room;
}).map((field) => field.placeholder)"""


@pytest.mark.parametrize("language", EDITOR_LANGUAGES)
async def test_on_a_phone_the_heading_of_contacts_is_a_line_and_a_button(desk: Opened, language: str) -> None:
    await desk.page.set_extra_http_headers({"accept-language": language})
    await desk.page.set_viewport_size({"width": 360, "height": 640})
    await desk.go("/contacts")
    button = await desk.page.locator("h1 .button").bounding_box()
    heading = await desk.page.locator("h1").bounding_box()

    assert button
    assert heading
    assert heading["height"] < 1.5 * button["height"]
