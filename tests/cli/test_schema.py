from __future__ import annotations

import json
from pathlib import Path

from bot.loading.json_schema import schema_text
from tests.support.senim_program import senim


def test_the_schema_is_printed_as_json() -> None:
    ended = senim("schema")

    assert (ended.code, ended.err) == (0, "")
    assert json.loads(ended.out)["properties"].keys() >= {"entries", "contacts", "texts"}


def test_the_schema_is_written_to_a_file(tmp_path: Path) -> None:
    ended = senim("schema", tmp_path / "schema.json")

    assert (ended.code, ended.is_plain) == (0, True)
    assert (tmp_path / "schema.json").read_text(encoding="utf-8") == schema_text()


def test_a_place_that_cannot_be_written_is_one_clear_sentence(tmp_path: Path) -> None:
    ended = senim("schema", tmp_path / "nowhere" / "schema.json")

    assert (ended.code, ended.is_plain, len(ended.err.splitlines())) == (1, True, 1)
    assert "schema.json cannot be written (No such file or directory)" in ended.err
