"""What an entry is asked for with, and after which other entries its words count."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.knowledge import Asking
from bot.loading import load_knowledge
from bot.loading.asked_with import askings_in
from tests.support.faults_told import faults_at_loading
from tests.support.small_knowledge import change


def test_words_below_a_line_of_entries_count_after_these_and_those_above_it_anywhere() -> None:
    block = "how long\n\nAfter film.one,film.two :\nwho\nafter film.one:\nwhen"

    assert list(askings_in(block)) == [
        Asking(("how long",)),
        Asking(("who",), ("film.one", "film.two")),
        Asking(("when",), ("film.one",)),
    ]


@pytest.mark.parametrize("block", ["", "after film.one:"])
def test_without_words_nothing_is_asked(block: str) -> None:
    assert list(askings_in(block)) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("after fair.where, gone:", "there is no entry 'gone'"),
        ("after fair.where", "'fair.where': one full stop counts"),
        ("how long", "already stands above under this key"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(small_folder: Path, line: str, said: str) -> None:
    before = "    related: [help.numbers]\n"
    change(small_folder, "entries.yaml", before, f"    asked_with: |\n      how long\n      {line}\n{before}")
    (fault,) = faults_at_loading(small_folder)

    assert said in fault
    assert (small_folder / "entries.yaml").read_text(encoding="utf-8").splitlines()[
        int(fault.split(":")[1]) - 1
    ].strip() == line


def test_the_same_words_may_be_listed_after_one_entry_and_after_another(small_folder: Path) -> None:
    listed = "    asked_with: |\n      after fair.where:\n      how\n      after help.numbers:\n      how\n"
    change(small_folder, "entries.yaml", "    related: [help.numbers]\n", listed + "    related: [help.numbers]\n")

    assert len(load_knowledge(small_folder).entries["fair.where"].asked_with) == 2
