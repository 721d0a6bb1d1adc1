"""What the desk does before anybody asks for a page. Of `bot/desk/app.py` and `bot/desk/page.py`."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from bot.desk import open_folder, remembered_checks
from bot.desk.app import make_app
from bot.desk.measuring import Measuring
from bot.desk.open_folder import OpenFolder
from bot.desk.page import Desk, today_in
from tests.support.small_knowledge import change

LONG = 60


async def test_the_check_begins_when_the_desk_starts(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = Event()
    monkeypatch.setattr(Desk, "prepare", lambda _: begun.set())

    app = make_app(small_folder)

    async with app.router.lifespan_context(app):
        assert begun.wait(LONG)


def test_what_is_prepared_is_not_made_again_for_a_page(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = OpenFolder(small_folder)
    Desk(folder, Measuring(())).prepare()
    modules = {"check_by_steps": remembered_checks, "check_knowledge": remembered_checks, "read_folder": open_folder}
    for name, module in modules.items():
        monkeypatch.setattr(module, name, lambda *_, **__: pytest.fail("it is done again"))

    assert folder.checks.faults() == folder.checks.report(today_in(folder.now())).faults == ()


def test_a_folder_that_is_broken_is_prepared_like_any_other(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "entries:", "entries: [")
    folder = OpenFolder(small_folder)
    Desk(folder, Measuring(())).prepare()

    assert [fault.file for fault in folder.checks.faults()] == ["entries.yaml"]
