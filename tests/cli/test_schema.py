from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from bot.loading.json_schema import schema_text
from bot.replacing import write_whole
from tests.support.senim_program import senim


def test_the_schema_is_printed_as_json() -> None:
    ended = senim("schema")

    assert (ended.code, ended.err) == (0, "")
    assert json.loads(ended.out)["properties"].keys() >= {"entries", "contacts", "texts"}


def test_the_schema_is_written_to_a_file(tmp_path: Path) -> None:
    ended = senim("schema", tmp_path / "schema.json")

    assert (ended.code, ended.is_plain) == (0, True)
    assert (tmp_path / "schema.json").read_text(encoding="utf-8") == schema_text()


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of resources")
def test_where_there_is_no_room_no_empty_file_stays(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    _, most = before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, most))
    try:
        with pytest.raises(OSError, match="File too large"):
            write_whole(tmp_path / "schema.json", schema_text())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_one_clear_sentence(tmp_path: Path) -> None:
    ended = senim("schema", tmp_path / "nowhere" / "schema.json")

    assert (ended.code, ended.is_plain, len(ended.err.splitlines())) == (1, True, 1)
    assert "schema.json cannot be written (No such file or directory)" in ended.err
