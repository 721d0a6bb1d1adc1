"""What the log may say of why a store failed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.state.reasons import reason_of


def error_of(path: str, query: str) -> BaseException:
    with closing(sqlite3.connect(path, uri=True, timeout=0)) as file, pytest.raises(sqlite3.Error) as raised:
        file.execute(query)
    return raised.value


def test_a_file_that_may_only_be_read_is_told_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "state").touch()

    assert reason_of(error_of(f"file:{tmp_path}/state?mode=ro", "CREATE TABLE a (b)")) == "read-only"


def test_a_file_that_another_program_holds_is_told_in_plain_words(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "state")) as other:
        other.execute("BEGIN EXCLUSIVE")

        assert reason_of(error_of(f"file:{tmp_path}/state", "BEGIN IMMEDIATE")) == "locked by another program"


def test_a_folder_that_is_none_is_told_as_the_system_tells_it(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="directory") as raised:
        (tmp_path / "file" / "state").touch()

    assert reason_of(raised.value) == "not a directory"


def test_nothing_is_told_in_the_words_of_an_error_that_may_hold_what_was_written() -> None:
    assert reason_of(ConnectionError("CANARY")) is None
    assert reason_of(error_of(":memory:", "CANARY")) is None
