from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bot.checking.git_diff import git_diff


def git(folder: Path, *arguments: str) -> None:
    names = ("-c", "user.name=Editor", "-c", "user.email=editor@fair.example")
    subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def in_git(small_folder: Path) -> Path:
    git(small_folder, "init", "--quiet")
    git(small_folder, "add", ".")
    git(small_folder, "commit", "--quiet", "--message", "The fair")
    return small_folder


def test_the_diff_shows_what_was_changed_since_the_last_commit(in_git: Path) -> None:
    with (in_git / "entries.yaml").open("a", encoding="utf-8") as file:
        file.write("# жаңа\n")
    found = git_diff(in_git, ["entries.yaml"])

    assert found is not None
    assert "+# жаңа" in found


@pytest.mark.parametrize(
    ("names", "shown"),
    [((), {"entries.yaml", "knowledge.yaml"}), (("notes.txt", "entries.yaml"), {"notes.txt", "entries.yaml"})],
)
def test_the_diff_is_of_the_files_that_are_named_or_else_of_the_knowledge(
    in_git: Path, names: tuple[str, ...], shown: set[str]
) -> None:
    (in_git / "notes.txt").write_text("before\n", encoding="utf-8")
    git(in_git, "add", ".")
    git(in_git, "commit", "--quiet", "--message", "Notes")
    for name in ("entries.yaml", "knowledge.yaml", "notes.txt"):
        with (in_git / name).open("a", encoding="utf-8") as file:
            file.write("# more\n")
    found = git_diff(in_git, names) or ""

    assert {line.removeprefix("+++ b/") for line in found.splitlines() if line.startswith("+++ ")} == shown


def test_an_unchanged_folder_has_an_empty_diff(in_git: Path) -> None:
    assert git_diff(in_git) == ""


def test_a_folder_outside_of_git_has_none(small_folder: Path) -> None:
    assert git_diff(small_folder) is None


def test_a_diff_program_of_the_repository_is_not_run(in_git: Path) -> None:
    git(in_git, "config", "diff.external", f"touch {in_git}/ran; true")
    (in_git / "knowledge.yaml").write_text("name: Other\n", encoding="utf-8")
    git_diff(in_git)

    assert not (in_git / "ran").exists()
