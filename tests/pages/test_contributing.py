"""What those who change the program are told leads to files that are there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot
from tests.support.senim_program import ROOT

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
DESIGN = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
DIAGRAM = (ROOT / "README.md").read_text(encoding="utf-8").partition("```text\nTelegram update")[2].partition("```")[0]


def named_in(column: int) -> Iterator[Path]:
    """The files and folders of one column of the table; a name alone lies beside the file before it."""
    table = CONTRIBUTING.partition("| to change |")[2].partition("\n\n")[0]
    for row in table.splitlines()[2:]:
        folder = Path()
        for name in re.findall(r"`([\w./]+)`", row.split("|")[1 + column]):
            path = folder / name if "/" not in name and column == 1 else Path(name)
            folder = path.parent
            yield path


@pytest.mark.parametrize(("column", "folder"), [(1, "bot"), (2, "tests")])
def test_the_table_leads_to_what_is_there(column: int, folder: str) -> None:
    named = list(named_in(column))

    assert len(named) > 15
    assert [path for path in named if not (ROOT / folder / path).exists()] == []


NAMED_IN_DESIGN = set(re.findall(r"`(?:[\w/]+/)?(\w+\.py)`", DESIGN))


def test_the_diagram_names_files_and_folders_that_are_there() -> None:
    named = re.findall(r"[\w/]+(?:\.py\b|/(?= ))|bot/\w+(?:/\w+)*", DIAGRAM)
    paths = [f"/{path.relative_to(ROOT)}" for path in (ROOT / "bot").rglob("*") if path.suffix in ("", ".py")]

    assert len(named) > 8
    assert [name for name in named if not any(path.endswith(f"/{name.rstrip('/')}") for path in paths)] == []


PARTS = ("bot", "tests", "benchmarks")


@pytest.mark.parametrize("part", PARTS)
def test_what_a_module_says_of_others_leads_to_what_is_there(part: str) -> None:
    files = [f"/{path.relative_to(ROOT)}" for folder in PARTS for path in (ROOT / folder).rglob("*.py")]
    told = {
        (str(path.relative_to(ROOT)), name)
        for path in (ROOT / part).rglob("*.py")
        for name in re.findall(r"`([\w/]+\.py)`", ast.get_docstring(ast.parse(path.read_bytes())) or "")
    }

    assert sorted(name for name in told if not any(file.endswith(f"/{name[1]}") for file in files)) == []


def test_the_package_says_what_stands_beside_its_folders() -> None:
    there = {path.name for path in (ROOT / "bot").glob("*.py")} - {"__init__.py", "__main__.py"}

    assert set(re.findall(r"`(\w+\.py)`", bot.__doc__ or "")) == there


def test_the_page_on_design_names_modules_that_are_there() -> None:
    modules = {path.name for folder in ("bot", "tests") for path in (ROOT / folder).rglob("*.py")}

    assert NAMED_IN_DESIGN - modules == set()


@pytest.mark.parametrize("folder", ["core/understanding", "telegram"])
def test_the_page_on_design_names_every_module_of_a_large_folder(folder: str) -> None:
    modules = {path.name for path in (ROOT / "bot" / folder).rglob("*.py")}

    assert modules - NAMED_IN_DESIGN == {"__init__.py"}
