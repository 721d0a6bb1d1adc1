"""The plain form of a knowledge folder: the same knowledge, sooner."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.core.hours import Hours
from bot.core.knowledge import Knowledge
from bot.loading import load_knowledge, shipped_folder
from bot.loading.compiled import COMPILED, digest_of_files, read_compiled, write_compiled
from bot.loading.prepared import digest_of
from tests.support.small_disk import full_disk


def never() -> Knowledge:
    raise AssertionError("the YAML files were read")


@pytest.fixture
def compiled_folder(small_folder: Path) -> Path:
    write_compiled(small_folder, load_knowledge(small_folder), "digest")
    return small_folder


def test_the_shipped_knowledge_comes_out_as_it_went_in() -> None:
    folder = shipped_folder()
    whole = load_knowledge(folder)
    compiled = read_compiled(folder, lambda: whole)

    assert compiled == replace(whole, digest=digest_of(whole))


def test_what_the_shipped_knowledge_may_lack_comes_out_as_it_went_in(small_folder: Path) -> None:
    whole = load_knowledge(small_folder)
    (key, contact), *_ = whole.contacts.items()
    hours = Hours.parse("Mo-Fr 09:00-18:00")
    called = contact._replace(hours=None, hours_claimed=hours, checked_on=date(2024, 11, 27), out_of_service=True)
    topics = {i: topic._replace(follow_up=not topic.follow_up) for i, topic in whole.topics.items()}
    changed = replace(whole, contacts={key: called}, topics=topics, synonyms={}, menu=whole.menu._replace(rows=()))
    write_compiled(small_folder, changed, "digest")

    assert read_compiled(small_folder, lambda: changed) == replace(changed, digest="digest")


def test_answers_need_no_yaml(compiled_folder: Path) -> None:
    compiled = read_compiled(compiled_folder, never)

    assert compiled is not None
    assert compiled.entries.keys() == load_knowledge(compiled_folder).entries.keys()


def test_phrases_are_read_when_they_are_asked_for(compiled_folder: Path) -> None:
    compiled = read_compiled(compiled_folder, lambda: load_knowledge(compiled_folder))

    assert compiled is not None
    assert compiled.entries == load_knowledge(compiled_folder).entries


def test_after_an_edit_it_counts_no_more(compiled_folder: Path) -> None:
    file = next(compiled_folder.glob("*.yaml"))
    file.write_text(file.read_text(encoding="utf-8") + "\n# a note\n", encoding="utf-8")

    assert read_compiled(compiled_folder, never) is None


def test_a_new_file_is_noticed(compiled_folder: Path) -> None:
    before = digest_of_files(compiled_folder)
    (compiled_folder / "new.yaml").write_text("", encoding="utf-8")

    assert digest_of_files(compiled_folder) != before


def test_a_link_of_an_editor_and_a_folder_are_no_files(compiled_folder: Path) -> None:
    (compiled_folder / ".#event.yaml").symlink_to("somebody@somewhere.1")
    (compiled_folder / "x.yaml").mkdir()

    assert read_compiled(compiled_folder, never) is not None


def test_a_full_disk_leaves_the_one_that_was_there(compiled_folder: Path) -> None:
    names = sorted(compiled_folder.iterdir())
    with full_disk(), pytest.raises(OSError, match="too large"):
        write_compiled(compiled_folder, load_knowledge(compiled_folder), "digest")

    assert read_compiled(compiled_folder, never) is not None
    assert sorted(compiled_folder.iterdir()) == names


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": "x", "knowledge": 1}', "\x00", "[" * 5000])
def test_a_damaged_one_is_passed_over(small_folder: Path, text: str) -> None:
    (small_folder / COMPILED).write_text(text, encoding="utf-8")

    assert read_compiled(small_folder, never) is None


def test_hours_in_no_notation_are_passed_over_with_the_rest(compiled_folder: Path) -> None:
    path = compiled_folder / COMPILED
    path.write_text(path.read_text(encoding="utf-8").replace('"24/7"', '"always"'), encoding="utf-8")

    assert read_compiled(compiled_folder, never) is None


@pytest.mark.parametrize("written", ['"number": "103"', '"number":  "112"', '"number": "112",\n"x": 1'])
def test_a_number_written_into_it_reaches_nobody(compiled_folder: Path, written: str) -> None:
    path = compiled_folder / COMPILED
    path.write_text(path.read_text(encoding="utf-8").replace('"number": "112"', written), encoding="utf-8")

    assert written in path.read_text(encoding="utf-8")
    assert read_compiled(compiled_folder, never) is None
