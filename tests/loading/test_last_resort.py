"""S2: contacts and crisis replies are kept a second time, for the day when another file is broken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.checking.check import check_knowledge
from bot.core.crisis_classes import WEIGHTIEST_FIRST
from bot.loading import shipped_folder
from bot.loading.folder import read_parts
from bot.loading.last_resort import LAST_RESORT, is_current, read_last_resort, write_last_resort
from tests.support.senim_program import senim
from tests.support.small_disk import full_disk
from tests.support.small_knowledge import add_variant, change


def test_the_shipped_one_says_what_the_shipped_files_say() -> None:
    """After a change of contacts, crisis replies or the program's texts: `senim fit --last-resort`."""
    assert is_current(shipped_folder(), read_parts(shipped_folder()))


def test_it_holds_every_crisis_reply_and_no_example() -> None:
    kept = read_last_resort(shipped_folder())

    assert kept
    assert {crisis.id for crisis in kept.crisis} == set(WEIGHTIEST_FIRST)
    assert not any(crisis.examples or crisis.near_misses for crisis in kept.crisis)


def test_the_command_writes_it(small_folder: Path) -> None:
    ended = senim("fit", "--last-resort", "--knowledge", small_folder)

    assert (ended.code, ended.is_plain) == (0, True)
    assert is_current(small_folder, read_parts(small_folder))


def test_the_command_refuses_a_broken_folder(small_folder: Path) -> None:
    (small_folder / "x.yaml").write_text("a: [", encoding="utf-8")
    ended = senim("fit", "--last-resort", "--knowledge", small_folder)

    assert (ended.code, "x.yaml" in ended.err, (small_folder / LAST_RESORT).exists()) == (1, True, False)


def test_a_check_tells_when_it_is_out_of_date(small_folder: Path) -> None:
    write_last_resort(small_folder, read_parts(small_folder))
    change(small_folder, "contacts.yaml", 'number: "112"', 'number: "911"')
    (fault,) = check_knowledge(small_folder).faults

    assert str(fault).startswith(f"{LAST_RESORT}: this copy of contacts and crisis replies differs")
    assert "senim fit --last-resort" in fault.said.cure()


def test_a_changed_phrase_leaves_it_current(small_folder: Path) -> None:
    write_last_resort(small_folder, read_parts(small_folder))
    change(small_folder, "entries.yaml", "where is the park", "which way to the park")

    assert check_knowledge(small_folder).faults == ()


def test_the_day_of_a_call_leaves_it_current(small_folder: Path) -> None:
    """Whoever called a line writes the day into its contact, and nothing more."""
    write_last_resort(small_folder, read_parts(small_folder))
    change(small_folder, "contacts.yaml", "checked_on: null", "checked_on: 2024-11-20")

    assert check_knowledge(small_folder).faults == ()


def test_it_is_plain_json_that_a_person_can_read(small_folder: Path) -> None:
    text = write_last_resort(small_folder, read_parts(small_folder)).read_text(encoding="utf-8")

    assert json.loads(text)["contacts"][0]["number"] == "112"
    assert "Служба спасения" in text


def test_a_full_disk_leaves_the_copy_that_was_there(small_folder: Path) -> None:
    write_last_resort(small_folder, read_parts(small_folder))
    names = sorted(small_folder.iterdir())
    with full_disk(), pytest.raises(OSError, match="too large"):
        write_last_resort(small_folder, read_parts(small_folder))

    assert is_current(small_folder, read_parts(small_folder))
    assert sorted(small_folder.iterdir()) == names


def test_it_says_the_name_of_the_bot_outright(small_folder: Path) -> None:
    """The file in which the name stands may be the one that fails."""
    change(small_folder, "ui.yaml", "english brief.text", "{bot:name}: brief.text")
    write_last_resort(small_folder, read_parts(small_folder))
    kept = read_last_resort(small_folder)

    assert kept
    assert kept.texts["brief.text"]["en"].startswith("Fair: ")


def test_it_holds_variants(small_folder: Path) -> None:
    write_last_resort(small_folder, read_parts(add_variant(small_folder)))
    kept = read_last_resort(small_folder)

    assert kept
    assert [c.variants for c in kept.crisis if c.variants] == [["danger.lamp"]]
    assert [variant.when for variant in kept.variants] == ["blue lamp"]
