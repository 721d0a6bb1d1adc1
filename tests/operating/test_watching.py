"""When a knowledge is loaded again while the bot runs: as its files change, and when somebody asks for it.

Of `bot/operating/reload.py`.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from pathlib import Path

import pytest

from bot.core.dialogue import Dialogue
from bot.loading.files import Stamp, stamp_of
from bot.loading.prepared import load_dialogue
from bot.operating import reload as reload_module
from bot.operating.reload import version_of
from tests.support.reloading import Change, InUse
from tests.support.waiting import until


async def test_a_changed_answer_is_taken_up(watched: InUse, small_folder: Path, change: Change) -> None:
    change("in the park", "by the river")
    told = await watched.told()

    assert told == f"taken: {version_of(small_folder)}"
    assert "by the river" in watched.dialogue.knowledge.entries["fair.where"].answer["en"]


async def test_what_is_saved_between_loading_and_watching_is_taken_up(
    small_folder: Path, change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reload_module, "EVERY", 0.02)
    loaded_from = stamp_of(small_folder)
    in_use = InUse(small_folder)
    change("in the park", "by the river")
    async with in_use.reloader.watching(loaded_from):
        await in_use.told()

    assert "by the river" in in_use.dialogue.knowledge.entries["fair.where"].answer["en"]
    assert in_use.versions == [version_of(small_folder)]


async def test_the_version_is_told_without_loading_again(watched: InUse, small_folder: Path) -> None:
    await until(lambda: bool(watched.versions))

    assert watched.versions == [version_of(small_folder)]
    assert watched.dialogue is watched.first


async def test_a_bot_that_stops_while_it_loads_tries_nothing_more(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The end of the program waits for the thread."""
    loading, stopped, tried = threading.Event(), threading.Event(), list[Dialogue]()

    def load(folder: Path) -> Dialogue:
        loading.set()
        stopped.wait(10)
        return load_dialogue(folder)

    in_use = InUse(small_folder, load)
    monkeypatch.setattr(reload_module, "trial_faults", tried.append)
    async with in_use.reloader.watching(stamp_of(small_folder)):
        (small_folder / "more.yaml").write_text("entries: []\n", encoding="utf-8")
        in_use.reloader.reload_now()
        await asyncio.to_thread(loading.wait, 10)
    stopped.set()
    await asyncio.get_running_loop().shutdown_default_executor()

    assert tried == []


async def test_files_of_which_more_are_being_saved_are_not_loaded_yet(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unsaved, found = ["a.yaml", "b.yaml", "c.yaml", "d.yaml"], []

    def look(folder: Path) -> Stamp:
        if unsaved:
            (folder / unsaved.pop()).write_text("entries: []\n", encoding="utf-8")
        return stamp_of(folder)

    def load(folder: Path) -> Dialogue:
        found.append(len(unsaved))
        return load_dialogue(folder)

    in_use, loaded_from = InUse(small_folder, load), stamp_of(small_folder)
    monkeypatch.setattr(reload_module, "EVERY", 0.02)
    monkeypatch.setattr(reload_module, "stamp_of", look)
    async with in_use.reloader.watching(loaded_from):
        await in_use.told()

    assert set(found) == {0}


@pytest.mark.parametrize("look", ["version_of", "stamp_of"])
async def test_a_folder_that_cannot_be_looked_at_is_told_once_and_watched_on(
    in_use: InUse, small_folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, look: str
) -> None:
    lost, real = [OSError(116, "CANARY")] * 5, getattr(reload_module, look)

    def look_at(folder: Path) -> object:
        if lost:
            raise lost.pop()
        return real(folder)

    loaded_from = stamp_of(small_folder)
    monkeypatch.setattr(reload_module, "EVERY", 0.02)
    monkeypatch.setattr(reload_module, look, look_at)
    async with in_use.reloader.watching(loaded_from):
        (small_folder / "more.yaml").write_text("entries: []\n", encoding="utf-8")
        told = await in_use.told()

    assert (told, lost) == (f"taken: {version_of(small_folder)}", [])
    assert [record.message for record in caplog.records].count("knowledge not watched") == 1


async def test_what_cannot_be_used_leaves_what_was_in_use_and_the_watch_goes_on(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reload_module, "EVERY", 0.02)
    in_use, loaded_from = InUse(small_folder), stamp_of(small_folder)
    in_use.failing = True
    (small_folder / "more.yaml").write_text("entries: []\n", encoding="utf-8")
    async with in_use.reloader.watching(loaded_from):
        in_use.reloader.reload_now()
        failed = await in_use.told()
        was_left = in_use.reloader.in_use is in_use.first
        in_use.failing = False
        in_use.reloader.reload_now()
        taken = await in_use.told()

    assert (failed.partition(" at ")[0], was_left, taken.partition(":")[0]) == ("failed: OSError", True, "taken")


async def test_a_file_more_is_noticed(watched: InUse, small_folder: Path) -> None:
    (small_folder / "more.yaml").write_text("entries: [", encoding="utf-8")

    assert "more.yaml" in await watched.told()


async def test_a_knowledge_set_right_again_is_taken_up(watched: InUse, small_folder: Path) -> None:
    (small_folder / "more.yaml").write_text("entries: [", encoding="utf-8")
    await watched.told()
    (small_folder / "more.yaml").unlink()

    assert (await watched.told()).startswith("taken: ")


async def test_asking_loads_at_once(in_use: InUse, small_folder: Path) -> None:
    async with in_use.reloader.watching(stamp_of(small_folder)):
        (small_folder / "more.yaml").write_text("entries: []\n", encoding="utf-8")
        in_use.reloader.reload_now()

        assert (await in_use.told()).startswith("taken: ")


async def test_who_asks_is_told_that_nothing_is_new(
    in_use: InUse, small_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "senim")
    async with in_use.reloader.watching(stamp_of(small_folder)):
        in_use.reloader.reload_now()
        await until(lambda: "knowledge unchanged" in caplog.messages)

    assert vars(caplog.records[-1])["facts"] == {"what": version_of(small_folder)}
    assert in_use.reloader.in_use is in_use.first


async def test_what_was_refused_is_not_refused_again_when_somebody_asks(
    watched: InUse, small_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "senim")
    (small_folder / "more.yaml").write_text("entries: [", encoding="utf-8")
    await watched.told()
    watched.reloader.reload_now()
    await until(lambda: "knowledge unchanged" in caplog.messages)

    assert caplog.messages.count("knowledge refused") == 1
