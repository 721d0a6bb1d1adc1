from __future__ import annotations

from pathlib import Path
from threading import Event, Thread

import pytest

from bot.loading.files import knowledge_files, stamp_of


@pytest.mark.parametrize(
    "name", ["more.yaml", "crisis/danger/more.yaml", "training/crisis/more.yaml", "last_resort.json", "fitted.zip"]
)
def test_a_stamp_changes_with_a_file(small_folder: Path, name: str) -> None:
    (small_folder / name).parent.mkdir(parents=True, exist_ok=True)
    before = stamp_of(small_folder)
    (small_folder / name).write_text("x", encoding="utf-8")

    assert stamp_of(small_folder) != before


def test_a_stamp_changes_when_others_may_read_a_file(small_folder: Path) -> None:
    file = small_folder / "entries.yaml"
    file.chmod(0o600)
    before = stamp_of(small_folder)
    file.chmod(0o644)

    assert stamp_of(small_folder) != before


def test_a_link_of_an_editor_and_a_folder_are_no_files_of_a_knowledge(small_folder: Path) -> None:
    files, stamp = knowledge_files(small_folder), stamp_of(small_folder)
    (small_folder / ".#entries.yaml").symlink_to("somebody@somewhere.1")
    (small_folder / "x.yaml").mkdir()

    assert (knowledge_files(small_folder), stamp_of(small_folder)) == (files, stamp)


def test_a_folder_is_looked_at_while_an_editor_renames_a_file(small_folder: Path) -> None:
    """As one does that keeps a backup."""
    file, is_over = small_folder / "entries.yaml", Event()
    backup = file.with_name("entries.yaml~")

    def keep_backups() -> None:
        while not is_over.is_set():
            file.rename(backup).rename(file)

    editor = Thread(target=keep_backups)
    editor.start()
    try:
        stamps = {stamp_of(small_folder) for _ in range(500)}
    finally:
        is_over.set()
        editor.join()

    assert 1 <= len(stamps) <= 2
