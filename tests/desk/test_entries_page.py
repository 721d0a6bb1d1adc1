"""The list of entries, and the form of one: what is saved, and what two editors make of it at once.

Of `bot/desk/entries_page.py` and `bot/desk/form_pages.py`.
"""

from __future__ import annotations

import pytest

from bot.desk.remembered_checks import RememberedChecks
from tests.desk.conftest import Visitor, field
from tests.support.small_knowledge import change


async def test_entries_are_filtered(visitor: Visitor) -> None:
    found = {
        path: await visitor.see("/entries?" + path) for path in ("q=pavilion", "topic=fair", "missing=en", "q=unicorn")
    }

    assert ["fair.where" in html for html in found.values()] == [True, True, False, False]
    assert ["help.numbers" in html for html in found.values()] == [False, False, False, False]


async def test_an_entry_opens_while_the_folder_is_being_checked(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = "data-unchecked" in await visitor.see("/entries/fair.where")
    change(visitor.folder, "entries.yaml", "en: Where the fair is", "en: Where it is")
    monkeypatch.setattr(RememberedChecks, "is_under_way", lambda _: True)
    monkeypatch.setattr(RememberedChecks, "faults", pytest.fail)

    assert (checked, "data-unchecked" in await visitor.see("/entries/fair.where")) == (False, True)


async def test_an_entry_is_saved_and_the_rest_of_the_file_stays(visitor: Visitor) -> None:
    html = await visitor.see("/entries/fair.where")
    before = visitor.text_of("entries.yaml")
    fields = {"digest": field(html, "digest"), "title.en": "Where it is", "answer.en": "{date:fair}.\r\n\r\nUpstairs."}
    answer = await visitor.send("/entries/fair.where", **fields)

    assert "Saved." in answer.text
    assert visitor.text_of("entries.yaml") == before.replace("en: Where the fair is", "en: Where it is").replace(
        "        The fair is on {date:fair} in the park.\n", "        {date:fair}.\n\n        Upstairs.\n"
    )


async def test_where_an_id_stands_twice_the_form_shows_the_one_that_it_saves(visitor: Visitor) -> None:
    one = visitor.text_of("entries.yaml").split("entries:\n")[1].split("  - id: help.numbers")[0]
    (visitor.folder / "second.yaml").write_text("entries:\n" + one.replace("Where the fair is", "Second"), "utf-8")
    digest = field(await visitor.see("/entries/fair.where"), "digest")
    fields = {"digest": digest, "title.en": "Mine"}
    answer = await visitor.send("/entries/fair.where", form_on="/contacts", **fields)

    assert ("Saved." in answer.text, 'value="Mine"' in answer.text) == (True, True)
    assert "en: Mine" in visitor.text_of("entries.yaml")


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
