"""`docs/first-steps.md`, and a centre by `docs/editing.md`: followed by someone who has never done it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pytest
import yaml

from tests.support.senim_program import ROOT, senim

EDITING, FIRST_STEPS, DESK = (
    (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("editing.md", "first-steps.md", "desk.md")
)
CENTRE = EDITING.split("\n## A crisis centre for the shipped knowledge\n")[1].split("\n## ")[0]
BOX = re.compile(r"^```(\w+) ?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Box:
    kind: str
    file: str
    text: str


def boxes(page: str) -> Iterator[Box]:
    return (Box(*found.groups()) for found in BOX.finditer(page))


def shows(box: str, printed: str) -> bool:
    """Whether a box shows all that was printed; `…` stands for the rest of a line or, alone, for any lines."""
    lines = ["(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + "\n" for line in box.splitlines()]
    return re.fullmatch("".join(lines), re.sub(" +$", "", printed, flags=re.MULTILINE)) is not None


class Reader:
    """Does what each box says, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.printed = ""
        self.missed: list[str] = []

    def follow(self, box: Box) -> None:
        {"sh": self._run, "text": self._compare, "diff": self._edit, "yaml": self._append}[box.kind](box)

    def _run(self, box: Box) -> None:
        self.printed = ""
        for command in box.text.splitlines():
            program, *arguments = shlex.split(command)
            assert program == "senim"
            self.printed += senim(*arguments, folder=self._folder).printed

    def _compare(self, box: Box) -> None:
        if not shows(box.text, self.printed):
            self.missed.append(box.text)

    def _edit(self, box: Box) -> None:
        name, _, every = box.file.partition(" ")
        old, new = (self._lines(box.text, sign) for sign in "-+")
        text = (self._folder / name).read_text(encoding="utf-8")
        assert old in text
        (self._folder / name).write_text(text.replace(old, new, -1 if every else 1), encoding="utf-8")

    def _append(self, box: Box) -> None:
        with (self._folder / box.file).open("a", encoding="utf-8") as file:
            file.write(box.text)

    @staticmethod
    def _lines(text: str, sign: str) -> str:
        return "".join(line[1:] for line in text.splitlines(keepends=True) if line.startswith(sign))


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    reader = Reader(tmp_path_factory.mktemp("editor"))
    for box in boxes(FIRST_STEPS):
        reader.follow(box)
    return reader


def test_whoever_adds_a_centre_to_the_shipped_knowledge_sees_what_the_page_says(tmp_path: Path) -> None:
    copytree(ROOT / "knowledge", tmp_path / "knowledge")
    reader = Reader(tmp_path)
    for box in boxes(CENTRE):
        reader.follow(box)

    assert reader.missed == []


def test_whoever_follows_the_page_sees_what_it_says(followed: Reader) -> None:
    assert followed.missed == []


@pytest.mark.parametrize("box", ["No faults: …\n", "No faults\n…\n", "note: a\n…\n"])
def test_a_box_says_what_it_leaves_out(box: str) -> None:
    printed = "No faults: 9 entries   \nnote: a\nnote: b\n"

    assert shows("No faults: …\n…\nnote: b\n", printed)
    assert not shows(box, printed)


def test_the_page_is_followed_and_not_only_read() -> None:
    kinds = [box.kind for box in boxes(FIRST_STEPS)]

    assert {"sh", "text", "diff", "yaml"} == set(kinds)
    assert kinds.count("diff") >= 10


def test_every_file_of_the_shipped_knowledge_is_in_the_table() -> None:
    table = EDITING.partition("| file in `knowledge/` |")[2].partition("\n\n")[0]
    names = [path.name + "/" * path.is_dir() for path in (ROOT / "knowledge").iterdir()]

    assert [name for name in names if f"`{name}`" not in table] == []


def test_what_the_page_says_of_check_is_what_it_prints() -> None:
    rows = EDITING.partition("| it says |")[2].partition("\n\n")[0].splitlines()[2:]
    quoted = [quote for row in rows for quote in re.findall(r"`(?:note: )?([^`]+)`", row.split(" | ")[0])]
    pieces = [piece.strip() for quote in quoted for piece in re.split(r"…|'\w\w'|\d+", quote)]
    sentences = yaml.safe_load((ROOT / "bot" / "loading" / "sentences.yaml").read_text(encoding="utf-8"))
    printed = "".join(sentence["en"] for sentence in sentences.values())

    assert len(quoted) > 20
    assert [piece for piece in pieces if piece not in printed] == []


def test_the_page_on_the_desk_names_buttons_as_the_desk_does() -> None:
    texts = yaml.safe_load((ROOT / "bot" / "desk" / "texts.yaml").read_text(encoding="utf-8"))
    shown = "\n".join(text["en"] for text in texts.values())
    named = {name.rstrip(" …") for name in re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", DESK)}

    assert len(named) > 10
    assert [name for name in named if name not in shown] == []
