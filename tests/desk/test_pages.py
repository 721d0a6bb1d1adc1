"""The desk's pages as a browser asks for them.

Of `bot/desk/app.py`, `bot/desk/chat_page.py`, `bot/desk/teach_page.py`,
`bot/desk/entries_page.py`, `bot/desk/contacts_page.py` and `bot/desk/folder_pages.py`.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
from pathlib import Path

import httpx
import pytest
from small_knowledge import change

from bot.desk.app import make_app
from bot.desk.measuring import Measuring, Run
from desk.conftest import HERE, Visitor

EVIL = "<script>alert(1)</script>\"'&"


def field(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="(\w+)"', html)
    assert found
    return found[1]


async def test_the_first_page_is_a_chat_that_has_begun(visitor: Visitor) -> None:
    html = await visitor.see("/chat")

    assert "/start" in html
    assert "The fair is on 1 May 2025" in html


async def test_a_reply_stands_beside_its_reason_and_its_line(visitor: Visitor) -> None:
    html = (await visitor.send("/chat/say", text="where is the fair")).text

    assert "The fair is on 1 May 2025" in html
    assert '<a class="place" href="/entries/fair.where">entries.yaml:6</a>' in html
    assert "Sure of the first candidate" in html


async def test_all_that_a_message_asks_is_named(visitor: Visitor) -> None:
    html = (await visitor.send("/chat/say", text="where is the park? helpline number 3")).text
    asked = html.partition("<dt>Questions</dt>")[2].partition("</dd>")[0]

    assert re.findall(r"/entries/([\w.]+)", asked) == ["fair.where", "help.numbers"]
    assert "Several things are asked" in html


async def test_what_is_asked_beside_a_cry_for_help_is_named(visitor: Visitor) -> None:
    html = (await visitor.send("/chat/say", text="where is the park? this is a sign of danger")).text
    beside = html.partition("<dt>Asked beside the cry for help</dt>")[2].partition("</dd>")[0]

    assert re.findall(r"/entries/([\w.]+)", beside) == ["fair.where"]


@pytest.mark.parametrize("text", [EVIL, "{{ 7*7 }}", "[b]", "x" * 5000, "\x00"])
async def test_whatever_is_typed_is_shown_as_text(visitor: Visitor, text: str) -> None:
    answer = await visitor.send("/chat/say", text=text)

    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


async def test_what_a_file_holds_is_shown_as_text(visitor: Visitor) -> None:
    change(visitor.folder, "entries.yaml", "en: Where the fair is", f"en: {json.dumps(EVIL)}")
    pages = [await visitor.see(path) for path in ("/entries", "/entries/fair.where", "/check", "/chat")]

    assert [html for html in pages if "<script>alert" in html] == []


async def test_a_missed_question_becomes_one_line_of_the_file(visitor: Visitor) -> None:
    before = visitor.text_of("entries.yaml").splitlines()
    answer = await visitor.send("/teach", text="any  unicorns?", entry="fair.where", language="en")
    after = visitor.text_of("entries.yaml").splitlines()

    assert [line for line in after if line not in before] == ["        any unicorns?"]
    assert len(after) == len(before) + 1
    assert "The question now gets this entry" in answer.text


async def test_a_cry_for_help_is_taught_to_no_entry(visitor: Visitor) -> None:
    before = visitor.text_of("entries.yaml")
    answer = await visitor.send("/teach", text="i feel bad about danger", entry="fair.where", language="en")

    assert (answer.status_code, visitor.text_of("entries.yaml")) == (409, before)
    assert "it is a cry for help" in answer.text


async def test_an_entry_may_be_named_by_its_title(visitor: Visitor) -> None:
    await visitor.send("/teach", text="any unicorns", entry="where the FAIR is", language="en")

    assert "        any unicorns\n" in visitor.text_of("entries.yaml")


async def test_an_entry_in_a_broken_file_is_not_said_to_be_gone(visitor: Visitor) -> None:
    await visitor.see("/entries")
    change(visitor.folder, "entries.yaml", "    topic: fair\n", "   topic: fair\n")
    answer = await visitor.send("/entries/fair.where", form_on="/chat")

    assert answer.status_code == 409
    assert "fair.where is not lost" in answer.text


async def test_what_was_taught_is_not_said_to_be_taken_back_where_its_file_cannot_be_read(visitor: Visitor) -> None:
    await visitor.send("/teach", text="any unicorns", entry="fair.where", language="en")
    change(visitor.folder, "entries.yaml", "    topic: fair\n", "   topic: fair\n")
    answer = await visitor.open("/taught/1")

    assert (answer.status_code, "fair.where is not lost" in answer.text) == (409, True)


async def test_where_an_id_stands_twice_the_form_shows_the_one_that_it_saves(visitor: Visitor) -> None:
    one = visitor.text_of("entries.yaml").split("entries:\n")[1].split("  - id: help.numbers")[0]
    (visitor.folder / "second.yaml").write_text("entries:\n" + one.replace("Where the fair is", "Second"), "utf-8")
    digest = field(await visitor.see("/entries/fair.where"), "digest")
    fields = {"digest": digest, "title.en": "Mine"}
    answer = await visitor.send("/entries/fair.where", form_on="/contacts", **fields)

    assert ("Saved." in answer.text, 'value="Mine"' in answer.text) == (True, True)
    assert "en: Mine" in visitor.text_of("entries.yaml")


async def test_a_faulty_file_whose_name_is_no_text_is_told(visitor: Visitor) -> None:
    (visitor.folder / os.fsdecode(b"\xe4.yaml")).write_text("entries: [", encoding="utf-8")

    assert "?.yaml" in await visitor.see("/check")


async def test_what_was_taught_can_be_taken_back(visitor: Visitor) -> None:
    before = visitor.text_of("entries.yaml")
    await visitor.send("/teach", text="any unicorns", entry="fair.where", language="en")
    answer = await visitor.send("/taught/1/back")

    assert visitor.text_of("entries.yaml") == before
    assert "Taken back" in answer.text


@pytest.mark.parametrize("now", [None, b"\xff\xfe"])
async def test_what_was_taught_to_a_file_that_is_gone_is_not_said_to_be_taken_back(
    visitor: Visitor, now: bytes | None
) -> None:
    await visitor.send("/teach", text="any unicorns", entry="fair.where", language="en")
    path = visitor.folder / "entries.yaml"
    path.write_bytes(now) if now else path.unlink()
    answer = await visitor.send("/taught/1/back")

    assert (answer.status_code, "Nothing was changed" in answer.text) == (409, True)


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "?!", "entry": "fair.where", "language": "en"},
        {"text": "unicorns", "entry": "gone", "language": "en"},
        {"text": "unicorns", "entry": "../../x", "language": "en"},
        {"text": "unicorns", "entry": "fair.where", "language": "de"},
        {"text": "where is the fair", "entry": "fair.where", "language": "en"},
        {"text": "Where is the FAIR?", "entry": "help.numbers", "language": "en"},
    ],
)
async def test_a_phrase_that_makes_no_sense_is_not_written(visitor: Visitor, fields: dict[str, str]) -> None:
    before = visitor.text_of("entries.yaml")
    answer = await visitor.send("/teach", **fields)

    assert (answer.status_code, visitor.text_of("entries.yaml")) == (409, before)
    assert "Nothing was changed" in answer.text


async def test_a_phrase_with_a_line_break_stays_one_phrase(visitor: Visitor) -> None:
    await visitor.send("/teach", text="unicorns\n      ru: x\nentries:", entry="fair.where", language="en")

    assert "        unicorns ru: x entries:\n" in visitor.text_of("entries.yaml")


async def test_entries_are_filtered(visitor: Visitor) -> None:
    found = {
        path: await visitor.see("/entries?" + path) for path in ("q=pavilion", "topic=fair", "missing=en", "q=unicorn")
    }

    assert ["fair.where" in html for html in found.values()] == [True, True, False, False]
    assert ["help.numbers" in html for html in found.values()] == [False, False, False, False]


async def test_an_entry_is_saved_and_the_rest_of_the_file_stays(visitor: Visitor) -> None:
    html = await visitor.see("/entries/fair.where")
    before = visitor.text_of("entries.yaml")
    fields = {"digest": field(html, "digest"), "title.en": "Where it is", "answer.en": "{date:fair}.\r\n\r\nUpstairs."}
    answer = await visitor.send("/entries/fair.where", **fields)

    assert "Saved." in answer.text
    assert visitor.text_of("entries.yaml") == before.replace("en: Where the fair is", "en: Where it is").replace(
        "        The fair is on {date:fair} in the park.\n", "        {date:fair}.\n\n        Upstairs.\n"
    )


async def test_a_change_on_disk_is_never_overwritten_and_both_are_shown(visitor: Visitor) -> None:
    html = await visitor.see("/entries/fair.where")
    change(visitor.folder, "entries.yaml", "en: Where the fair is", "en: Theirs")
    answer = await visitor.send("/entries/fair.where", **{"digest": field(html, "digest"), "title.en": "Mine"})

    assert answer.status_code == 409
    assert "en: Theirs" in visitor.text_of("entries.yaml")
    assert 'value="Mine"' in answer.text
    assert "<pre>Theirs</pre>" in answer.text


async def test_after_having_seen_both_the_editor_may_save(visitor: Visitor) -> None:
    html = await visitor.see("/entries/fair.where")
    change(visitor.folder, "entries.yaml", "en: Where the fair is", "en: Theirs")
    both = await visitor.send("/entries/fair.where", **{"digest": field(html, "digest"), "title.en": "Mine"})
    await visitor.send("/entries/fair.where", **{"digest": field(both.text, "digest"), "title.en": "Mine"})

    assert "en: Mine" in visitor.text_of("entries.yaml")


async def test_a_change_of_another_entry_is_kept_beside_mine(visitor: Visitor) -> None:
    html = await visitor.see("/entries/fair.where")
    change(visitor.folder, "entries.yaml", "en: Help numbers", "en: Theirs")
    await visitor.send("/entries/fair.where", **{"digest": field(html, "digest"), "title.en": "Mine"})

    assert "en: Mine" in visitor.text_of("entries.yaml")
    assert "en: Theirs" in visitor.text_of("entries.yaml")


async def test_a_preview_fills_in_and_writes_nothing(visitor: Visitor) -> None:
    before = visitor.text_of("entries.yaml")
    html = (
        await visitor.send("/entries/fair.where/preview", **{"answer.en": "Come on {date:fair}: {number:112}"})
    ).text

    assert "Come on 1 May 2025: </" not in html
    assert "Come on 1 May 2025: <b>112</b>" in html.replace("</p>", "")
    assert visitor.text_of("entries.yaml") == before


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("title.en", "x" * 41, "a button shows 40"),
        ("answer.en", "Call 112.", "is typed in the text"),
        ("answer.en", "See {number:999}.", "refers to nothing"),
        ("phrases.en", "one phrase", "1 phrases in"),
        ("phrases.en", "helpline number 3\n" * 20, "also stands under"),
    ],
)
async def test_the_faults_of_a_draft_stand_beside_its_field(
    visitor: Visitor, name: str, value: str, fault: str
) -> None:
    html = (await visitor.send("/entries/fair.where/preview", **{name: value})).text
    key, language = name.split(".")
    beside = html.split(f'id="faults-{key}-{language}"')[1].split("</div>")[0]

    assert fault in beside or (fault == "also stands under" and fault in html)


async def test_a_contact_that_was_called_has_the_day(visitor: Visitor) -> None:
    html = await visitor.see("/contacts")
    answer = await visitor.send("/contacts/112/called", digest=field(html, "digest"), result="works")

    assert re.search(r"checked_on: \d{4}-\d\d-\d\d\n", visitor.text_of("contacts.yaml"))
    assert "called today" in answer.text


async def test_a_contact_that_does_not_work_leaves_the_answers_until_it_does(visitor: Visitor) -> None:
    before = visitor.text_of("contacts.yaml")
    html = await visitor.see("/contacts")
    broken = await visitor.send("/contacts/112/called", digest=field(html, "digest"), result="fails")
    told = (await visitor.send("/chat/say", text="/support")).text
    await visitor.send("/contacts/112/called", digest=field(broken.text, "digest"), result="works")

    assert "112 (english contact.out_of_service)" in told
    assert visitor.text_of("contacts.yaml").count("\n") == before.count("\n")


async def test_a_wrong_press_at_a_contact_can_be_taken_back(visitor: Visitor) -> None:
    before = visitor.text_of("contacts.yaml")
    html = await visitor.see("/contacts")
    pressed = await visitor.send("/contacts/112/called", digest=field(html, "digest"), result="works")
    await visitor.send("/contacts/112/called", digest=field(pressed.text, "digest"), result="back")

    assert "Take it back" in pressed.text
    assert visitor.text_of("contacts.yaml") == before


async def test_a_press_is_taken_back_once_and_nothing_more_is_said_to_be_written(visitor: Visitor) -> None:
    pressed = await visitor.send(
        "/contacts/112/called", digest=field(await visitor.see("/contacts"), "digest"), result="works"
    )
    back = await visitor.send("/contacts/112/called", digest=field(pressed.text, "digest"), result="back")
    again = await visitor.send("/contacts/112/called", digest=field(back.text, "digest"), result="back")

    assert ["Written for 112" in answer.text for answer in (pressed, back, again)] == [True, True, False]


async def test_a_button_pressed_twice_is_taken_back_to_before_the_first_press(visitor: Visitor) -> None:
    before, page = visitor.text_of("contacts.yaml"), await visitor.see("/contacts")
    for result in ("fails", "fails", "back"):
        page = (await visitor.send("/contacts/112/called", digest=field(page, "digest"), result=result)).text

    assert visitor.text_of("contacts.yaml") == before


async def test_a_press_on_an_old_page_does_not_use_up_taking_back(visitor: Visitor) -> None:
    before, old = visitor.text_of("contacts.yaml"), field(await visitor.see("/contacts"), "digest")
    pressed = await visitor.send("/contacts/112/called", digest=old, result="works")
    refused = await visitor.send("/contacts/112/called", digest=old, result="back")
    await visitor.send("/contacts/112/called", digest=field(pressed.text, "digest"), result="back")

    assert (refused.status_code, visitor.text_of("contacts.yaml")) == (409, before)


async def test_a_wrong_press_can_still_be_taken_back_after_a_look_elsewhere(visitor: Visitor) -> None:
    html = await visitor.see("/contacts")
    await visitor.send("/contacts/112/called", digest=field(html, "digest"), result="fails")
    await visitor.see("/chat")

    assert 'name="result" value="back"' in await visitor.see("/contacts")


async def test_an_emergency_line_is_not_called_for_a_test(visitor: Visitor) -> None:
    change(visitor.folder, "contacts.yaml", "    checked_on: null", "    emergency: true\n    checked_on: null")
    html = await visitor.see("/contacts")

    assert ("Never call it for a test" in html, "Called today" in html) == (True, False)


async def test_a_contact_that_was_changed_meanwhile_is_left_alone(visitor: Visitor) -> None:
    html = await visitor.see("/contacts")
    change(visitor.folder, "contacts.yaml", "cost: free", "cost: paid")
    answer = await visitor.send("/contacts/112/called", digest=field(html, "digest"), result="works")

    assert answer.status_code == 409
    assert "checked_on: null" in visitor.text_of("contacts.yaml")


async def test_a_broken_folder_still_has_a_desk(visitor: Visitor) -> None:
    await visitor.see("/chat")
    change(visitor.folder, "entries.yaml", "entries:", "entries: [")

    assert "answers from the last good state" in await visitor.see("/chat")
    assert "not valid YAML" in await visitor.see("/check")


async def test_a_folder_that_may_not_be_written_is_told(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.touch", refuse)
    answer = await visitor.send("/teach", text="unicorns", entry="fair.where", language="en")

    assert answer.status_code == 500
    assert "could not be read or written (Permission denied)" in answer.text


async def test_figures_of_an_older_state_are_shown_as_such(visitor: Visitor) -> None:
    await visitor.send("/confusions")
    while "data-poll" in await visitor.see("/confusions"):
        await asyncio.sleep(0.05)
    change(visitor.folder, "entries.yaml", "en: Where the fair is", "en: Where")

    assert "Measure again" in await visitor.see("/confusions")


async def test_a_folder_that_never_loaded_shows_its_faults_and_its_entries(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "topic: fair", "topic: gone")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(make_app(small_folder)), base_url=HERE) as client:
        chat, entry = await client.get("/chat"), await client.get("/entries/fair.where")

    assert (chat.status_code, entry.status_code) == (503, 200)
    assert "there is no topic" in chat.text


async def test_what_would_bring_a_fault_is_not_saved_unless_the_editor_insists(visitor: Visitor) -> None:
    fields = {
        "digest": field(await visitor.see("/entries/fair.where"), "digest"),
        "answer.en": "Call {number:999} {date:fair}.",
    }
    before = visitor.text_of("entries.yaml")
    refused = await visitor.send("/entries/fair.where", **fields)

    assert (refused.status_code, visitor.text_of("entries.yaml")) == (422, before)
    assert "Not saved. With this text the folder would have new faults: 1." in refused.text
    await visitor.send("/entries/fair.where", anyway="1", **fields)
    assert "Call {number:999} {date:fair}." in visitor.text_of("entries.yaml")


async def test_a_fault_that_was_there_before_hinders_no_one(visitor: Visitor) -> None:
    change(visitor.folder, "entries.yaml", "en: Help numbers", "en: " + "x" * 41)
    digest = field(await visitor.see("/entries/fair.where"), "digest")
    await visitor.send("/entries/fair.where", **{"digest": digest, "answer.en": "{date:fair}.\n\nUpstairs."})

    assert "Upstairs." in visitor.text_of("entries.yaml")


async def test_what_else_changed_tells_that_it_waits_for_an_earlier_measuring(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Measuring, "of", lambda *_: Run())
    answer = await visitor.send("/teach", text="any unicorns", entry="fair.where", language="en")

    assert "This waits until an earlier measuring is over" in answer.text
    assert 'data-poll="700"' in answer.text
