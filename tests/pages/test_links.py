"""Every page leads only to pages, headings and commands that are there; the program leads only to pages that are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.cli import cli
from tests.support.senim_program import ROOT

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


def commands_of(page: Path) -> set[tuple[str, str]]:
    """Each command of senim that a box or a span of code names, with each of its options, or with none."""
    text = page.read_text(encoding="utf-8")
    code = "\n".join(found[0] for found in [*_FENCED.finditer(text), *re.finditer(r"`[^`\n]+`", text)])
    said = re.findall(r"(?=\bsenim (\w+)((?: +(?:-{1,2}\w[\w-]*|\"[^\"]*\"|[\w./*]+))*))", code)
    said = [(name, rest) for name, rest in said if name != "senim"]  # the service of that name
    return {(name, option) for name, rest in said for option in ["", *re.findall(r"(?<= )--[\w-]+", rest)]}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_a_page_names_is_one_that_the_program_has(page: Path) -> None:
    known = {
        (name, option)
        for name, command in cli.commands.items()
        for options in [[""], *([*p.opts, *p.secondary_opts] for p in command.params)]
        for option in options
    }

    assert commands_of(page) - known == set()


def test_commands_of_pages_are_found() -> None:
    named = set().union(*map(commands_of, PAGES))

    assert {("counts", "--days"), ("check", "--notes"), ("desk", "--no-browser")} <= named


def test_every_page_of_the_folder_is_led_to() -> None:
    linked = {(page.parent / path).resolve() for page in PAGES for path, _ in _LINK.findall(text_of(page)) if path}

    assert [page.name for page in ROOT.glob("docs/*.md") if page not in linked] == []


@pytest.mark.parametrize("folder", ["bot", "deploy", "knowledge"])
def test_pages_that_the_program_names_are_there(folder: str) -> None:
    files = [file for file in (ROOT / folder).rglob("*") if file.suffix in (".py", ".yaml", ".service")]
    named = {page for file in files for page in re.findall(r"docs/[\w-]+\.md", file.read_text(encoding="utf-8"))}

    assert [page for page in named if not (ROOT / page).exists()] == []
