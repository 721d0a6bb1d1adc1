"""Each variant of a crisis class stands in a file of its own, and its class lists it.

Of `bot/loading/references.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.faults_told import faults_at_loading
from tests.support.small_knowledge import add_variant, change


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("more: fair.where", "more: fair.gone", "there is no entry 'fair.gone'"),
        ("blue lamp", "{who:en} lamp", "there is no list of words {who:en}"),
        ("old lamp", "??? lamp", "has neither letters nor digits"),
        ("      en: |", "      de: |", "'en'"),
        ("{number:112}", "{number:113}", "{number:113} refers to nothing"),
    ],
)
def test_a_variant_is_held_to_what_its_class_is(small_folder: Path, old: str, new: str, said: str) -> None:
    faults = faults_at_loading(add_variant(small_folder, old, new))

    assert faults[0].startswith("lamp.yaml:")
    assert any(said in fault for fault in faults)


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        ("", "lamp.yaml:2: danger.lamp: no class lists this variant, so nobody would read it; write danger.lamp into"),
        (
            "    variants: [danger.lamp, danger.gone]\n",
            "crisis.yaml:17: danger: this class lists the variant 'danger.gone', which stands in no file; correct the",
        ),
        (
            "    variants:\n      - danger.lamp\n      - danger.lamp\n",
            "crisis.yaml:19: danger: the variant 'danger.lamp' stands twice in this list; leave one of them",
        ),
        (
            "    variants: [danger.lamp, child.lamp]\n",
            "crisis.yaml:17: danger: the variant 'child.lamp' is not of this class: its id must begin with danger.;",
        ),
    ],
)
def test_every_variant_is_listed_once_by_its_class(small_folder: Path, listed: str, told: str) -> None:
    change(add_variant(small_folder), "crisis.yaml", "    variants: [danger.lamp]\n", listed)
    (fault,) = faults_at_loading(small_folder)

    assert fault.startswith(told)


def test_a_variant_without_any_number_is_told(small_folder: Path) -> None:
    add_variant(small_folder, "{number:112}", "")
    change(small_folder, "lamp.yaml", "nobody reads the chat. Call {number:112}", "nobody reads the chat.")
    (fault,) = faults_at_loading(small_folder)

    assert fault.startswith("lamp.yaml:7: danger.lamp: the reply gives no number")


def test_a_variant_below_training_is_told_where_it_belongs(small_folder: Path) -> None:
    add_variant(small_folder)
    (small_folder / "training").mkdir()
    (small_folder / "lamp.yaml").rename(small_folder / "training/lamp.yaml")

    assert faults_at_loading(small_folder) == [
        "training/lamp.yaml:2: danger.lamp: a variant stands below training/, which holds only lines to learn from; "
        "move its file to crisis/danger/"
    ]
