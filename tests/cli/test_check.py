from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.senim_program import senim
from tests.support.small_knowledge import change


def test_a_clean_folder_ends_with_0_and_a_summary(small_folder: Path) -> None:
    ended = senim("check", small_folder)

    assert ended.code == 0
    assert ended.out.startswith("No faults: 2 entries")


def test_notes_stand_apart_from_the_result(small_folder: Path) -> None:
    ended = senim("check", small_folder)

    assert "note: " in ended.err
    assert "note: " not in ended.out


def test_every_fault_is_one_line_and_the_exit_code_is_1(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "topic: fair", "topic: gone")
    change(small_folder, "entries.yaml", "in the park", "in the park, see www.park.example")
    ended = senim("check", small_folder)

    assert (ended.code, ended.err.splitlines()[0]) == (1, "2 faults.")
    assert [line.split(": ")[0] for line in ended.out.splitlines()] == ["entries.yaml:7", "entries.yaml:14"]


def test_where_files_do_not_fit_together_more_faults_are_foretold(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "topic: fair", "topic: gone")
    ended = senim("check", small_folder)

    assert ended.err == (
        "1 fault.\n"
        "Some checks wait until all files can be read and fit together: more faults may show once these are mended.\n"
    )


def test_beside_faults_notes_are_only_counted_unless_they_are_asked_for(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "in the park", "in the park, see www.park.example")
    counted, every = senim("check", small_folder), senim("check", small_folder, "--notes")

    assert counted.err.startswith("1 fault.\nFix this first; `senim check --notes` shows the notes, ")
    assert "note: " not in counted.err
    assert every.err.count("note: ") == int(counted.err.split()[-3])


def test_json_is_one_object_with_faults_and_notes_apart(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "в парке", "в пaрке")
    ended = senim("check", "--json", small_folder)
    found = json.loads(ended.out)

    assert (ended.code, ended.err) == (1, "")
    assert found["notes"][0].keys() == {"file", "line", "entry", "what", "cure", "kind"}
    assert found["faults"][0].keys() == {"file", "line", "entry", "what", "cure"}
    assert [fault["line"] for fault in found["faults"]] == [13]
    assert "fitted.zip" in {note["file"] for note in found["notes"]}


def test_json_of_a_clean_folder_has_a_summary(small_folder: Path) -> None:
    ended = senim("check", "--json", small_folder)

    assert (ended.code, json.loads(ended.out)["faults"]) == (0, [])
    assert json.loads(ended.out)["summary"].startswith("2 entries, 1 contacts")


def test_dir_may_be_an_option_as_elsewhere(small_folder: Path, tmp_path: Path) -> None:
    ended = senim("check", "--knowledge", small_folder, folder=tmp_path)

    assert ended.code == 0


@pytest.mark.parametrize(
    "content",
    [b"a: [\n", b"\xff\xfe\x00", b"a: &x 1\nb: *x\n", b"a: !!python/object:os.x {}\n", b"- 1\n", b"a: 1\na: 2\n"],
)
def test_no_file_brings_a_traceback(small_folder: Path, content: bytes) -> None:
    (small_folder / "x.yaml").write_bytes(content)
    ended = senim("check", small_folder)

    assert (ended.code, ended.is_plain) == (1, True)
    assert "x.yaml" in ended.out


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    ended = senim("check", tmp_path / "nowhere")

    assert (ended.code, ended.is_plain) == (1, True)
    assert "is not a folder" in ended.out


@pytest.mark.parametrize(
    ("language", "said", "counted"),
    [
        ("ru", "entries.yaml:7: fair.where: нет темы 'gone'; исправьте id или добавьте такую тему\n", "Ошибок: 1.\n"),
        ("kk", "entries.yaml:7: fair.where: 'gone' деген тақырып жоқ; id-ін түзетіңіз", "1 қате.\n"),
        ("en", "entries.yaml:7: fair.where: there is no topic 'gone'; correct the id", "1 fault.\n"),
    ],
)
def test_faults_are_told_in_the_language_that_was_chosen(
    small_folder: Path, language: str, said: str, counted: str
) -> None:
    change(small_folder, "entries.yaml", "topic: fair", "topic: gone")
    ended = senim("check", small_folder, "--language", language)

    assert (ended.code, ended.err.splitlines(keepends=True)[0]) == (1, counted)
    assert ended.out.startswith(said)


def test_notes_and_the_result_are_told_in_the_language_that_was_chosen(small_folder: Path) -> None:
    ended = senim("check", small_folder, "--language", "ru")

    assert ended.out.startswith("Ошибок нет: записей: 2, контактов: 1, фраз (Русский): 40")
    assert {line.partition(": ")[0] for line in ended.err.splitlines()} == {"на заметку"}


def test_json_is_told_in_the_language_that_was_chosen(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "topic: fair", "topic: gone")
    (fault,) = json.loads(senim("check", "--json", "--language", "kk", small_folder).out)["faults"]

    assert (fault["what"], fault["line"]) == ("'gone' деген тақырып жоқ", 7)


def test_the_folder_may_be_named_by_a_file_that_a_setting_names(small_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "place").write_text(f"{small_folder}\n", encoding="utf-8")
    ended = senim("check", settings={"SENIM_KNOWLEDGE_FILE": str(tmp_path / "place")})
    unread = senim("check", settings={"SENIM_KNOWLEDGE_FILE": str(tmp_path / "gone")})

    assert ended.out.startswith("No faults: 2 entries")
    assert (unread.code, unread.is_plain, "SENIM_KNOWLEDGE_FILE names a file that cannot" in unread.err) == (
        1,
        True,
        True,
    )


def test_a_file_instead_of_a_folder_is_one_fault(small_folder: Path) -> None:
    ended = senim("check", small_folder / "ui.yaml")

    assert (ended.code, len(ended.out.splitlines()), "is not a folder" in ended.out) == (1, 1, True)
