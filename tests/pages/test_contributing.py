"""What those who change the program are told leads to files that are there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.senim_program import ROOT

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
DESIGN = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")


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


def test_the_page_on_design_names_modules_that_are_there() -> None:
    modules = {path.name for folder in ("bot", "tests") for path in (ROOT / folder).rglob("*.py")}

    assert NAMED_IN_DESIGN - modules == set()


@pytest.mark.parametrize("folder", ["core/understanding", "telegram"])
def test_the_page_on_design_names_every_module_of_a_large_folder(folder: str) -> None:
    modules = {path.name for path in (ROOT / "bot" / folder).rglob("*.py")}

    assert modules - NAMED_IN_DESIGN == {"__init__.py"}
