from __future__ import annotations

import json
from pathlib import Path

from asking import question
from senim_program import Ended, senim
from small_knowledge import change

from bot.loading.prepared import load_dialogue, load_fitted

TEXTS = {
    "fair.where": "where do i find the {}",
    "help.numbers": "whom do i call about the {}",
    "none": "how old is the {}",
    "opera.where": "where does the {} sing",
}
THINGS = ["fair", "park", "books", "entrance", "pavilion", "address", "venue", "building", "place", "street"]


def fitted(folder: Path, *expected: str) -> Ended:
    places = folder.parent / "questions"
    places.mkdir()
    lines = [
        {"text": TEXTS[e].format(x), "expect": e, "lang": "en", "style": "plain"} for e in expected for x in THINGS
    ]
    (places / "q.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return senim("fit", "--knowledge", folder, "--questions", places)


def test_a_fit_is_written_with_its_floors_and_can_be_read(small_folder: Path) -> None:
    examples = "\n".join(f"        i feel bad about the {x}" for x in THINGS)
    change(small_folder, "crisis.yaml", "        i feel bad about danger", examples)
    ended = fitted(small_folder, "fair.where", "help.numbers", "none")

    assert (ended.code, ended.is_plain) == (0, True)
    assert {"right", "within_choices", "wrong"} <= (load_fitted(small_folder) or {})["floors"]["en"].keys()
    assert load_dialogue(small_folder).reply_to(question("where is the fair")).text


def test_without_questions_phrases_stand_in_for_them(small_folder: Path) -> None:
    ended = fitted(small_folder)

    assert (ended.code, ended.is_plain) == (0, True)
    assert "one phrase in four stands in for them" in ended.err
    assert load_dialogue(small_folder).reply_to(question("where is the fair")).entry == "fair.where"


def test_questions_about_another_event_are_not_fitted_to(small_folder: Path) -> None:
    ended = fitted(small_folder, "opera.where")

    assert ended.code == 0
    assert "one phrase in four stands in for them" in ended.err
