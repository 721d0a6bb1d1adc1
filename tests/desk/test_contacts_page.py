"""What came of calling a number is one press, and is taken back by another."""

from __future__ import annotations

import re

from tests.desk.conftest import Visitor, field
from tests.support.small_knowledge import change


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


async def test_hours_are_in_words_in_the_table_and_as_the_file_has_them_in_the_form(visitor: Visitor) -> None:
    hours = 'hours: "Mo-Fr 09:00-18:00"\n    hours_claimed: "24/7"'
    change(visitor.folder, "contacts.yaml", 'hours: "24/7"', hours)
    table, form = [await visitor.in_language("ru", path) for path in ("/contacts", "/contacts/112")]

    assert "Пн–Пт 09:00–18:00" in table
    assert "(в некоторых источниках: круглосуточно)" in table
    assert 'value="Mo-Fr 09:00-18:00"' in form


async def test_a_crisis_reply_that_names_a_contact_has_its_name(visitor: Visitor) -> None:
    pages = [await visitor.in_language("ru", path) for path in ("/contacts", "/contacts/112")]

    assert ["ответ при кризисе «прямая опасность» (<code>danger</code>)" in html for html in pages] == [True, True]
