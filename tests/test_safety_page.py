"""The page on safety misses no requirement and names only what exists."""

from __future__ import annotations

import re

from senim_program import ROOT

PAGE = (ROOT / "docs" / "safety.md").read_text(encoding="utf-8")


def test_every_requirement_has_its_row() -> None:
    assert re.findall(r"^\| (S\d+) \|", PAGE, re.MULTILINE) == [f"S{number}" for number in range(1, 43)]


def test_every_file_that_it_names_exists() -> None:
    named = re.findall(r"`((?:bot|docs|knowledge|tests)/[\w/.-]+)`", PAGE)

    assert len(named) > 30
    assert [path for path in named if not (ROOT / path).exists()] == []
