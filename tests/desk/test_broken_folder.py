"""A desk for a folder that cannot be read, written or loaded, in part or as a whole.

Of `bot/desk/app.py`, `bot/desk/open_folder.py` and `bot/desk/folder_pages.py`.
"""

from __future__ import annotations

import os
from pathlib import Path

import httpx
import pytest

from bot.desk.app import make_app
from tests.desk.conftest import HERE, Visitor
from tests.support.small_knowledge import change


async def test_a_broken_folder_still_has_a_desk(visitor: Visitor) -> None:
    await visitor.see("/chat")
    change(visitor.folder, "entries.yaml", "entries:", "entries: [")

    assert "answers from the last good state" in await visitor.see("/chat")
    assert "not valid YAML" in await visitor.see("/check")


async def test_a_folder_that_never_loaded_shows_its_faults_and_its_entries(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "topic: fair", "topic: gone")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(make_app(small_folder)), base_url=HERE) as client:
        chat, entry = await client.get("/chat"), await client.get("/entries/fair.where")

    assert (chat.status_code, entry.status_code) == (503, 200)
    assert "there is no topic" in chat.text
    assert "More faults may show once these are mended." in chat.text


async def test_an_entry_in_a_broken_file_is_not_said_to_be_gone(visitor: Visitor) -> None:
    await visitor.see("/entries")
    change(visitor.folder, "entries.yaml", "    topic: fair\n", "   topic: fair\n")
    answer = await visitor.send("/entries/fair.where", form_on="/chat")

    assert answer.status_code == 409
    assert "fair.where is not lost" in answer.text


async def test_a_faulty_file_whose_name_is_no_text_is_told(visitor: Visitor) -> None:
    (visitor.folder / os.fsdecode(b"\xe4.yaml")).write_text("entries: [", encoding="utf-8")

    assert "?.yaml" in await visitor.see("/check")


async def test_a_folder_that_may_not_be_written_is_told(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.touch", refuse)
    answer = await visitor.send("/teach", text="unicorns", entry="fair.where", language="en")

    assert answer.status_code == 500
    assert "could not be read or written (Permission denied)" in answer.text
