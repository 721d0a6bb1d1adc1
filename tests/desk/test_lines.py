"""Lines of a file as plain text: a broken file is shown with its fault, and fixed in the desk.

Of `bot/desk/lines_page.py`.
"""

from __future__ import annotations

import html
import re
from urllib.parse import quote

import pytest

from bot.desk.lines_page import excerpt_at, with_lines
from tests.desk.conftest import Visitor
from tests.support.small_knowledge import change

TEXT = "".join(f"line {n}\n" for n in range(1, 101))


def test_the_lines_around_a_place_are_shown() -> None:
    excerpt = excerpt_at(TEXT, 50)

    assert (excerpt.first, excerpt.last, excerpt.total) == (30, 70, 100)
    assert excerpt.text.splitlines()[20] == "line 50"


@pytest.mark.parametrize("line", [0, 1, 100, 10**6])
def test_any_line_leads_to_some_lines(line: int) -> None:
    excerpt = excerpt_at(TEXT, line)

    assert 1 <= excerpt.first <= excerpt.last <= 100
    assert excerpt_at("", line).text == ""


def test_other_lines_take_the_place_of_the_old_ones_and_no_more() -> None:
    assert with_lines("a\r\nb\r\nc\r\n", 2, 2, "x\ny\n") == "a\r\nx\r\ny\r\nc\r\n"
    assert with_lines(TEXT, 30, 70, excerpt_at(TEXT, 50).text) == TEXT


def test_a_blank_line_at_the_end_of_what_is_shown_stays() -> None:
    text = TEXT.replace("line 70\n", "\n")

    assert with_lines(text, 30, 70, excerpt_at(text, 50).text) == text


def fields_of(page: str) -> dict[str, str]:
    found = dict(re.findall(r'name="(digest|file|first|last|line)" value="([^"]*)"', page))
    text = page.split("<textarea")[1].split(">\n", 1)[1].split("</textarea>")[0]
    return {**found, "text": html.unescape(text)}


def broken(visitor: Visitor) -> None:
    change(visitor.folder, "entries.yaml", "    title:\n      ru: Где", "   title:\n      ru: Где")


async def test_an_entry_of_a_broken_file_shows_the_fault_with_the_lines_around_it(visitor: Visitor) -> None:
    broken(visitor)
    answer = await visitor.open("/entries/fair.where")

    assert answer.status_code == 409
    assert "fair.where is not lost" in answer.text
    assert "not valid YAML" in answer.text
    assert "\n    topic: fair\n   title:\n" in answer.text


@pytest.mark.parametrize("path", ["/sources/programme", "/entries/help.numbers"])
async def test_whatever_the_file_holds_is_not_said_to_be_gone(visitor: Visitor, path: str) -> None:
    broken(visitor)

    assert (await visitor.open(path)).status_code == 409
    assert (await visitor.open("/entries/gone")).status_code == 404


async def test_a_broken_file_is_mended_where_it_is_shown(visitor: Visitor) -> None:
    whole = visitor.text_of("entries.yaml")
    broken(visitor)
    fields = fields_of((await visitor.open("/entries/fair.where")).text)
    fields["text"] = fields["text"].replace("\n   title:", "\n    title:").replace("\n", "\r\n")
    answer = await visitor.send("/lines", form_on="/contacts", **fields)

    assert visitor.text_of("entries.yaml") == whole
    assert "Saved." in answer.text
    assert (await visitor.open("/entries/fair.where")).status_code == 200


@pytest.mark.parametrize("name", ["a&b.yaml", "a+b.yaml", "a#b.yaml", "a b%41.yaml", "файл.yaml"])
async def test_after_saving_the_same_file_is_shown_whatever_its_name(visitor: Visitor, name: str) -> None:
    (visitor.folder / name).write_text("dates: {x: 2025-01-01}\n", encoding="utf-8")
    fields = fields_of(await visitor.see(f"/lines?file={quote(name)}&line=1")) | {"file": name}
    answer = await visitor.send("/lines", form_on="/contacts", **(fields | {"text": "dates: {x: 2025-01-02}"}))

    assert (answer.status_code, "Saved." in answer.text) == (200, True)


async def test_what_would_break_the_file_is_not_written_even_if_the_editor_insists(visitor: Visitor) -> None:
    before = visitor.text_of("entries.yaml")
    fields = fields_of(await visitor.see("/lines?file=entries.yaml&line=6"))
    fields["text"] = fields["text"].replace("    title:", "   title:")
    answer = await visitor.send("/lines", form_on="/contacts", anyway="1", **fields)

    assert (answer.status_code, visitor.text_of("entries.yaml")) == (422, before)
    assert "Save with its faults" not in answer.text


async def test_after_a_refused_save_the_line_of_the_new_fault_is_named(visitor: Visitor) -> None:
    fields = fields_of(await visitor.see("/lines?file=entries.yaml&line=2"))
    fields["text"] = fields["text"].replace("topic: fair", "topic: gone")
    answer = await visitor.send("/lines", form_on="/contacts", **fields)

    assert "Look at line 7 and at the one above it." in answer.text


async def test_where_nothing_is_wrong_no_line_is_to_be_looked_at(visitor: Visitor) -> None:
    assert "Look at line" not in await visitor.see("/lines?file=entries.yaml&line=6")


async def test_a_file_that_is_broken_already_may_be_mended_step_by_step(visitor: Visitor) -> None:
    change(visitor.folder, "entries.yaml", "topic: fair\n", "topic: [fair\n")
    fields = fields_of(await visitor.see("/lines?file=entries.yaml&line=6"))
    fields["text"] = fields["text"].replace("topic: [fair", "topic: [fair]")
    refused = await visitor.send("/lines", form_on="/contacts", **fields)
    await visitor.send("/lines", form_on="/contacts", anyway="1", **fields)

    assert refused.status_code == 422
    assert "topic: [fair]\n" in visitor.text_of("entries.yaml")


async def test_lines_that_were_changed_on_disk_meanwhile_are_shown_beside_mine(visitor: Visitor) -> None:
    fields = fields_of(await visitor.see("/lines?file=entries.yaml&line=6"))
    change(visitor.folder, "entries.yaml", "en: Where the fair is", "en: Theirs")
    answer = await visitor.send("/lines", form_on="/contacts", **(fields | {"text": "mine"}))

    assert answer.status_code == 409
    assert "\nmine</textarea>" in answer.text
    assert "en: Theirs" in answer.text.split('class="theirs"')[1]


@pytest.mark.parametrize(
    "odd",
    [
        *({"first": None}, {"last": None}, {"first": None, "last": None}, {"line": None, "first": None}),
        *({"first": "0"}, {"first": "-1"}, {"first": "x"}, {"last": "99999"}, {"last": "3"}, {"line": "60"}),
        {"text": None},
    ],
)
async def test_lines_without_their_place_or_text_are_not_written(visitor: Visitor, odd: dict[str, str | None]) -> None:
    before = visitor.text_of("entries.yaml")
    fields = fields_of(await visitor.see("/lines?file=entries.yaml&line=30")) | {"text": "# from nowhere"} | odd
    sent = {name: value for name, value in fields.items() if value is not None}
    answer = await visitor.send("/lines", form_on="/contacts", **sent)

    assert (answer.status_code, "Nothing was changed" in answer.text) == (400, True)
    assert visitor.text_of("entries.yaml") == before


@pytest.mark.parametrize("file", ["", "../knowledge/entries.yaml", "/etc/passwd", "fitted.zip", "gone.yaml"])
async def test_only_files_of_the_folder_can_be_seen(visitor: Visitor, file: str) -> None:
    assert (await visitor.open(f"/lines?file={file}&line=1")).status_code == 404
    assert (
        await visitor.send("/lines", form_on="/contacts", file=file, text="x", first="1", last="1")
    ).status_code == 404


async def test_a_file_that_is_not_text_is_told(visitor: Visitor) -> None:
    (visitor.folder / "old.yaml").write_bytes(b"\xff\xfe")
    answer = await visitor.open("/lines?file=old.yaml&line=1")

    assert (answer.status_code, "is not UTF-8" in answer.text) == (409, True)


def linked(visitor: Visitor, name: str) -> None:
    """The file stands elsewhere now, and the folder holds a link to it."""
    path = visitor.folder / name
    path.rename(visitor.folder.parent / "elsewhere.yaml")
    path.symlink_to(visitor.folder.parent / "elsewhere.yaml")


async def test_what_stands_outside_of_the_folder_is_read_but_not_edited(visitor: Visitor) -> None:
    linked(visitor, "entries.yaml")
    before = visitor.text_of("entries.yaml")
    lines = await visitor.open("/lines?file=entries.yaml&line=1")
    taught = await visitor.send("/teach", text="any unicorns", entry="fair.where", language="en")
    form = await visitor.send("/entries/fair.where", **{"title.en": "Mine"})

    assert [answer.status_code for answer in (lines, taught, form)] == [409, 409, 422]
    assert all("outside of the folder" in answer.text for answer in (lines, taught, form))
    assert visitor.text_of("entries.yaml") == before


async def test_a_broken_file_outside_of_the_folder_does_not_hide_what_it_does_not_hold(visitor: Visitor) -> None:
    linked(visitor, "entries.yaml")
    broken(visitor)
    answers = [await visitor.open(path) for path in ("/entries/fair.where", "/entries/gone")]

    assert [answer.status_code for answer in answers] == [409, 404]


async def test_every_fault_and_note_of_the_check_leads_to_its_place(visitor: Visitor) -> None:
    change(visitor.folder, "entries.yaml", "en: Help numbers", "en: " + "x" * 41)
    page = await visitor.see("/check")

    assert '<a class="place" href="/lines?file=entries.yaml&amp;line=64">entries.yaml:64</a>' in page
    assert '<a href="/entries/help.numbers">' in page
    assert '<a href="/contacts/112">' in page


async def test_the_files_of_crisis_classes_are_reached_from_the_menu_before_all_others(visitor: Visitor) -> None:
    menu, page = await visitor.see("/chat"), await visitor.see("/files")
    of_help, others = page.split("Other files")

    assert 'href="/files"' in menu
    assert 'href="/lines?file=crisis.yaml&amp;line=0"' in of_help
    assert 'href="/lines?file=entries.yaml&amp;line=0"' in others


async def test_a_file_that_cannot_be_read_is_among_the_files(visitor: Visitor) -> None:
    broken(visitor)

    assert 'href="/lines?file=entries.yaml&amp;line=0"' in await visitor.see("/files")
