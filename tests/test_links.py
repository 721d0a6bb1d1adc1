"""Every page leads only to pages, files and headings that are there; so do the program and what is deployed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from senim_program import ROOT

PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("benchmarks/*.md")]
_FENCED = re.compile(r"^( *)```.*?^\1```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)")


def text_of(page: Path) -> str:
    return _FENCED.sub("", page.read_text(encoding="utf-8"))


def headings_of(page: Path) -> set[str]:
    """As GitHub names them in a link."""
    headings = re.findall(r"^#+ (.+)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    for path, heading in _LINK.findall(text_of(page)):
        target = page.parent / path if path else page

        assert target.exists(), path
        assert not heading or heading in headings_of(target), f"{path}#{heading}"


def test_every_page_of_the_folder_is_led_to() -> None:
    linked = {(page.parent / path).resolve() for page in PAGES for path, _ in _LINK.findall(text_of(page)) if path}

    assert [page.name for page in ROOT.glob("docs/*.md") if page not in linked] == []


@pytest.mark.parametrize("folder", ["bot", "deploy", "knowledge"])
def test_pages_that_the_program_names_are_there(folder: str) -> None:
    files = [file for file in (ROOT / folder).rglob("*") if file.suffix in (".py", ".yaml", ".service")]
    named = {page for file in files for page in re.findall(r"docs/[\w-]+\.md", file.read_text(encoding="utf-8"))}

    assert [page for page in named if not (ROOT / page).exists()] == []
