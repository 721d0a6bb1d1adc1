"""What was learned lies in one archive that is read whole or not at all."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from bot.core.scoring.learned import Learned
from bot.loading.fitted_file import UnreadableError, read_fitted, write_fitted

DATA = {
    "made_from": "қазақ",
    "model": {"labels": ["a"], "idf": array("H", [1, 65535]), "deep": {"rows": array("B", [7])}},
    "none": array("I"),
}


def flat(data: Mapping[str, Any], keys: str = "") -> Iterator[tuple[str, str]]:
    for name, value in data.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{keys}{name}/")
        else:
            yield keys + name, repr(value)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "fitted.zip"
    write_fitted(path, DATA)
    return path


def test_what_is_written_is_read(path: Path) -> None:
    assert read_fitted(path) == DATA


def test_all_that_was_learned_survives(tmp_path: Path, learned: Learned) -> None:
    write_fitted(tmp_path / "fitted.zip", learned.to_data())

    assert Learned.from_data(read_fitted(tmp_path / "fitted.zip")).to_data() == learned.to_data()


def test_a_look_at_the_rest_leaves_the_arrays(path: Path) -> None:
    assert read_fitted(path, arrays=False) == {"made_from": "қазақ", "model": {"labels": ["a"], "deep": {}}}


def test_the_same_data_makes_the_same_bytes(path: Path) -> None:
    before = path.read_bytes()
    write_fitted(path, DATA)

    assert path.read_bytes() == before


def test_numbers_lie_in_the_file_lowest_byte_first(path: Path) -> None:
    with ZipFile(path) as archive:
        assert archive.read("model/idf.H") == b"\x01\x00\xff\xff"


def test_nothing_else_is_left_beside_the_file(path: Path) -> None:
    assert [*path.parent.iterdir()] == [path]


def test_a_changed_byte_is_found_or_an_array_is_gone_but_no_number_is_another(path: Path) -> None:
    whole = path.read_bytes()
    for index in range(len(whole)):
        path.write_bytes(whole[:index] + bytes([whole[index] ^ 0x55]) + whole[index + 1 :])
        with suppress(UnreadableError):
            assert set(flat(read_fitted(path))) <= set(flat(DATA)), index


@pytest.mark.parametrize("length", [0, 1, 30, 200, -1])
def test_a_file_that_was_cut_off_is_unreadable(path: Path, length: int) -> None:
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(UnreadableError):
        read_fitted(path)


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"learned.json": "5"},
        {"learned.json": "[" * 100_000},
        {"learned.json": "{}", "readme.txt": "hello"},
        {"learned.json": "{}", "model/idf.H": "ab"},
        {"learned.json": '{"model": 5}', "model/idf.H": "ab"},
        {"learned.json": '{"model": {}}', "model/idf.H": "odd"},
        {"learned.json": '{"model": {}}', "model/idf.d": "eight by"},
    ],
)
def test_an_archive_of_something_else_is_unreadable(path: Path, members: dict[str, str]) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    with pytest.raises(UnreadableError):
        read_fitted(path)


def test_a_file_that_is_not_there_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_fitted(tmp_path / "fitted.zip")


def test_a_write_that_fails_leaves_what_was_there(path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_fitted(path.parent / "gone" / path.name, DATA)
    with pytest.raises(TypeError):
        write_fitted(path, {**DATA, "made_from": object()})
    with pytest.raises(ValueError, match="surrogates"):
        write_fitted(path, {**DATA, "half a letter \ud800": array("H", [1])})

    assert read_fitted(path) == DATA
    assert [*path.parent.iterdir()] == [path]
