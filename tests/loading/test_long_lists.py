"""Long lists are read from a file without a name as they would be from memory."""

from __future__ import annotations

import os
import resource
import tempfile
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.loading.long_lists import OnDisk
from tests.support.named_copy import fail, name_copies

BYTES, NUMBERS = array("B", range(256)) * 300, array("H", range(65_536))
SPANS = [(0, 0), (0, 1), (255, 258), (40_000, 40_000), (50_000, 65_536)]


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """The system refuses what is written beyond so many bytes, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def open_files() -> int:
    return len(os.listdir("/dev/fd"))


@pytest.mark.parametrize("numbers", [BYTES, NUMBERS, array("I", NUMBERS)])
def test_a_list_on_the_disk_gives_what_it_holds(numbers: array[int]) -> None:
    keep = OnDisk(fail)
    kept = [keep(numbers[::-1]), keep(numbers)][1]

    assert not isinstance(kept, array)
    assert (kept.typecode, len(kept)) == (numbers.typecode, len(numbers))
    assert all(list(kept[start:end]) == list(numbers[start:end]) for start, end in SPANS)


def test_a_short_list_stays_in_memory() -> None:
    assert isinstance(OnDisk(fail)(NUMBERS[:9]), array)


def test_nobody_finds_the_file_that_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    kept = OnDisk(fail)(NUMBERS)

    assert not isinstance(kept, array)
    assert [*tmp_path.iterdir()] == []


def test_the_file_is_closed_with_the_last_list() -> None:
    before, keep = open_files(), OnDisk(fail)
    kept = [keep(BYTES), keep(NUMBERS)]
    del keep
    counts = [open_files()]
    while kept:
        kept.pop()
        counts.append(open_files())

    assert [count - before for count in counts] == [1, 1, 0]


def test_without_a_place_for_the_file_lists_stay_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    told: list[OSError] = []
    keep = OnDisk(told.append)

    assert [keep(BYTES), keep(NUMBERS)] == [BYTES, NUMBERS]
    assert [type(error) for error in told] == [FileNotFoundError]


def test_what_a_full_disk_does_not_take_stays_in_memory_and_the_rest_is_read() -> None:
    told: list[OSError] = []
    keep = OnDisk(told.append)
    with files_of_at_most(len(BYTES) + 9):
        on_disk, in_memory = keep(BYTES), keep(NUMBERS)

    assert (in_memory, len(told)) == (NUMBERS, 1)
    assert bytes(on_disk[9:99]) == BYTES[9:99].tobytes()


def test_a_file_that_was_cut_off_is_an_error_and_no_other_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name_copies(tmp_path / "lists", monkeypatch)
    kept = OnDisk(fail)(NUMBERS)
    os.truncate(tmp_path / "lists", 1_000)
    with pytest.raises(OSError, match="cut off"):
        kept[400:501]

    assert list(kept[400:500]) == list(range(400, 500))
