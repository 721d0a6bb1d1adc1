"""The page on safety misses no requirement and names only what exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.support.senim_program import ROOT

PAGE = (ROOT / "docs" / "safety.md").read_text(encoding="utf-8")


def held_by_page() -> set[tuple[str, str]]:
    """Each requirement with each test file that its row names."""
    rows = re.findall(r"^\| (S\d+[a-z]?) \|(.*)", PAGE, re.MULTILINE)
    return {(number, file) for number, row in rows for file in re.findall(r"`(tests/[\w/]+\.py)`", row)}


def held_by_tests() -> set[tuple[str, str]]:
    """Each requirement with each test file that names it in its first line."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    return {(number, str(file.relative_to(ROOT))) for file in files for number in numbers_of(file)}


def numbers_of(file: Path) -> list[str]:
    first_line = (ast.get_docstring(ast.parse(file.read_bytes())) or "").partition("\n")[0]
    return re.findall(r"\bS\d+[a-z]?\b", first_line.partition(": ")[0])


def test_every_requirement_has_its_row() -> None:
    rows = re.findall(r"^\| S(\d+)([a-z]?) \|", PAGE, re.MULTILINE)

    assert len(set(rows)) == len(rows)
    assert list(dict.fromkeys(int(number) for number, _ in rows)) == list(range(1, 43))


def test_every_file_that_it_names_exists() -> None:
    named = re.findall(r"`((?:bot|docs|knowledge|tests)/[\w/.-]+)`", PAGE)

    assert len(named) > 30
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_each_requirement_names_the_very_tests_that_name_it() -> None:
    assert held_by_page() == held_by_tests()
