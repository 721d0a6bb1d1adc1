from __future__ import annotations

import os
from pathlib import Path
from threading import Thread

import pytest

from bot.core.scoring.learned import Learned
from bot.desk import files
from bot.desk.files import ChangedMeanwhileError, read_text
from bot.desk.open_folder import OpenFolder
from bot.desk.yaml_edit import CannotEditError
from bot.loading import load_knowledge
from bot.loading.compiled import read_compiled
from bot.loading.fitted_file import FITTED, write_fitted
from bot.loading.folder import read_parts
from bot.loading.last_resort import LAST_RESORT, is_current, write_last_resort
from tests.support.small_knowledge import change


def test_a_change_on_disk_is_seen_at_the_next_look(small_folder: Path) -> None:
    folder = OpenFolder(small_folder)
    before = folder.now()
    change(small_folder, "entries.yaml", "en: Where the fair is", "en: Where the fair will be")

    assert before.entries["fair.where"].title["en"] == "Where the fair is"
    assert folder.now().entries["fair.where"].title["en"] == "Where the fair will be"


def test_an_unchanged_folder_is_read_once(small_folder: Path) -> None:
    folder = OpenFolder(small_folder)

    assert folder.now() is folder.now()


def test_with_a_fault_the_last_good_knowledge_answers(small_folder: Path) -> None:
    folder = OpenFolder(small_folder)
    good = folder.now().dialogue
    change(small_folder, "entries.yaml", "entries:", "entries: [")

    assert folder.now().dialogue is good
    assert folder.now().faults


def test_a_folder_that_never_loaded_has_no_dialogue_but_its_faults(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "topic: fair", "topic: gone")
    opened = OpenFolder(small_folder).now()

    assert opened.dialogue is None
    assert [fault.entry for fault in opened.faults] == ["fair.where"]


@pytest.mark.parametrize(
    ("kind", "name", "rest", "expected"),
    [
        ("entries", "fair.where", (), "entries.yaml:6"),
        ("entries", "fair.where", ("answer", "en"), "entries.yaml:14"),
        ("contacts", "112", (), "contacts.yaml:2"),
        ("crisis", "danger", (), "crisis.yaml:2"),
        ("texts", "button.hide", (), "ui.yaml:"),
        ("entries", "gone", (), "None"),
    ],
)
def test_everything_has_its_place(
    small_folder: Path, kind: str, name: str, rest: tuple[str, ...], expected: str
) -> None:
    assert str(OpenFolder(small_folder).now().location_of(kind, name, *rest)).startswith(expected)


@pytest.mark.parametrize("name", ["../outside.yaml", "/etc/passwd", "fitted.zip", "", "entries.yaml/../../x.yaml"])
def test_only_files_of_the_folder_are_edited(small_folder: Path, name: str) -> None:
    (small_folder.parent / "outside.yaml").write_text("a: 1\n", encoding="utf-8")

    with pytest.raises(CannotEditError):
        OpenFolder(small_folder).edit(name, lambda text: text + "# x\n")


def test_a_link_that_leads_out_of_the_folder_is_not_edited(small_folder: Path) -> None:
    outside = small_folder.parent / "outside.yaml"
    outside.write_text("dates: {x: 2025-01-01}\n", encoding="utf-8")
    (small_folder / "inside.yaml").symlink_to(outside)

    with pytest.raises(CannotEditError):
        OpenFolder(small_folder).edit("inside.yaml", lambda text: text + "# x\n")


def test_an_edit_is_not_made_where_what_was_seen_no_longer_holds(small_folder: Path) -> None:
    text = (small_folder / "entries.yaml").read_text(encoding="utf-8")

    with pytest.raises(ChangedMeanwhileError):
        OpenFolder(small_folder).edit("entries.yaml", lambda text: text + "# x\n", lambda _: False)
    assert (small_folder / "entries.yaml").read_text(encoding="utf-8") == text


def test_of_two_saves_at_the_same_time_none_is_lost(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, path = OpenFolder(small_folder), small_folder / "entries.yaml"
    second = Thread(target=folder.edit, args=(path.name, lambda text: text + "# second\n"))

    def look_and_be_overtaken(path: Path) -> str:
        """The last look of the first save at the file, after which the second begins."""
        text = read_text(path)
        monkeypatch.undo()
        second.start()
        second.join(0.5)  # where it does not wait for the first
        return text

    monkeypatch.setattr(files, "read_text", look_and_be_overtaken)
    folder.edit(path.name, lambda text: text + "# first\n")
    second.join()

    assert path.read_text(encoding="utf-8").endswith("# first\n# second\n")


def test_a_change_is_tried_in_a_copy_and_the_folder_stays_as_it_is(small_folder: Path) -> None:
    folder = OpenFolder(small_folder)
    with folder.as_if_saved("entries.yaml", lambda text: text + "# new\n") as copy:
        names = sorted(os.listdir(copy))
        text = (copy / "entries.yaml").read_text(encoding="utf-8")

    assert (names, text.endswith("# new\n")) == (sorted(os.listdir(small_folder)), True)
    assert not copy.exists()


def test_the_copy_for_the_day_when_a_file_fails_follows_an_edit(small_folder: Path) -> None:
    write_last_resort(small_folder, read_parts(small_folder))
    folder = OpenFolder(small_folder)
    folder.edit("contacts.yaml", lambda text: text.replace("checked_on: null", "checked_on: 2025-05-01"))

    assert is_current(small_folder, read_parts(small_folder))
    assert "2025-05-01" in (small_folder / LAST_RESORT).read_text(encoding="utf-8")


def test_what_the_program_starts_from_follows_an_edit(small_folder: Path) -> None:
    write_last_resort(small_folder, read_parts(small_folder))
    write_fitted(small_folder / FITTED, Learned.nothing(load_knowledge(small_folder)).to_data())
    OpenFolder(small_folder).edit("contacts.yaml", lambda text: text.replace('number: "112"', 'number: "119"'))
    edited = read_compiled(small_folder, lambda: pytest.fail("every start reads all files"))

    assert edited is not None
    assert {contact.number for contact in edited.contacts.values()} == {"119"}


def test_where_only_a_copy_is_new_it_is_checked_again_and_nothing_is_read(small_folder: Path) -> None:
    folder = OpenFolder(small_folder)
    before = folder.now()
    write_last_resort(small_folder, before.parts)
    after = folder.now()

    assert after.parts is before.parts
    assert after.version > before.version


def test_a_damaged_copy_is_written_anew(small_folder: Path) -> None:
    (small_folder / LAST_RESORT).write_bytes(b"\xff\xfe")
    OpenFolder(small_folder).edit("contacts.yaml", lambda text: text + "# x\n")

    assert is_current(small_folder, read_parts(small_folder))


def test_what_was_saved_is_saved_even_if_the_copy_cannot_be_written(small_folder: Path) -> None:
    (small_folder / LAST_RESORT).mkdir()
    is_saved = OpenFolder(small_folder).edit("contacts.yaml", lambda text: text + "# x\n")

    assert is_saved
    assert (small_folder / "contacts.yaml").read_text(encoding="utf-8").endswith("# x\n")


def test_a_folder_without_that_copy_gets_none(small_folder: Path) -> None:
    OpenFolder(small_folder).edit("contacts.yaml", lambda text: text + "# x\n")

    assert not (small_folder / LAST_RESORT).exists()
