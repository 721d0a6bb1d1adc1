from __future__ import annotations

from pathlib import Path

import pytest

from bot.replacing import replacing


def write(path: Path, text: str) -> None:
    with replacing(path) as new:
        new.write_text(text, encoding="utf-8")


def test_what_stands_behind_a_link_is_written_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("old", encoding="utf-8")
    (tmp_path / "link.json").symlink_to("real.json")
    write(tmp_path / "link.json", "new")

    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_text(encoding="utf-8") == "new"


def test_two_who_write_at_once_do_not_write_into_one_file(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    with replacing(path) as mine, replacing(path) as theirs:
        mine.write_text("mine", encoding="utf-8")
        theirs.write_text("theirs", encoding="utf-8")

    assert path.read_text(encoding="utf-8") == "mine"
    assert list(tmp_path.iterdir()) == [path]


def test_what_fails_leaves_what_was_there_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    write(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write(path, "half \ud83d")

    assert (path.read_text(encoding="utf-8"), list(tmp_path.iterdir())) == ("old", [path])


def test_rights_that_are_given_are_those_of_the_file_and_of_nobody_more_before(tmp_path: Path) -> None:
    with replacing(tmp_path / "a.json", 0o660) as new:
        before = new.stat().st_mode & 0o777

    assert (before, (tmp_path / "a.json").stat().st_mode & 0o777) == (0o600, 0o660)


def test_a_file_keeps_its_rights_and_a_new_one_has_the_usual_ones(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write(tmp_path / "new", "a")
    (tmp_path / "kept").touch(0o600)
    write(tmp_path / "kept", "a")
    rights = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}

    assert (rights["new"], rights["kept"]) == (rights["usual"], 0o600)
