"""Of a folder as a whole: files that nothing reads, its time zone, its fit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.checking.check import check_knowledge
from bot.core.scoring.learned import Learned
from bot.loading import load_knowledge
from bot.loading.compiled import write_compiled
from bot.loading.fitted_file import FITTED, write_fitted
from bot.loading.prepared import digest_of
from tests.support.faults_told import faults_of
from tests.support.small_knowledge import change


@pytest.mark.parametrize("zone", ["Asia/Almata", "../../etc/passwd", "UTC+5", "/etc/localtime"])
def test_an_unknown_time_zone_is_told(small_folder: Path, zone: str) -> None:
    change(small_folder, "knowledge.yaml", "Asia/Almaty", zone)

    assert any("time zone" in fault for fault in faults_of(small_folder))


@pytest.mark.parametrize("name", ["more.yml", "entries2.YAML", "entries.yaml.txt", "entries.yaml.bak", "more.Yml"])
def test_a_file_with_another_ending_is_told(small_folder: Path, name: str) -> None:
    (small_folder / name).write_text("entries: []\n", encoding="utf-8")
    (fault,) = faults_of(small_folder)

    assert fault == (
        f"{name}: only files that end in .yaml, in small letters, are read; rename it, or move it out of the folder"
    )


@pytest.mark.parametrize("name", [".entries.yaml.swp", "entries.yaml~", ".#entries.yml", "yaml.txt"])
def test_what_an_editor_keeps_beside_an_open_file_is_not_told(small_folder: Path, name: str) -> None:
    (small_folder / name).write_text("entries: []\n", encoding="utf-8")

    assert faults_of(small_folder) == []


def test_a_stale_fit_is_noted(small_folder: Path, learned: Learned) -> None:
    stale = replace(learned, made_from="another knowledge")
    write_fitted(small_folder / FITTED, stale.to_data())

    assert any("changed since" in note.said.what() for note in check_knowledge(small_folder).notes)


@pytest.mark.parametrize(("name", "digest", "told"), [("", "", 0), ("Another", "", 1), ("", "of another", 1)])
def test_a_compiled_file_that_says_another_thing_than_the_files_is_told(
    small_folder: Path, name: str, digest: str, told: int
) -> None:
    knowledge = load_knowledge(small_folder)
    write_compiled(small_folder, replace(knowledge, name=name or knowledge.name), digest or digest_of(knowledge))

    assert sum("to start sooner" in fault for fault in faults_of(small_folder)) == told
