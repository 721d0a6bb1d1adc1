from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.cli.fit import fit_folder, floors_in
from bot.core.knowledge import Knowledge
from bot.core.scoring.learned import Learned
from bot.loading.compiled import COMPILED, read_compiled
from bot.loading.fitted_file import FITTED, write_fitted
from bot.loading.prepared import load_dialogue
from bot.measuring.evaluation import Result
from bot.measuring.fitting import Progress, fit_and_measure
from bot.measuring.questions import Labelled
from tests.support.questions import question
from tests.support.senim_program import Ended, senim
from tests.support.small_disk import full_disk
from tests.support.small_knowledge import change

TEXTS = {
    "fair.where": "where do i find the {}",
    "help.numbers": "whom do i call about the {}",
    "none": "how old is the {}",
    "opera.where": "where does the {} sing",
}
THINGS = ["fair", "park", "books", "entrance", "pavilion", "address", "venue", "building", "place", "street"]


def set_floor(folder: Path, floor: float) -> None:
    write_fitted(folder / FITTED, {"floors": {"en": {"right": floor}}})


def fitted(folder: Path, *expected: str, options: Sequence[str] = ()) -> Ended:
    paths = folder.parent / "questions"
    paths.mkdir()
    lines = [
        {"text": TEXTS[e].format(x), "expect": e, "lang": "en", "style": "plain"} for e in expected for x in THINGS
    ]
    (paths / "q.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return senim("fit", "--knowledge", folder, "--questions", paths, *options)


def test_a_fit_is_written_with_its_floors_and_can_be_read(small_folder: Path) -> None:
    examples = "\n".join(f"        i feel bad about the {x}" for x in THINGS)
    change(small_folder, "crisis.yaml", "        i feel bad about danger", examples)
    ended = fitted(small_folder, "fair.where", "help.numbers", "none")

    assert (ended.code, ended.is_plain) == (0, True)
    assert {"right", "within_choices", "wrong"} <= floors_in(small_folder)["en"].keys()
    assert load_dialogue(small_folder).reply_to(question("where is the fair")).text


def test_what_is_saved_during_a_fit_is_answered_as_it_was_saved(small_folder: Path) -> None:
    def learned_meanwhile(
        knowledge: Knowledge, labelled: Sequence[Labelled], dialogues: Sequence[Labelled], say: Progress
    ) -> tuple[Learned, list[Result]]:
        change(small_folder, "entries.yaml", "in the park", "in the garden")
        return fit_and_measure(knowledge, labelled, dialogues, say)

    ended = fit_folder(small_folder, [], learner=learned_meanwhile)

    assert ended == 0
    assert "in the garden" in load_dialogue(small_folder).reply_to(question("where is the fair")).text


def test_a_figure_below_its_floor_ends_the_fit_and_nothing_is_written(small_folder: Path) -> None:
    set_floor(small_folder, 1.01)
    before = {path.name: path.read_bytes() for path in small_folder.iterdir()}
    ended = fitted(small_folder, "fair.where", "help.numbers", "none")

    assert (ended.code, ended.is_plain) == (1, True)
    assert re.search(r"en: Right at once: \S+ \(\d+ of \d+\), \S+ below its floor of 1.010", ended.err)
    assert {path.name: path.read_bytes() for path in small_folder.iterdir()} == before


def test_a_floor_comes_down_where_that_is_wanted(small_folder: Path) -> None:
    set_floor(small_folder, 1.01)
    ended = fitted(small_folder, "fair.where", "help.numbers", "none", options=["--lower-floors"])

    assert ended.code == 0
    assert floors_in(small_folder)["en"]["right"] < 1


def test_floors_that_cannot_be_measured_guard_what_was_learned(small_folder: Path) -> None:
    set_floor(small_folder, 0.9)
    before = {path.name: path.read_bytes() for path in small_folder.iterdir()}
    ended = fitted(small_folder)

    assert (ended.code, ended.is_plain) == (1, True)
    assert "nothing shows whether its floors are kept" in ended.err
    assert {path.name: path.read_bytes() for path in small_folder.iterdir()} == before


def test_not_one_floor_may_go_unmeasured(small_folder: Path) -> None:
    write_fitted(small_folder / FITTED, {"floors": {"en": {"right": 0.0}, "ru": {"right": 0.1}}})
    ended = fitted(small_folder, "fair.where", "help.numbers", "none")

    assert (ended.code, "1 floors were not measured and stay as they are" in ended.err) == (1, True)
    assert "name all files of questions" in ended.err


def test_floors_that_could_not_be_measured_stay_where_that_is_accepted(small_folder: Path) -> None:
    set_floor(small_folder, 0.9)
    ended = fitted(small_folder, options=["--lower-floors"])

    assert (ended.code, floors_in(small_folder)) == (0, {"en": {"right": 0.9}})


def test_questions_that_are_not_there_are_told_at_once(small_folder: Path) -> None:
    ended = senim("fit", "--knowledge", small_folder, "--questions", small_folder / "qestions")

    assert (ended.code, "does not exist" in ended.err, (small_folder / FITTED).exists()) == (2, True, False)


def test_questions_lie_beside_the_knowledge_wherever_the_fit_is_started(small_folder: Path, tmp_path: Path) -> None:
    set_floor(small_folder, 1.01)
    paths = small_folder.parent / "tests" / "questions"
    paths.mkdir(parents=True)
    lines = [{"text": TEXTS["fair.where"].format(x), "expect": "fair.where", "lang": "en"} for x in THINGS]
    (paths / "q.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    ended = senim("fit", "--knowledge", small_folder, folder=tmp_path)

    assert "below its floor of 1.010" in ended.err


def test_without_questions_phrases_stand_in_for_them(small_folder: Path) -> None:
    ended = fitted(small_folder)

    assert (ended.code, ended.is_plain) == (0, True)
    assert "one phrase in four stands in for them" in ended.err
    assert load_dialogue(small_folder).reply_to(question("where is the fair")).entry == "fair.where"


def test_questions_about_another_event_are_not_fitted_to(small_folder: Path) -> None:
    ended = fitted(small_folder, "opera.where")

    assert ended.code == 0
    assert "one phrase in four stands in for them" in ended.err


def test_a_file_that_is_open_in_an_editor_costs_nothing_of_a_fit(small_folder: Path) -> None:
    (small_folder / ".#event.yaml").symlink_to("somebody@somewhere.1")
    ended = fitted(small_folder)

    assert (ended.code, ended.is_plain) == (0, True)
    assert (small_folder / FITTED).exists()


def test_a_fit_keeps_what_it_learned_when_another_file_cannot_be_written(small_folder: Path) -> None:
    (small_folder / COMPILED).mkdir()
    ended = fitted(small_folder)

    assert (ended.code, ended.is_plain, "cannot be written" in ended.err) == (1, True, True)
    assert load_dialogue(small_folder).has_learned


@pytest.mark.parametrize("options", [[], ["--last-resort"]])
def test_a_full_disk_is_told_and_leaves_what_was_there(small_folder: Path, options: Sequence[str]) -> None:
    before = {path.name: path.read_bytes() for path in small_folder.iterdir()}
    with full_disk():
        ended = senim("fit", "--knowledge", small_folder, "--questions", small_folder, *options)

    assert (ended.code, ended.is_plain) == (1, True)
    assert f"{small_folder} cannot be written (File too large)" in ended.err
    assert {path.name: path.read_bytes() for path in small_folder.iterdir()} == before


def test_the_copies_hold_a_changed_number_without_another_fit(small_folder: Path) -> None:
    write_fitted(small_folder / FITTED, {})
    change(small_folder, "contacts.yaml", 'number: "112"', 'number: "119"')
    ended = senim("fit", "--knowledge", small_folder, "--last-resort")
    compiled = read_compiled(small_folder, lambda: pytest.fail("the files are read at every start"))

    assert (ended.code, ended.is_plain) == (0, True)
    assert compiled is not None
    assert {contact.number for contact in compiled.contacts.values()} == {"119"}
