from __future__ import annotations

import re
from datetime import date
from difflib import unified_diff
from pathlib import Path

import pytest
import yaml

from bot.desk.yaml_edit import ABSENT, CannotEditError, TextInLines, add_phrase, add_record, remove_phrase, set_record
from bot.loading import shipped_folder

FILE = """\
# About the fair.
dates: {fair:   2025-05-01}   # written by hand

entries:
  - id: fair.where             # never changes
    title:
      ru: "Где ярмарка"
      en: Where the fair is
    answer:
      en: |
        In the park.

        • on the left
    phrases:
      en: |
        where is the fair
        how to find it

    # Who sells there.
  - id: fair.who
    title: {ru: Кто, en: Who}
    related: [fair.where,
      fair.who]
    phrases:
      en: |
        who sells
"""

CONTACTS = """\
contacts:
  - id: "112"
    number: "112"
    hours: null                # no source
    cost: free
    checked_on: null

  # The next one.
  - id: "102"
    number: "102"
    checked_on: 2025-01-02
"""


def diff(old: str, new: str) -> list[str]:
    lines = unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def test_a_phrase_is_one_line_more_and_nothing_else() -> None:
    assert diff(FILE, add_phrase(FILE, "fair.where", "en", "fair: where? #now")) == ["+        fair: where? #now"]


def test_a_phrase_goes_to_the_end_even_where_a_comment_follows() -> None:
    new = add_phrase(FILE, "fair.where", "en", "which park")

    assert "        how to find it\n        which park\n\n    # Who sells there.\n" in new


def test_a_phrase_that_stands_there_already_changes_nothing() -> None:
    assert add_phrase(FILE, "fair.where", "en", "how to find it") == FILE


def test_a_phrase_in_a_language_that_had_none_begins_its_block() -> None:
    new = add_phrase(FILE, "fair.who", "ru", "кто продаёт")

    assert diff(FILE, new) == ["+      ru: |", "+        кто продаёт"]


def test_taking_a_phrase_back_gives_the_very_file_again() -> None:
    assert remove_phrase(add_phrase(FILE, "fair.who", "en", "which shops"), "fair.who", "en", "which shops") == FILE


def test_windows_line_ends_stay() -> None:
    new = add_phrase(FILE.replace("\n", "\r\n"), "fair.who", "en", "which shops")

    assert new == add_phrase(FILE, "fair.who", "en", "which shops").replace("\n", "\r\n")


def test_a_title_keeps_its_quotes() -> None:
    new = set_record(FILE, "entries", "fair.where", {"title": {"ru": "Где она: ярмарка?"}})

    assert diff(FILE, new) == ['-      ru: "Где ярмарка"', '+      ru: "Где она: ярмарка?"']


def test_an_answer_stays_a_block_with_its_empty_lines() -> None:
    new = set_record(FILE, "entries", "fair.where", {"answer": {"en": "In the hall.\n\n• on the left"}})

    assert diff(FILE, new) == ["-        In the park.", "+        In the hall."]


def test_lines_are_written_as_lines_even_one_alone() -> None:
    new = set_record(FILE, "entries", "fair.who", {"asked_with": TextInLines("who sells")})
    more = set_record(new, "entries", "fair.who", {"asked_with": TextInLines("who sells\nwhat")})

    assert diff(FILE, new) == ["+    asked_with: |", "+      who sells"]
    assert diff(new, more) == ["+      what"]


@pytest.mark.parametrize("old", ['"who: sells"', "who sells   # for those who buy", ">\n      who\n      sells"])
def test_lines_that_were_written_in_another_way_become_a_block(old: str) -> None:
    text = FILE.replace("    related: [", f"    asked_with: {old}\n    related: [")
    new = set_record(text, "entries", "fair.who", {"asked_with": TextInLines("who\nwhat")})

    assert yaml.safe_load(new)["entries"][1]["asked_with"] == "who\nwhat\n"
    assert "    asked_with: |\n      who\n      what\n" in new


def test_lines_that_are_looked_for_in_messages_are_written_as_lines() -> None:
    new = set_record(FILE, "entries", "fair.who", {"asked_with": "who sells\nafter fair.where:\nwho"})
    other = set_record(new, "entries", "fair.who", {"asked_with": "who sells\nwhat"})

    lines = ["+    asked_with: |", "+      who sells", "+      after fair.where:", "+      who"]
    assert diff(FILE, new) == lines
    assert diff(FILE, other) == [*lines[:2], "+      what"]


def test_fields_that_say_the_same_are_not_touched() -> None:
    same = {"title": {"ru": " Где ярмарка "}, "answer": {"en": "In the park.\n\n• on the left\n"}}

    assert set_record(FILE, "entries", "fair.where", same) == FILE


@pytest.mark.parametrize("title", ["yes", "1:30", "# fair", "a: b", "- x", "{x}", "null", "'", '"', "*a", "@", "%"])
def test_whatever_a_title_looks_like_it_is_read_again_as_typed(title: str) -> None:
    new = set_record(FILE, "entries", "fair.where", {"title": {"en": title}})

    assert set_record(new, "entries", "fair.where", {"title": {"en": title}}) == new
    assert len(diff(FILE, new)) == 2


@pytest.mark.parametrize("title", ["Yes", "No", "off", "12:30", "1_000", "2024-11-27", "~", "0x1f", ".5"])
def test_a_title_that_the_loader_would_take_for_no_text_is_quoted(title: str) -> None:
    new = set_record(FILE, "entries", "fair.where", {"title": {"en": title}, "related": [title]})
    record = yaml.safe_load(new)["entries"][0]

    assert record["title"]["en"] == title
    assert record["related"] == [title]


def test_an_id_that_the_loader_would_take_for_no_text_is_quoted() -> None:
    assert '+  "no":' in diff(TWO_KINDS, add_record(TWO_KINDS, "sources", "no", {"title": "A", "date": 2026}))


def test_a_call_writes_the_day_and_leaves_null_and_comments_alone() -> None:
    new = set_record(CONTACTS, "contacts", "112", {"checked_on": date(2025, 5, 1), "out_of_service": ABSENT})

    assert diff(CONTACTS, new) == ["-    checked_on: null", "+    checked_on: 2025-05-01"]


def test_a_new_key_stands_inside_its_contact() -> None:
    new = set_record(CONTACTS, "contacts", "112", {"out_of_service": True})

    assert "    out_of_service: true\n    checked_on: null\n\n  # The next one.\n" in new
    assert set_record(new, "contacts", "112", {"out_of_service": ABSENT}) == CONTACTS


@pytest.mark.parametrize("text", ["entries: [", "- 1\n", "", "entries: 5\n", "a: &x 1\nb: *x\n"])
def test_a_file_in_another_shape_is_refused(text: str) -> None:
    with pytest.raises(CannotEditError):
        add_phrase(text, "fair.who", "en", "x")


def test_an_entry_that_is_gone_is_told() -> None:
    with pytest.raises(CannotEditError, match=r"edit\.gone"):
        add_phrase(FILE, "fair.when", "en", "x")


def test_lines_that_would_be_rewritten_around_the_change_are_refused() -> None:
    flow = "entries: [{id: a,\n  phrases: {en: who}}]\n"

    with pytest.raises(CannotEditError, match=r"edit\.would_rewrite"):
        set_record(flow, "entries", "a", {"title": {"en": "A"}})


FILES = sorted(shipped_folder().rglob("*.yaml"))
WITH_PHRASES = [path for path in FILES if re.search("^(entries|more_phrases):", path.read_text("utf-8"), re.MULTILINE)]


def name_of(path: Path) -> str:
    return str(path.relative_to(shipped_folder()))


@pytest.mark.parametrize("path", WITH_PHRASES, ids=name_of)
def test_every_entry_of_the_shipped_files_takes_a_phrase_as_one_line(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    ids = [found[1] for found in re.finditer(r"^  (?:- id: )?([a-z_0-9]+\.[a-z_0-9.]+):?$", text, re.MULTILINE)]

    for entry in (ids[0], ids[-1]):
        (line,) = diff(text, add_phrase(text, entry, "ru", "новая фраза"))
        assert re.fullmatch(r"\+ {6,8}новая фраза", line)


TWO_KINDS = """\
contacts:
  - id: a
    hours: null   # no source
    # About hours.

# Pages.
sources:
  page:
    title: A page
"""


def test_a_new_record_stands_before_what_belongs_to_the_next_group() -> None:
    new = add_record(TWO_KINDS, "contacts", "102", {"number": "102", "hours": None, "city": ABSENT})

    assert '    # About hours.\n  - id: "102"\n    number: "102"\n    hours: null\n\n# Pages.\n' in new


def test_a_source_is_added_by_its_name() -> None:
    assert diff(TWO_KINDS, add_record(TWO_KINDS, "sources", "b", {"title": "A: b", "date": 2026})) == [
        *("+  b:", "+    title: 'A: b'", "+    date: 2026")
    ]


@pytest.mark.parametrize("text", ["contacts: []\n", "entries: 1\n", "contacts: {a: {b: c}}\n", "a: [\n"])
def test_where_nothing_can_be_added_it_is_told(text: str) -> None:
    with pytest.raises(CannotEditError):
        add_record(text, "contacts", "a", {"number": "112"})


def test_a_text_that_is_emptied_goes() -> None:
    new = set_record(FILE, "entries", "fair.who", {"title": {"ru": ""}})

    assert diff(FILE, new) == ["-    title: {ru: Кто, en: Who}", "+    title: {en: Who}"]


def test_a_list_that_is_emptied_stays_a_list() -> None:
    text = "entries:\n  - id: a\n    related: [b]   # why\n    sources: []\n"

    assert "related: []    # why\n" in set_record(text, "entries", "a", {"related": []})


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_every_shipped_file_takes_a_new_record_as_new_lines_only(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    kinds = [kind for kind in ("entries", "contacts", "sources") if f"\n{kind}:" in "\n" + text]

    for kind in kinds:
        assert {line[0] for line in diff(text, add_record(text, kind, "new_one", {"title": {"ru": "Новое"}}))} == {"+"}
