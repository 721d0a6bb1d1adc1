"""Modules come without docstrings and are the same otherwise."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from types import ModuleType

import pytest

from bot.operating.without_docstrings import without_docstrings

DOCUMENTED = '''
"""A module."""

class Greeting:
    """A class."""

    word = "hello"

    def say(self):
        """A method."""
        return [f"{self.word}{mark}" for mark in ("!", "?")]

async def wait():
    """A coroutine."""
'''
_NUMBERS = count()
leaves_them_out = pytest.mark.skipif(
    sys.version_info >= (3, 14), reason="with a Python in which this was never tried all docstrings stay"
)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package of its own, whose name no other test has."""
    folder = tmp_path / f"documented{next(_NUMBERS)}"
    folder.mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    yield folder
    for name in [name for name in sys.modules if name.startswith(folder.name)]:
        del sys.modules[name]


def imported(package: Path, source: str) -> ModuleType:
    (package / "__init__.py").write_text(source)
    with without_docstrings(package.name):
        return importlib.import_module(package.name)


@leaves_them_out
def test_nothing_that_is_imported_has_a_docstring(package: Path) -> None:
    module = imported(package, DOCUMENTED)

    assert [module.__doc__, module.Greeting.__doc__, module.Greeting.say.__doc__, module.wait.__doc__] == [None] * 4


def test_it_does_the_same_as_before(package: Path) -> None:
    module = imported(package, DOCUMENTED)

    assert module.Greeting().say() == ["hello!", "hello?"]


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ('def value():\n    "twice"\n    return "twice"', "twice"),
        ('class Twice:\n    "twice"\n    said = "twice"\ndef value(): return Twice.said', "twice"),
        ('class Given:\n    __doc__ = "gi" + str("ven")\ndef value(): return Given.__doc__', "given"),
        ('def value(): return ["first" for _ in "x"]', ["first"]),
        ('value = lambda: "first"', "first"),
        ('def value(): return "first"', "first"),
    ],
)
def test_no_other_constant_is_taken_for_a_docstring(package: Path, source: str, value: object) -> None:
    assert imported(package, source).value() == value


def test_other_packages_and_later_imports_keep_theirs(package: Path) -> None:
    imported(package, DOCUMENTED)
    (package / "later.py").write_text(DOCUMENTED)

    assert importlib.import_module(f"{package.name}.later").__doc__ == "A module."


def test_with_a_python_that_was_never_tried_they_stay(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.operating.without_docstrings._TRIED_BELOW", (3, 0))

    assert imported(package, DOCUMENTED).__doc__ == "A module."


def test_cached_bytecode_keeps_docstrings_for_other_programs(package: Path) -> None:
    imported(package, DOCUMENTED)
    del sys.modules[package.name]

    assert importlib.import_module(package.name).__doc__ == "A module."


@leaves_them_out
def test_a_folder_that_nobody_may_write_is_no_hindrance(package: Path) -> None:
    (package / "__pycache__").write_text("a file in the place of the folder of bytecode")

    assert imported(package, DOCUMENTED).__doc__ is None
