"""The long lists of what was learned, left on the disk: of millions of numbers a question reads some thousand.

They are read from a copy without a name: the file that it was made from may be written over while the program runs.
What is read often stays in the system's cache, which gives its memory back where it is needed.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Sequence
from tempfile import TemporaryFile
from weakref import finalize

from bot.core.scoring.arrays import LongList

_SHORT = 1 << 16
"""Bytes up to which a list stays in memory: to read it there is faster."""

Keep = Callable[["array[int]"], LongList]
"""Takes a long list, and gives what it is read from."""


def in_memory(numbers: array[int]) -> LongList:
    return numbers


class OnDisk:
    """Keeps lists in a temporary file, which is closed with the last of them; where it cannot be written, in memory."""

    def __init__(self, failed: Callable[[OSError], None]) -> None:
        """`failed` is told why something stays in memory."""
        self._failed = failed
        self._copy: _Copy | None = None
        self._is_broken = False

    def __call__(self, numbers: array[int]) -> LongList:
        if self._is_broken or len(numbers) * numbers.itemsize <= _SHORT:
            return numbers
        try:
            self._copy = self._copy or _Copy()
            return _List(self._copy, numbers.typecode, len(numbers), self._copy.add(numbers))
        except OSError as error:
            self._is_broken = True
            self._failed(error)
            return numbers


class _Copy:
    """A file without a name."""

    def __init__(self) -> None:
        self.file = TemporaryFile(buffering=0)  # noqa: SIM115 - it is read as long as this lives
        self._end = 0
        finalize(self, self.file.close)

    def add(self, numbers: array[int]) -> int:
        """Where they begin."""
        start, rest = self._end, memoryview(numbers).cast("B")
        while rest:
            rest = rest[self.file.write(rest) :]
        self._end += len(numbers) * numbers.itemsize
        return start


class _List:
    """One of the lists in the copy."""

    def __init__(self, copy: _Copy, typecode: str, length: int, start: int) -> None:
        self.typecode = typecode
        self._copy, self._length, self._start = copy, length, start
        self._number_of_file, self._size = copy.file.fileno, array(typecode).itemsize

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, part: slice, /) -> Sequence[int]:
        """Raises OSError where the disk does not give it."""
        start, size = part.start, (part.stop - part.start) * self._size
        stored = os.pread(self._number_of_file(), size, self._start + start * self._size)
        if len(stored) != size:
            raise OSError("the copy of what was learned is cut off")
        return stored if self._size == 1 else array(self.typecode, stored)
