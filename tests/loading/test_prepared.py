from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.scoring.learned import Learned
from bot.loading import KnowledgeError, load_knowledge, shipped_folder
from bot.loading.fitted_file import FITTED, write_fitted
from bot.loading.long_lists import OnDisk
from bot.loading.prepared import dialogue_of, digest_of, load_dialogue, load_fitted
from tests.support.named_copy import fail
from tests.support.questions import question
from tests.support.small_knowledge import change


def test_a_folder_that_was_never_fitted_answers(small_folder: Path) -> None:
    dialogue = load_dialogue(small_folder)

    assert load_fitted(small_folder) is None
    assert dialogue.reply_to(question("where is the fair")).entry == "fair.where"


def test_the_shipped_folder_is_fitted() -> None:
    learned = load_fitted(shipped_folder())

    assert learned is not None
    assert learned.model.labels


def test_what_lies_on_the_disk_answers_as_from_memory(dialogue: Dialogue) -> None:
    on_disk = load_dialogue(shipped_folder(), keep=OnDisk(fail))
    asked = [
        "who spoke about the law",
        "где прошло мероприятие?",
        "мен қорқып тұрмын",
        "zebra",
        "фильм про собаку",
        "he hit me",
    ]

    assert [on_disk.reply_to(question(text)) for text in asked] == [dialogue.reply_to(question(text)) for text in asked]


@pytest.mark.parametrize("content", [b"", b"{", b"PK", b"PK\x05\x06" + bytes(18), b"\xff\xfe", b'{"lexicon": {}}'])
def test_a_broken_fit_is_one_clear_fault(small_folder: Path, content: bytes) -> None:
    (small_folder / FITTED).write_bytes(content)
    with pytest.raises(KnowledgeError, match=r"fitted\.zip: this is not what `senim fit` writes; run"):
        load_dialogue(small_folder)


def test_a_folder_in_its_place_is_the_same_fault(small_folder: Path) -> None:
    (small_folder / FITTED).mkdir()
    with pytest.raises(KnowledgeError, match=r"fitted\.zip"):
        load_fitted(small_folder)


def test_the_damaged_part_of_a_fit_is_named(small_folder: Path, learned: Learned) -> None:
    write_fitted(small_folder / FITTED, {**learned.to_data(), "model": {}})
    with pytest.raises(KnowledgeError, match=r"fitted\.zip: model: this is not what `senim fit` writes"):
        load_dialogue(small_folder)


def test_an_error_of_the_program_is_not_told_as_a_damaged_fit(knowledge: Knowledge) -> None:
    with pytest.raises((AttributeError, TypeError)):
        dialogue_of(replace(knowledge, entries=None), shipped_folder())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("entries.yaml", "where is the park", "where is that park"),
        ("entries.yaml", "names: Book Fair", "names: Books"),
        ("crisis.yaml", "i feel bad about danger", "i feel bad"),
    ],
)
def test_the_digest_changes_with_what_is_learned_from(small_folder: Path, name: str, old: str, new: str) -> None:
    before = digest_of(load_knowledge(small_folder))
    change(small_folder, name, old, new)

    assert digest_of(load_knowledge(small_folder)) != before


def test_the_digest_does_not_change_with_an_answer(small_folder: Path) -> None:
    before = digest_of(load_knowledge(small_folder))
    change(small_folder, "entries.yaml", "in the park", "in the garden")

    assert digest_of(load_knowledge(small_folder)) == before


def test_the_digest_does_not_depend_on_order(small_knowledge: Knowledge) -> None:
    turned = replace(small_knowledge, entries=dict(reversed([*small_knowledge.entries.items()])))

    assert digest_of(turned) == digest_of(small_knowledge)
