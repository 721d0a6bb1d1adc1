from __future__ import annotations

from pathlib import Path

from tests.support.senim_program import senim


def test_a_folder_is_made_and_what_to_do_next_is_told(tmp_path: Path) -> None:
    ended = senim("new", tmp_path / "fair")

    assert (ended.code, ended.is_plain) == (0, True)
    assert f"senim check {tmp_path / 'fair'}" in ended.out
    assert (tmp_path / "fair" / "event.yaml").exists()


def test_the_new_folder_can_be_talked_to(tmp_path: Path) -> None:
    senim("new", tmp_path / "fair")
    ended = senim("chat", "--knowledge", tmp_path / "fair", given="когда день книги\n/quit\n".encode())

    assert ended.code == 0
    assert "День книги пройдёт" in ended.out


def test_a_folder_that_holds_something_is_refused_in_one_line(small_folder: Path) -> None:
    ended = senim("new", small_folder)

    assert (ended.code, ended.is_plain, len(ended.err.splitlines())) == (1, True, 1)
    assert "is not empty" in ended.err


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    ended = senim("new", tmp_path / "file" / "fair")

    assert (ended.code, ended.is_plain) == (1, True)
    assert "cannot be written" in ended.err
