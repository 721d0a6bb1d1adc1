"""Which store the settings give, and what the privacy text then knows."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.settings import Secret, StatePlace
from bot.state.chats import RETENTION
from bot.state.opening import open_store
from bot.state.store import Put


async def test_memory_is_told_as_memory() -> None:
    _, retention = open_store(StatePlace())

    assert retention.place == "memory"


async def test_a_file_is_told_as_a_file_and_used(tmp_path: Path) -> None:
    store, retention = open_store(StatePlace(tmp_path / "new" / "state.sqlite3", chosen=False))
    await store.write(Put("a", b"1", 60))
    await store.close()

    assert retention.place == "file"
    assert (tmp_path / "new" / "state.sqlite3").stat().st_size > 0


async def test_a_redis_that_is_away_does_not_keep_the_bot_from_starting() -> None:
    store, retention = open_store(StatePlace(redis=Secret("redis://127.0.0.1:1/0")))
    await store.write(Put("a", b"1", 60))

    assert (retention.place, await store.get("a")) == ("redis", [b"1"])
    await store.close()


async def test_without_a_folder_to_write_in_state_is_kept_in_memory_and_the_log_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    _, retention = open_store(StatePlace(tmp_path / "state" / "state.sqlite3", chosen=False))

    assert retention.place == "memory"
    assert "no state folder: state is kept in memory until the next start" in caplog.messages


async def test_a_place_that_an_operator_chose_is_tried_again_and_again(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    store, retention = open_store(StatePlace(tmp_path / "state" / "state.sqlite3"))
    await store.write(Put("a", b"1", 60))

    assert (retention.place, await store.get("a")) == ("file", [b"1"])


def test_a_file_that_another_program_holds_is_not_given_up(tmp_path: Path) -> None:
    file = tmp_path / "state.sqlite3"
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN EXCLUSIVE")
        _, retention = open_store(StatePlace(file, chosen=False))

    assert retention.place == "file"


def test_a_chosen_file_that_cannot_be_used_is_told_at_once_with_its_place(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    open_store(StatePlace(tmp_path))
    (told,) = caplog.records

    assert told.getMessage() == "state file cannot be used: answering from memory until it can"
    assert vars(told)["facts"]["file"] == str(tmp_path)


def test_a_file_that_can_be_used_is_not_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    open_store(StatePlace(tmp_path / "state.sqlite3"))

    assert caplog.records == []


def test_the_privacy_text_knows_how_long_things_are_kept() -> None:
    assert RETENTION.figures == {
        "language_days": "30",
        "context_minutes": "15",
        "trail_hours": "48",
        "count_months": "12",
        "draft_days": "0",
        "organisers_hours": "0",
    }
