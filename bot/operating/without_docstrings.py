"""Imports modules without their docstrings, which no running bot reads: the Telegram library has 2 MB of them.

Python by itself leaves them out everywhere or nowhere (`-OO`, which leaves out every `assert` as well). Where among the
constants they stand changes from version to version: with one that was never tried they stay.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dis import EXTENDED_ARG, hasconst, opmap
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from operator import is_
from types import CodeType, ModuleType

_LOAD_CONST, _STORE_NAME = opmap["LOAD_CONST"], opmap["STORE_NAME"]
_UNIT = 2
"""Bytes of an instruction: the operation and its operand, a large one in several instructions."""
_TRIED_BELOW = (3, 14)
"""Versions in which the result was compared with what `-OO` makes of the standard library; from 3.14 on the first
constant of a function is no longer kept for its docstring.
"""


@contextmanager
def without_docstrings(package: str) -> Iterator[None]:
    """While this lasts, whatever is imported of the package comes without."""
    if sys.version_info >= _TRIED_BELOW:
        yield
        return
    finder = _Finder(package)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _Finder:
    """It needs no base: `importlib.abc` would bring all of `importlib.resources`."""

    def __init__(self, package: str) -> None:
        self._package = package

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] != self._package:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec and type(spec.loader) is SourceFileLoader:
            spec.loader = _Loader(spec.loader.name, spec.loader.path)
        return spec


class _Loader(SourceFileLoader):
    """It shares the cached bytecode with every other program; only what it hands on is changed."""

    def get_code(self, fullname: str) -> CodeType | None:
        code = super().get_code(fullname)
        return code and _bare(code)


def _bare(code: CodeType) -> CodeType:
    """The same code without the docstrings of itself and of all within it; itself where there are none."""
    consts = code.co_consts
    kept = [_bare(const) if type(const) is CodeType else const for const in consts]
    place = _place_of_docstring(code)
    if place is not None and isinstance(kept[place], str):
        kept[place] = None
    # To make code anew takes longer than to look whether anything has changed.
    return code if all(map(is_, kept, consts)) else code.replace(co_consts=tuple(kept))


def _place_of_docstring(code: CodeType) -> int | None:
    """Where the compiler put it among the constants; None, too, where that constant serves for something else."""
    if code.co_flags & inspect.CO_OPTIMIZED:  # a function, or an expression that is one, such as a comprehension
        may_have_one = code.co_consts and isinstance(code.co_consts[0], str) and not code.co_name.startswith("<")
        return 0 if may_have_one and _times_used(code, 0) == 0 else None
    if "__doc__" not in code.co_names:
        return None
    before, stored, _ = code.co_code.partition(bytes((_STORE_NAME, code.co_names.index("__doc__"))))
    if not stored or len(before) % _UNIT or len(before) < _UNIT or before[-_UNIT] != _LOAD_CONST:
        return None
    place = before[-1]
    return place if _times_used(code, place) == 1 else None


def _times_used(code: CodeType, place: int) -> int:
    """How often a constant is put to use: it is loaded, or returned at once."""
    return sum(1 for operation in hasconst for _ in _places_of(bytes((operation, place)), code.co_code))


def _places_of(instruction: bytes, code: bytes) -> Iterator[int]:
    """Where it stands in code; with more before its operand it is another one."""
    # To search is many times quicker than to look at every instruction.
    at = code.find(instruction)
    while at >= 0:
        if at % _UNIT == 0 and not (at and code[at - _UNIT] == EXTENDED_ARG):
            yield at
        at = code.find(instruction, at + 1)
