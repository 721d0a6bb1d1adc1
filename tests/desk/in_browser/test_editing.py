"""The desk as an editor meets it: asking, teaching, writing and mending, in a real Chromium."""

from __future__ import annotations

import re

from playwright.async_api import Browser, Page, expect

from tests.desk.in_browser.opened import IN_BROWSER, Opened
from tests.support.small_knowledge import change

pytestmark = IN_BROWSER


async def test_a_question_gets_its_reply_and_the_reason_beside_it(desk: Opened) -> None:
    await desk.say("numbers")
    await desk.say("where is the fair")
    why = desk.page.locator(".why").last

    await expect(desk.page.locator(".bubble.bot").last).to_contain_text("The fair is on 1 May 2025 in the park.")
    await expect(why).to_contain_text("Certainty of the first candidate")
    await why.get_by_role("link", name="entries.yaml:6").click()
    await expect(desk.page).to_have_url(desk.address + "entries/fair.where")


async def test_buttons_and_follow_ups_are_those_of_the_bot(desk: Opened) -> None:
    await desk.say("where is the fair")
    await desk.page.get_by_role("button", name="Help numbers").last.click()

    await expect(desk.page.locator(".bubble.bot").last).to_contain_text("112 · Rescue service")
    await expect(desk.page.locator(".bubble.mine .said").last).to_have_text("Help numbers")


async def test_hide_leaves_one_line_and_that_goes_too(desk: Opened) -> None:
    await desk.say("a sign of danger")
    await expect(desk.page.locator(".why").last).to_contain_text("rule sign of danger*")
    await desk.page.get_by_role("button", name="button.hide").click()
    await expect(desk.page.locator(".bubble.bot")).to_have_text([re.compile("hidden.all")])
    await desk.page.get_by_role("button", name="button.hide").click()

    await expect(desk.page.get_by_text("Nothing is left in this chat")).to_be_visible()


async def test_the_language_of_the_app_begins_a_new_chat(desk: Opened) -> None:
    await desk.page.get_by_label("Language of the app").select_option("en")

    await expect(desk.page.locator(".bubble.bot")).to_contain_text(["The fair is on 1 May 2025"])


async def test_a_missed_question_is_taught_and_its_effect_shown(desk: Opened) -> None:
    await desk.say("any unicorns for sale")
    await desk.page.get_by_text("This should have been").last.click()
    await desk.page.get_by_label("Entry").last.fill("fair.where")
    await desk.page.get_by_label("Language of the phrase").last.select_option("en")
    await desk.page.get_by_role("button", name="Write it into the file").last.click()

    await expect(desk.page.get_by_text("The question now gets this entry.")).to_be_visible()
    await expect(desk.page.locator("#effects")).to_contain_text("1 better")
    assert "        any unicorns for sale\n" in (desk.folder / "entries.yaml").read_text(encoding="utf-8")
    await desk.go("/changes")
    assert await desk.page.locator(".diff .add").all_inner_texts() == ["+        any unicorns for sale\n"]


async def test_words_that_ask_for_an_entry_are_edited_line_by_line(desk: Opened) -> None:
    await desk.go("/entries/fair.where")
    words = desk.page.get_by_label("Asked for with these words")
    await words.fill("when is it\nafter help.numbers:\nwhere")
    await desk.page.get_by_role("button", name="Save").first.click()

    await expect(words).to_have_value("when is it\nafter help.numbers:\nwhere")
    written = (desk.folder / "entries.yaml").read_text(encoding="utf-8")
    assert "    asked_with: |\n      when is it\n      after help.numbers:\n      where\n" in written


async def test_a_preview_and_the_faults_follow_the_typing(desk: Opened) -> None:
    await desk.go("/entries/fair.where")
    english = desk.page.get_by_label("English", exact=True)
    await english.get_by_label("Answer").fill("On {date:fair}, call 112")

    await expect(english.locator(".preview")).to_contain_text("On 1 May 2025, call 112")
    await expect(english.locator(".fault")).to_contain_text("refer to it by {number:ID}")
    await english.get_by_label("Answer").fill("On {date:fair}, call {number:112}")
    await expect(english.locator(".fault")).to_have_count(0)


async def test_ctrl_s_saves_and_the_diff_is_shown(desk: Opened) -> None:
    await desk.go("/entries/fair.where")
    await desk.page.get_by_label("Title, on buttons").last.fill("Where it will be")
    await desk.page.keyboard.press("Control+s")

    await expect(desk.page.locator(".diff .add")).to_have_text("+      en: Where it will be")


async def test_a_change_on_disk_is_shown_beside_mine_and_may_be_taken(desk: Opened) -> None:
    await desk.go("/entries/fair.where")
    title = desk.page.get_by_label("Title, on buttons").last
    await title.fill("Mine")
    change(desk.folder, "entries.yaml", "en: Where the fair is", "en: Theirs")
    await desk.page.get_by_role("button", name="Save").click()
    await expect(desk.page.get_by_role("alert")).to_contain_text("changed on disk")
    await expect(title).to_have_value("Mine")
    await desk.page.get_by_role("button", name="Take this").click()

    await expect(title).to_have_value("Theirs")


async def test_entries_are_filtered_while_one_types(desk: Opened) -> None:
    await desk.go("/entries")
    await desk.page.get_by_label("Search").press_sequentially("helpline")

    await expect(desk.page.locator("tbody tr")).to_have_count(1)
    await expect(desk.page.locator("tbody")).to_contain_text("help.numbers")


async def test_a_dead_line_is_taken_out_after_showing_what_names_it(desk: Opened) -> None:
    await desk.go("/contacts")
    await desk.page.get_by_text("Called today: does not work").click()
    await expect(desk.page.locator(".references")).to_contain_text("crisis reply “immediate danger” (danger)")
    await desk.page.get_by_role("button", name="Take 112 out of the answers").click()

    await expect(desk.page.locator(".contact")).to_contain_text("out of service")
    await expect(desk.page.locator(".diff .add")).to_have_text("+    out_of_service: true")
    await desk.page.get_by_role("button", name="Called today: works").click()
    await expect(desk.page.locator(".contact")).to_contain_text("called today")


async def test_confusions_are_a_map_that_one_can_press(desk: Opened) -> None:
    change(
        desk.folder, "entries.yaml", "        whom to call 9\n", "        whom to call 9\n        unicorns for sale\n"
    )
    await desk.go("/confusions")
    await desk.page.get_by_role("button", name="Measure now").click()
    await desk.page.get_by_label("fair.where answered with help.numbers: 1").click()

    await expect(desk.page.locator("#pair")).to_contain_text("unicorns for sale")


async def test_everything_can_be_reached_by_the_keyboard(desk: Opened) -> None:
    await desk.page.get_by_label("Message").fill("where is the fair")
    await desk.page.keyboard.press("Tab")
    await expect(desk.page.get_by_role("button", name="Send")).to_be_focused()
    await desk.page.keyboard.press("Enter")

    await expect(desk.page.locator(".bubble.mine .said").last).to_have_text("where is the fair")


async def test_a_page_from_elsewhere_can_neither_read_nor_change(desk: Opened) -> None:
    """The same browser, another origin: what a malicious site that the editor has open could try."""
    before = (desk.folder / "entries.yaml").read_bytes()
    page = await desk.page.context.new_page()
    await page.route("http://evil.example/**", lambda route: route.fulfill(body="<h1>x</h1>", content_type="text/html"))
    await page.goto("http://evil.example/")
    tried = await page.evaluate(
        """async (desk) => {
            const read = await fetch(desk + "chat").then((r) => r.text(), () => "refused");
            const body = new URLSearchParams({ text: "evil words", entry: "fair.where", language: "en" });
            const request = { method: "POST", mode: "no-cors", credentials: "include", body };
            await fetch(desk + "teach", request).catch(() => 0);
            return read;
        }""",
        desk.address,
    )

    assert tried == "refused"
    assert (desk.folder / "entries.yaml").read_bytes() == before


async def test_a_new_entry_shows_its_faults_while_it_is_written_and_is_then_answered(desk: Opened) -> None:
    await desk.go("/entries/new")
    await desk.page.get_by_label("Id (cannot be changed later)").fill("fair.price")
    await desk.page.locator("#title-en").fill("What it costs")
    await desk.page.locator("#answer-en").fill("Entry is free.")
    await desk.page.locator("#phrases-en").fill("how much is a ticket")
    await expect(desk.page.locator("#faults-phrases-en")).to_contain_text("1 phrases in 'en'")
    await desk.page.get_by_role("button", name="Save").click()
    await desk.page.get_by_role("button", name="Save with its faults").click()

    await expect(desk.page.get_by_role("heading", level=1)).to_contain_text("fair.price")
    assert "  - id: fair.price\n" in (desk.folder / "entries.yaml").read_text(encoding="utf-8")


async def test_a_crisis_centre_is_added_wholly_in_the_browser(desk: Opened) -> None:
    """Its source, then its contact, then the answer that names it; after that the bot gives its number."""
    await desk.go("/sources")
    await desk.page.get_by_role("link", name="New source").click()
    await _fill(desk.page, {"id": "town_hall", "title": "Town hall", "url": "https://town.example/", "date": "2026-01"})
    await desk.page.get_by_role("link", name="Begin a contact with it").click()
    await _fill(desk.page, CENTRE)
    await expect(desk.page.get_by_text("No answer names it yet")).to_be_visible()
    await desk.go("/entries/help.numbers")
    for language in ("ru", "en"):
        answer = desk.page.locator(f"#answer-{language}")
        await answer.fill(await answer.input_value() + "\n\n{contact:town_centre}")
    await expect(desk.page.locator("#preview-en")).to_contain_text("+7 7172 70 30 30 · Crisis centre")
    await desk.page.get_by_role("button", name="Save", exact=True).click()
    await expect(desk.page.get_by_text("Saved.")).to_be_visible()
    await desk.go("/chat")
    await desk.say("helpline number 3")

    await expect(desk.page.locator(".bubble.bot").last).to_contain_text("+7 7172 70 30 30 · Crisis centre")


CENTRE = {
    "id": "town_centre",
    "number": "+7 7172 70 30 30",
    "hours": "Mo-Fr 09:00-18:00",
    "name-ru": "Кризисный центр",
    "for_whom-ru": "Для всех.",
    "call-ru": "Ответит психолог.",
    "name-en": "Crisis centre",
    "for_whom-en": "For anyone.",
    "call-en": "A psychologist answers.",
}


async def _fill(page: Page, values: dict[str, str]) -> None:
    for name, value in values.items():
        await page.locator(f"#{name}").fill(value)
    await page.get_by_role("button", name="Save", exact=True).click()
    await expect(page.get_by_text("Saved.")).to_be_visible()


async def test_a_contact_shows_its_line_and_its_faults_while_it_is_changed(desk: Opened) -> None:
    await desk.go("/contacts")
    await desk.page.get_by_role("link", name="Edit 112").click()
    await desk.page.wait_for_load_state()
    await desk.page.get_by_label("Number").fill("+7 717")
    await expect(desk.page.locator("#faults-number")).to_contain_text("not in the right form")
    await desk.page.get_by_label("Number").fill("113")

    await expect(desk.page.locator("#preview-en")).to_contain_text("113 · Rescue service")
    await expect(desk.page.locator("#faults-number .fault")).to_have_count(0)


async def test_the_desk_speaks_the_language_of_the_browser_until_another_is_chosen(
    browser: Browser, desk: Opened
) -> None:
    context = await browser.new_context(locale="ru-RU")
    page = await context.new_page()
    await page.goto(desk.address + "contacts")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Контакты")
    await page.get_by_label("Язык страниц").select_option("kk")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Контактілер")
    await page.goto(desk.address + "entries")

    await expect(page.get_by_role("heading", level=1)).to_contain_text("Жазбалар")
    await context.close()


async def test_an_entry_of_a_broken_file_is_mended_where_it_is_asked_for(desk: Opened) -> None:
    change(desk.folder, "entries.yaml", "    title:\n      ru: Где", "   title:\n      ru: Где")
    await desk.go("/entries/fair.where")
    box = desk.page.get_by_label("Text of the file")
    await expect(desk.page.locator(".numbers .here")).to_be_visible()
    await box.fill((await box.input_value()).replace("\n   title:", "\n    title:"))
    await desk.page.get_by_role("button", name="Save").click()
    await expect(desk.page.get_by_text("Saved.")).to_be_visible()
    await desk.go("/entries/fair.where")

    await expect(desk.page.get_by_role("heading", level=1)).to_contain_text("fair.where")


async def test_what_a_block_of_rules_holds_stays_where_a_title_is_changed_and_can_be_emptied(desk: Opened) -> None:
    file = desk.folder / "entries.yaml"
    change(desk.folder, "entries.yaml", "    related: [help.numbers]\n", f"{RULES}    related: [help.numbers]\n")
    before = file.read_text(encoding="utf-8")
    await desk.go("/entries/fair.where")
    await desk.page.locator("#title-en").fill("The fair")
    await desk.page.get_by_role("button", name="Save").first.click()
    await expect(desk.page.locator(".banner.good")).to_contain_text("Saved")
    assert re.sub("The fair$", "Where the fair is", file.read_text(encoding="utf-8"), count=1, flags=re.M) == before

    await desk.page.get_by_label("Only where").fill("")
    await desk.page.get_by_role("button", name="Save").first.click()
    await expect(desk.page.get_by_label("Only where")).to_have_value("")
    assert RULES not in file.read_text(encoding="utf-8")


RULES = "    only_where: |\n      fair|market\n      where is\n"
