from __future__ import annotations

from pathlib import Path

import pytest

from bot.desk.files import ChangedMeanwhileError, replace_text


def test_a_file_is_replaced_whole_and_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    replace_text(path, "Жаңа мәтін\r\n", "old")

    assert path.read_bytes() == "Жаңа мәтін\r\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_file_that_was_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("theirs", encoding="utf-8")

    with pytest.raises(ChangedMeanwhileError):
        replace_text(path, "mine", "old")
    assert path.read_text(encoding="utf-8") == "theirs"


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("theirs", encoding="utf-8")
    replace_text(path, "mine", "theirs")
    with pytest.raises(ChangedMeanwhileError):
        replace_text(path, "again", "old")

    assert [found.name for found in tmp_path.iterdir()] == ["a.yaml"]
