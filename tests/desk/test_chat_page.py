"""The chat of the desk, as a browser asks for it: a reply beside its reason.

Of `bot/desk/chat_page.py` and `bot/desk/chats.py`.
"""

from __future__ import annotations

import json
import re

import pytest

from tests.desk.conftest import Visitor
from tests.support.small_knowledge import add_variant, change

EVIL = "<script>alert(1)</script>\"'&"


async def test_the_first_page_is_a_chat_that_has_begun(visitor: Visitor) -> None:
    html = await visitor.see("/chat")

    assert "/start" in html
    assert "The fair is on 1 May 2025" in html


async def test_a_reply_stands_beside_its_reason_and_its_line(visitor: Visitor) -> None:
    html = (await visitor.send("/chat/say", text="where is the fair")).text

    assert "The fair is on 1 May 2025" in html
    assert '<a class="place" href="/entries/fair.where">entries.yaml:6</a>' in html
    assert "Certainty of the first candidate" in html


async def test_all_that_a_message_asks_is_named(visitor: Visitor) -> None:
    html = (await visitor.send("/chat/say", text="where is the park? helpline number 3")).text
    asked = html.partition("<dt>Questions</dt>")[2].partition("</dd>")[0]

    assert re.findall(r"/entries/([\w.]+)", asked) == ["fair.where", "help.numbers"]
    assert "Several things are asked" in html


async def test_what_is_asked_beside_a_cry_for_help_is_named(visitor: Visitor) -> None:
    html = (await visitor.send("/chat/say", text="where is the park? this is a sign of danger")).text
    beside = html.partition("<dt>Asked beside the cry for help</dt>")[2].partition("</dd>")[0]

    assert re.findall(r"/entries/([\w.]+)", beside) == ["fair.where"]


async def test_the_variant_in_whose_words_help_comes_is_named(visitor: Visitor) -> None:
    add_variant(visitor.folder)
    html = (await visitor.send("/chat/say", text="sign of danger, blue lamp")).text

    assert "<code>danger.lamp</code>" in html
    assert "lamp.yaml:2" in html


@pytest.mark.parametrize("text", [EVIL, "{{ 7*7 }}", "[b]", "x" * 5000, "\x00"])
async def test_whatever_is_typed_is_shown_as_text(visitor: Visitor, text: str) -> None:
    answer = await visitor.send("/chat/say", text=text)

    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


async def test_what_a_file_holds_is_shown_as_text(visitor: Visitor) -> None:
    change(visitor.folder, "entries.yaml", "en: Where the fair is", f"en: {json.dumps(EVIL)}")
    pages = [await visitor.see(path) for path in ("/entries", "/entries/fair.where", "/check", "/chat")]

    assert [html for html in pages if "<script>alert" in html] == []


async def test_help_stands_beside_the_name_of_its_crisis(visitor: Visitor) -> None:
    await visitor.send("/chat/say", text="a sign of danger")
    html = await visitor.in_language("kk", "/chat")

    assert "<span>«тікелей қауіп» (<code>danger</code>)</span>" in html
    assert (
        "«тікелей қауіп» (<code>danger</code>) түрінің <code>sign of danger*</code> <b>ережесіне</b> сай келді" in html
    )
