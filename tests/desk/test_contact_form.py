"""Contacts and sources in the desk: edited, added, and checked before anything is written.

Of `bot/desk/form_pages.py`, `bot/desk/kinds.py`, `bot/desk/contacts_page.py` and `bot/desk/sources_page.py`.
"""

from __future__ import annotations

import re

import pytest

from bot.loading import load_knowledge
from bot.loading.folder import read_parts
from bot.loading.last_resort import is_current, write_last_resort
from tests.desk.conftest import Visitor
from tests.support.small_knowledge import change

SOURCE = {"id": "town_hall", "title": "Town hall", "url": "https://town.example/help", "date": "2025-04"}
CONTACT = {
    "id": "town_centre",
    "number": "+7 7172 70 30 30",
    "channel": "phone",
    "name.ru": "Кризисный центр",
    "name.en": "Crisis centre",
    "for_whom.ru": "Для всех.",
    "for_whom.en": "For anyone.",
    "hours": "Mo-Fr 09:00-18:00",
    "cost": "free",
    "languages": "ru",
    "call.ru": "Ответит психолог.",
    "call.en": "A psychologist answers.",
    "sources": "programme",
}


async def digest_at(visitor: Visitor, path: str) -> str:
    found = re.search(r'name="digest" value="(\w+)"', await visitor.see(path))
    assert found
    return found[1]


async def test_a_contact_is_changed_and_the_rest_of_the_file_stays(visitor: Visitor) -> None:
    change(visitor.folder, "contacts.yaml", "cost: free", "cost: free   # as its page says")
    before = visitor.text_of("contacts.yaml")
    digest = await digest_at(visitor, "/contacts/112")
    answer = await visitor.send("/contacts/112", digest=digest, cost="paid", hours="Mo-Fr 09:00-18:00")

    assert "Saved." in answer.text
    assert visitor.text_of("contacts.yaml") == before.replace("cost: free   #", "cost: paid   #").replace(
        '"24/7"', '"Mo-Fr 09:00-18:00"'
    )


async def test_what_was_saved_is_taken_back(visitor: Visitor) -> None:
    before = visitor.text_of("contacts.yaml")
    await visitor.send("/contacts/112", digest=await digest_at(visitor, "/contacts/112"), cost="paid")
    assert "Take it back" in await visitor.see("/contacts/112")
    await visitor.send("/contacts/112/back")

    assert visitor.text_of("contacts.yaml") == before


async def test_what_somebody_changed_since_is_not_taken_back(visitor: Visitor) -> None:
    await visitor.send("/contacts/112", digest=await digest_at(visitor, "/contacts/112"), cost="paid")
    change(visitor.folder, "contacts.yaml", "cost: paid", "cost: unknown")
    await visitor.send("/contacts/112/back")

    assert "cost: unknown" in visitor.text_of("contacts.yaml")
    assert "Take it back" not in await visitor.see("/contacts/112")


async def test_a_new_contact_stands_behind_the_others(visitor: Visitor) -> None:
    before = visitor.text_of("contacts.yaml")
    answer = await visitor.send("/contacts/new", file="contacts.yaml", **CONTACT)
    after = visitor.text_of("contacts.yaml")

    assert "No answer names it yet" in answer.text
    assert after.startswith(before)
    assert '  - id: town_centre\n    number: "+7 7172 70 30 30"\n    channel: phone\n    name:\n' in after
    assert after.endswith("    sources: [programme]\n    checked_on: null\n")


async def test_a_new_source_stands_in_its_file_and_can_be_named(visitor: Visitor) -> None:
    before = visitor.text_of("entries.yaml")
    answer = await visitor.send("/sources/new", file="entries.yaml", **SOURCE)
    new = "  town_hall:\n    title: Town hall\n    url: https://town.example/help\n    date: 2025-04\n"

    assert 'href="/contacts/new?source=town_hall"' in answer.text
    assert visitor.text_of("entries.yaml") == before.replace("entries:\n", new + "entries:\n")


async def test_the_line_is_previewed_as_people_will_read_it(visitor: Visitor) -> None:
    change(visitor.folder, "ui.yaml", 'ru: "русский contact.free"', 'ru: "бесплатно"')
    html = (await visitor.send("/contacts/112/preview", **{"name.ru": "Спасатели", "number": "+7 700 000 00 01"})).text
    russian = html.split('id="preview-ru"')[1].split("</p>")[0]

    assert "<b>+7 700 000 00 01</b> · Спасатели" in russian
    assert "бесплатно" in russian


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("number", "12", "not in the right form"),
        ("number", "+7 700", "not in the right form"),
        ("number", "+7 7172 70 30 3", "nobody can dial"),
        ("hours", "9 to 5", "are not like"),
        ("sources", "gone", "there is no source"),
        ("sources", "", "give 1 or more"),
    ],
)
async def test_a_fault_of_a_contact_stands_beside_its_field(
    visitor: Visitor, name: str, value: str, fault: str
) -> None:
    html = (await visitor.send("/contacts/112/preview", **{name: value})).text
    beside = html.split(f'id="faults-{name.replace(".", "-")}"')[1].split("</div>")[0]

    assert fault in beside


async def test_a_missing_language_is_told_where_it_is_missing(visitor: Visitor) -> None:
    in_lines = "name:\n      ru: Служба\n      en: Service"
    change(visitor.folder, "contacts.yaml", "name: {ru: Служба спасения, en: Rescue service}", in_lines)
    html = (await visitor.send("/contacts/112/preview", **{"name.ru": ""})).text

    assert "name in &#39;ru&#39; is missing" in html.split('id="faults-name-ru"')[1].split("</div>")[0]


async def test_a_fault_of_a_new_source_is_told_once_beside_its_field(visitor: Visitor) -> None:
    refused = await visitor.send("/sources/new", file="entries.yaml", **(SOURCE | {"date": "March 2026"}))

    assert "date is not in the right form" in refused.text.split('id="faults-date"')[1].split("</div>")[0]
    assert "Faults in other places" not in refused.text


async def test_what_could_not_be_read_again_is_never_written(visitor: Visitor) -> None:
    before = visitor.text_of("contacts.yaml")
    digest = await digest_at(visitor, "/contacts/112")
    refused = await visitor.send("/contacts/112", digest=digest, hours="9 to 5", anyway="1")

    assert (refused.status_code, visitor.text_of("contacts.yaml")) == (422, before)
    assert "could not use the file at all" in refused.text
    assert "Save with its faults" not in refused.text


async def test_a_change_of_the_contact_on_disk_is_shown_beside_mine(visitor: Visitor) -> None:
    digest = await digest_at(visitor, "/contacts/112")
    change(visitor.folder, "contacts.yaml", "cost: free", "cost: paid")
    answer = await visitor.send("/contacts/112", digest=digest, cost="unknown")

    assert answer.status_code == 409
    assert "<pre>paid</pre>" in answer.text
    assert "cost: paid" in visitor.text_of("contacts.yaml")


async def test_the_copy_for_the_last_resort_follows(visitor: Visitor) -> None:
    write_last_resort(visitor.folder, read_parts(visitor.folder))
    digest = await digest_at(visitor, "/contacts/112")
    await visitor.send("/contacts/112", digest=digest, **{"name.en": "Rescuers"})

    assert is_current(visitor.folder, read_parts(visitor.folder))
    assert "Rescuers" in visitor.text_of("last_resort.json")


async def test_an_id_that_is_taken_or_no_id_is_refused(visitor: Visitor) -> None:
    before = visitor.text_of("contacts.yaml")
    answers = [await visitor.send("/contacts/new", **(CONTACT | {"id": name})) for name in ("112", "Town", "new", "")]

    assert [answer.status_code for answer in answers] == [422] * 4
    assert visitor.text_of("contacts.yaml") == before


async def test_sources_are_found_by_their_words_and_tell_what_names_them(visitor: Visitor) -> None:
    listed = {asked: await visitor.see(f"/sources?q={asked}") for asked in ("fair.example", "unicorn")}

    assert ["programme" in html for html in listed.values()] == [True, False]
    assert 'href="/contacts/112"' in await visitor.see("/sources/programme")


async def test_the_topic_sources_and_related_entries_of_an_entry_are_edited_too(visitor: Visitor) -> None:
    digest = await digest_at(visitor, "/entries/fair.where")
    await visitor.send("/entries/fair.where", digest=digest, topic="", sources="", related="")
    entry = load_knowledge(visitor.folder).entries["fair.where"]

    assert (entry.topic, entry.sources, entry.related) == (None, (), ())


async def test_a_quick_preview_does_not_wait_for_the_check(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.desk.form_pages.check_change", None)
    quick = await visitor.send("/contacts/112/preview?quick", number="113")

    assert "<b>113</b> · Rescue service" in quick.text
